import { relationOf } from '../../analysis/conditional-access/people.ts'
import { and, MAYBE, NO, YES } from '../../analysis/conditional-access/truth.ts'
import { conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { type EntraUser, entraUsers } from '../../datasets/entra/directory.ts'
import { defineView } from '../needs.ts'
import { conditionalAccess } from './conditional-access.ts'
import { emergencyAccess } from './emergency-access.ts'
import { dependenceOf } from './grant-dependence.ts'
import { unreadRoleGroups } from './privileged-holders.ts'
import { GLOBAL_ADMINISTRATOR } from './privileged-roles.ts'
import { globalAdministrators } from './role-holders.ts'

/** How far an account would serve in an emergency. */
export interface EmergencyAccount {
  readonly user: EntraUser
  /** What rules it out for good, each after its name: a guest, synchronized or disabled. */
  readonly unfit: readonly string[]
  /** Why it would not, each after its name; what rules it out is among them. */
  readonly faults: readonly string[]
  /** What may make it useless or may be missing, and cannot be decided. */
  readonly doubts: readonly string[]
}

/** Declared emergency accounts, and accounts that would serve as such and were not declared. */
export interface EmergencyAccounts {
  readonly declared: readonly EmergencyAccount[]
  readonly fit: readonly EntraUser[]
}

/** A line of evidence for an account that needs only to be declared; none for any other. */
export const nearMissEvidence = ({ fit }: EmergencyAccounts, id: string): readonly { readonly label: string; readonly value: boolean }[] =>
  fit.some(user => user.id === id) ? [{ label: 'If this account were declared emergency access, it would hold', value: true }] : []

/** The domains that Microsoft gives tenants: https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access#create-emergency-access-accounts, and those of the sovereign clouds. */
const CLOUD_ONLY_DOMAIN = /\.(?:onmicrosoft\.(?:com|us|de)|partner\.onmschina\.cn)$/i

const limitWords = (limits: readonly string[]): string => (limits.length === 0 ? '' : ` (${limits.join(', ')})`)

/** Each account against what Microsoft asks of emergency access: cloud-only, on the tenant's own domain, permanently Global Administrator, enabled, not blocked, and dependent on no device, app or other service. */
export const emergencyAccounts = defineView({
  name: 'entra-emergency-accounts',
  per: 'entra-tenant',
  needs: { emergencyAccess, entraUsers, globalAdministrators, unreadRoleGroups, conditionalAccess, conditionalAccessPolicies },
  build({ emergencyAccess, entraUsers, globalAdministrators, unreadRoleGroups, conditionalAccess, conditionalAccessPolicies }): EmergencyAccounts {
    const hidden = unreadRoleGroups.get(GLOBAL_ADMINISTRATOR) ?? []
    const weigh = (user: EntraUser): EmergencyAccount => {
      const isPermanent = globalAdministrators.get(user.id)?.ways.some(({ state, endAt }) => state === 'assigned' && endAt === null) === true
      const unfit = [
        ...(user.accountEnabled ? [] : ['is disabled']),
        ...(user.onPremisesSyncEnabled === true ? ['is synchronized from on-premises'] : []),
        ...(relationOf(user) === 'member' ? [] : ['is a guest']),
      ]
      const { certain, possible, asking } = conditionalAccess.blocking(user.id)
      const dependent = asking.flatMap(({ policy, limits, isCertain }) => {
        const row = conditionalAccessPolicies.get(policy.id)
        const { is, on } = row === undefined ? { is: NO, on: [] } : dependenceOf(row)
        const answer = and(is, isCertain ? YES : MAYBE)
        return answer === NO ? [] : [{ policy, isCertain: answer === YES, words: `${on.join(' or ')} for policy "${policy.name}"${limitWords(limits)}` }]
      })
      const isTold = (id: string) => dependent.some(({ policy, isCertain }) => isCertain && policy.id === id)
      return {
        user,
        unfit,
        faults: [
          ...unfit,
          ...(CLOUD_ONLY_DOMAIN.test(user.name) ? [] : ['is not on the onmicrosoft.com domain']),
          ...(isPermanent || hidden.length > 0 ? [] : ['is not permanently Global Administrator']),
          ...certain.map(({ policy, limits }) => `is blocked by policy "${policy.name}"${limitWords(limits)}`),
          ...dependent.filter(({ isCertain }) => isCertain).map(({ words }) => `depends on ${words}`),
        ],
        doubts: [
          ...(isPermanent || hidden.length === 0 ? [] : [`may be Global Administrator through group "${hidden[0]?.name ?? ''}", whose members are not known`]),
          ...possible.filter(({ policy }) => !isTold(policy.id)).map(({ policy }) => `may be blocked by policy "${policy.name}"`),
          ...dependent.filter(({ isCertain }) => !isCertain).map(({ words }) => `may depend on ${words}`),
        ],
      }
    }
    const others = [...globalAdministrators].flatMap(({ id }) => (emergencyAccess.has(id) ? [] : (entraUsers.get(id) ?? [])))
    return {
      declared: [...emergencyAccess.values()].map(weigh),
      fit: others.map(weigh).flatMap(({ user, faults, doubts }) => (faults.length + doubts.length === 0 ? [user] : [])),
    }
  },
})
