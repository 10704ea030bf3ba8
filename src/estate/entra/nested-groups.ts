import { referencedGroups } from '../../datasets/entra/directory.ts'
import { defineView } from '../needs.ts'
import { knownGroups } from './known-groups.ts'

/** Whether other groups are in a group, whose members are then in it too; undefined: it was not read, or the snapshot does not tell. Membership of a group that was not read in full is left open, so that what is known of others stands. */
export const hasNestedGroups = defineView({
  name: 'entra-has-nested-groups',
  per: 'entra-tenant',
  needs: { referencedGroups },
  handlesDark: true,
  build({ referencedGroups }, _at, missing): (groupId: string) => boolean | undefined {
    const read = knownGroups(referencedGroups, missing('referencedGroups'))
    return groupId => read.get(groupId)?.hasNestedGroups
  },
})
