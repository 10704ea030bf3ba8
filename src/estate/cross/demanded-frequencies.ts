import { rankOf } from '../../analysis/conditional-access/assurance.ts'
import { modernClients } from '../../analysis/conditional-access/clients.ts'
import type { Gap } from '../../dataset.ts'
import { conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { awsSignIns } from '../entra/aws-sign-ins.ts'
import { conditionalAccess } from '../entra/conditional-access.ts'
import { hoursOfSession } from '../entra/sign-in-frequency.ts'
import { defineEstateView } from '../needs.ts'
import { addressesOf, storesIn } from './aws-federation.ts'

/** How often everybody who signs in to Identity Center by an application must sign in again. */
export interface DemandedFrequency {
  readonly application: string
  readonly id: string
  /** Identity stores it names (`d-...`); none: it does not tell to which Identity Center it leads. */
  readonly stores: readonly string[]
  /** 0: each time. `none`: Conditional Access surely demands no frequency of everybody, but for what is open. */
  readonly hours: number | 'none'
  /** The shortest frequency that may be demanded besides, and why that cannot be told. */
  readonly open?: { readonly hours: number; readonly why: string } | undefined
}

/** What Conditional Access demands at the applications that lead to an Identity Center, of all scanned tenants. */
export const demandedFrequencies = defineEstateView({
  name: 'demanded-frequencies',
  per: ['entra-tenant'],
  needs: { awsSignIns, conditionalAccess, conditionalAccessPolicies },
  handlesDark: true,
  distil({ awsSignIns, conditionalAccess, conditionalAccessPolicies }): readonly DemandedFrequency[] {
    const asked = [...conditionalAccessPolicies].flatMap(({ state, sessionControls }) =>
      state === 'enabled' && sessionControls !== null ? (hoursOfSession(sessionControls) ?? []) : [],
    )
    const shortestFirst = [...new Set(asked)].sort((a, b) => a - b)
    return [...awsSignIns].flatMap(({ application, who, unread }): readonly DemandedFrequency[] => {
      const addresses = addressesOf(application)
      if (!application.accountEnabled || application.federatesTo !== 'identity-center' || addresses.length === 0) return []
      const statusOf = (least: number) => {
        const coverage = conditionalAccess.cover({
          who: who === 'everyone' ? 'users' : { ids: who },
          applications: [application.appId],
          clients: modernClients,
          suffices: assurance => rankOf(assurance) >= rankOf('blocked'),
          orSession: session => (hoursOfSession(session) ?? Number.POSITIVE_INFINITY) <= least,
        })
        if (coverage.asked === 0) return unread.length === 0 ? 'hole' : 'undecided'
        return coverage.status === 'covered' && unread.length > 0 ? 'undecided' : coverage.status
      }
      const at = { application: application.name, id: application.id, stores: storesIn(addresses) }
      // Whoever is blocked has no session.
      if (shortestFirst.length === 0 || statusOf(Number.NEGATIVE_INFINITY) === 'covered') return [{ ...at, hours: 'none' }]
      const statuses = shortestFirst.map(hours => ({ hours, status: statusOf(hours) }))
      const sure = statuses.find(({ status }) => status === 'covered')
      const perhaps = statuses.find(({ status }) => status === 'undecided')
      const why = unread.length === 0 ? 'that cannot be told from its policies' : unread.join('; ')
      return [{ ...at, hours: sure?.hours ?? 'none', ...(perhaps === undefined ? {} : { open: { hours: perhaps.hours, why } }) }]
    })
  },
  join: (parts, dark): { readonly all: readonly DemandedFrequency[]; readonly dark: readonly Gap[] } => ({ all: [...parts.values()].flat(), dark }),
})
