import type { Gap } from '../../dataset.ts'
import { azureGroupActivations } from '../../datasets/azure/group-access.ts'
import { defineView } from '../needs.ts'

/** Whether somebody is in a group that holds a role only for as long as they activated it through PIM for Groups; undefined: it could not be read. */
export type IsJustInTime = (group: string, principal: string) => boolean | undefined

const isOfAll = ({ part }: Gap): boolean => part === undefined

export const justInTimeMembers = defineView({
  name: 'azure-just-in-time-members',
  per: 'azure-hierarchy',
  needs: { azureGroupActivations },
  // Who is known to have activated has; of a group that was not read nothing is known.
  handlesDark: true,
  build({ azureGroupActivations }, _at, missing): IsJustInTime {
    const only = new Set([...azureGroupActivations].filter(({ isOnlyWay }) => isOnlyWay).map(({ groupId, principalId }) => `${groupId}/${principalId}`))
    const dark = missing('azureGroupActivations')
    const isAllDark = dark.some(isOfAll)
    const unread = new Set(dark.flatMap(({ part }) => part ?? []))
    return (group, principal) => only.has(`${group}/${principal}`) || (isAllDark || unread.has(group) ? undefined : false)
  },
})
