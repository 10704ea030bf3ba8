import { nativeId, type Row } from '../../dataset.ts'
import { type DefenderPlan, defenderPlans, type SecurityContact, securityContacts } from '../../datasets/azure/defender.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { isSubscriptionUsable } from './subscription-use.ts'

/** A subscription with the plans of Defender for Cloud that are on in it. */
export interface DefendedSubscription extends Row {
  readonly isUsable: boolean
  /** For every resource. */
  readonly on: ReadonlySet<string>
  /** On, but not for every resource. */
  readonly partly: ReadonlySet<string>
  /** Plans that Azure lists, on or off. */
  readonly known: ReadonlySet<string>
}

export const defendedSubscriptions = defineView({
  name: 'azure-defended-subscriptions',
  per: 'azure-subscription',
  needs: { defenderPlans, isSubscriptionUsable },
  build({ defenderPlans, isSubscriptionUsable: isUsable }, at): Table<DefendedSubscription> {
    const plans = [...defenderPlans]
    const standard = plans.filter(({ tier }) => tier === 'Standard')
    const isFull = ({ coverage }: DefenderPlan): boolean => coverage === null || coverage === 'FullyCovered'
    const namesOf = (some: readonly DefenderPlan[]): ReadonlySet<string> => new Set(some.map(({ name }) => name))
    return tableOf([
      {
        id: nativeId(at.id),
        scope: at.id,
        name: at.name,
        isUsable,
        on: namesOf(standard.filter(isFull)),
        partly: namesOf(standard.filter(one => !isFull(one))),
        known: namesOf(plans),
      },
    ])
  },
})

/** A subscription with those who hear of its alerts. */
export interface AlertedSubscription extends Row {
  readonly isUsable: boolean
  readonly contacts: readonly SecurityContact[]
}

export const alertedSubscriptions = defineView({
  name: 'azure-alerted-subscriptions',
  per: 'azure-subscription',
  needs: { securityContacts, isSubscriptionUsable },
  build: ({ securityContacts, isSubscriptionUsable: isUsable }, at): Table<AlertedSubscription> =>
    tableOf([{ id: nativeId(at.id), scope: at.id, name: at.name, isUsable, contacts: [...securityContacts] }]),
})
