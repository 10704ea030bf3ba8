import { nativeId, type Row } from '../../dataset.ts'
import { defenderPlans, type SecurityContact, securityContacts } from '../../datasets/azure/defender.ts'
import { defineView, type Table, tableOf } from '../needs.ts'

/** A subscription with the plans of Defender for Cloud that are on in it. */
export interface DefendedSubscription extends Row {
  readonly on: ReadonlySet<string>
  /** Plans that Azure lists, on or off. */
  readonly known: ReadonlySet<string>
}

export const defendedSubscriptions = defineView({
  name: 'azure-defended-subscriptions',
  per: 'azure-subscription',
  needs: { defenderPlans },
  build({ defenderPlans }, at): Table<DefendedSubscription> {
    const plans = [...defenderPlans]
    const on = plans.filter(({ tier }) => tier === 'Standard').map(({ name }) => name)
    return tableOf([{ id: nativeId(at.id), scope: at.id, name: at.name, on: new Set(on), known: new Set(plans.map(({ name }) => name)) }])
  },
})

/** A subscription with those who hear of its alerts. */
export interface AlertedSubscription extends Row {
  readonly contacts: readonly SecurityContact[]
}

export const alertedSubscriptions = defineView({
  name: 'azure-alerted-subscriptions',
  per: 'azure-subscription',
  needs: { securityContacts },
  build: ({ securityContacts }, at): Table<AlertedSubscription> =>
    tableOf([{ id: nativeId(at.id), scope: at.id, name: at.name, contacts: [...securityContacts] }]),
})
