import { isUsable, subscriptionStates } from '../../datasets/azure/hierarchy.ts'
import { defineView } from '../needs.ts'

/** Whether anything can be set up, or run, in the subscription. */
export const isSubscriptionUsable = defineView({
  name: 'azure-subscription-usable',
  per: 'azure-subscription',
  needs: { subscriptionStates },
  build: ({ subscriptionStates }): boolean => [...subscriptionStates].every(({ state }) => isUsable(state)),
})
