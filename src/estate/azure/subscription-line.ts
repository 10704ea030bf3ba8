import { azureSubscriptions, managementGroups } from '../../datasets/azure/hierarchy.ts'
import { defineView } from '../needs.ts'

/** The management groups above a subscription, the nearest first; undefined where the line is not known up to the root group. */
export type SubscriptionLine = (subscription: string) => readonly string[] | undefined

export const subscriptionLine = defineView({
  name: 'azure-subscription-line',
  per: 'azure-hierarchy',
  needs: { azureSubscriptions, managementGroups },
  build({ azureSubscriptions, managementGroups }): SubscriptionLine {
    const above = (group: string): readonly string[] | undefined => {
      const line: string[] = []
      for (let at: string | null = group; at !== null; ) {
        const found = managementGroups.get(at)
        if (found === undefined || line.includes(at)) return undefined
        line.push(at)
        if (found.parent === null && !found.isRoot) return undefined
        at = found.parent
      }
      return line
    }
    return subscription => {
      const group = azureSubscriptions.get(subscription)?.managementGroup
      return group === undefined || group === null ? undefined : above(group)
    }
  },
})
