/**
 * A second, naive reading of Conditional Access for small tenants: every sign-in on its own, no classes, no bits, nothing shared with the analysis.
 * Levels: 0 nothing, 1 single factor, 2 MFA when necessary, 3 MFA, 4 phishing-resistant, 5 blocked.
 */
import type { AuthenticationStrength, ConditionalAccessPolicy } from '../../../src/datasets/entra/conditional-access.ts'
import type { EntraUser, ReferencedGroup } from '../../../src/datasets/entra/directory.ts'
import type { ActiveRoleAssignment, EligibleRoleAssignment } from '../../../src/datasets/entra/roles.ts'

export const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000'
export const SHAREPOINT = '00000003-0000-0ff1-ce00-000000000000'
export type Client = 'browser' | 'mobileAppsAndDesktopClients' | 'exchangeActiveSync' | 'other'

export interface SmallTenant {
  readonly policies: readonly ConditionalAccessPolicy[]
  readonly strengths: readonly AuthenticationStrength[]
  readonly users: readonly EntraUser[]
  readonly groups: readonly ReferencedGroup[]
  readonly activeAssignments: readonly ActiveRoleAssignment[]
  readonly eligibleAssignments: readonly EligibleRoleAssignment[]
}

const isExternal = (user: EntraUser) => user.creationType === 'Invitation'
const guestType = (user: EntraUser) =>
  user.userType === 'Guest' ? (isExternal(user) ? 'b2bCollaborationGuest' : 'internalGuest') : isExternal(user) ? 'b2bCollaborationMember' : 'nobody'

const control = (name: string, client: Client): [number, number] => {
  if (name === 'block') return [5, 5]
  if (client === 'other') return name === 'terms' ? [0, 5] : [5, 5]
  if (client === 'exchangeActiveSync') return name === 'mfa' || name === 'terms' ? [5, 5] : name === 'compliantDevice' ? [0, 0] : [0, 5]
  return name === 'mfa' ? [3, 3] : [0, 0]
}

const strengthLevel = (strength: AuthenticationStrength): number =>
  Math.min(...strength.allowedCombinations.map(way => (way === 'fido2' ? 4 : way === 'password' ? 1 : 3)))

/** What a policy demands at least and at most. */
const demand = (policy: ConditionalAccessPolicy, client: Client, user: EntraUser, tenant: SmallTenant): [number, number] => {
  const grant = policy.grantControls
  if (grant === null) return [0, 0]
  const parts = [...grant.builtInControls.map(name => control(name, client)), ...grant.termsOfUse.map(() => control('terms', client))]
  const strength = tenant.strengths.find(({ id }) => id === grant.authenticationStrengthId)
  if (strength !== undefined) {
    const level = strengthLevel(strength)
    const binds = isExternal(user) ? 0 : level
    parts.push(client === 'browser' || client === 'mobileAppsAndDesktopClients' ? [binds, level] : binds < 3 ? [0, 5] : [5, 5])
  }
  if (parts.length === 0) return [0, 0]
  const pick = grant.operator === 'OR' ? Math.min : Math.max
  return [pick(...parts.map(([low]) => low)), pick(...parts.map(([, high]) => high))]
}

const names = (
  users: ConditionalAccessPolicy['conditions']['users'],
  side: 'include' | 'exclude',
  user: EntraUser,
  held: readonly string[],
  tenant: SmallTenant,
): boolean => {
  const guests = side === 'include' ? users.includeGuestsOrExternalUsers : users.excludeGuestsOrExternalUsers
  const inGroup = (id: string) => tenant.groups.some(group => group.id === id && group.users.includes(user.id))
  return (
    users[`${side}Users`].includes('All') ||
    users[`${side}Users`].includes(user.id) ||
    users[`${side}Groups`].some(inGroup) ||
    users[`${side}Roles`].some(role => held.includes(role)) ||
    (guests?.guestOrExternalUserTypes.split(',').includes(guestType(user)) ?? false)
  )
}

const targets = (list: readonly string[], app: string) =>
  list.includes('All') || list.includes(app) || (list.includes('Office365') && [EXCHANGE, SHAREPOINT].includes(app))

/** The level of one sign-in with every undecidable policy left out, and with each counted in full. */
export const levels = (tenant: SmallTenant, user: EntraUser, held: readonly string[], app: string, client: Client): [number, number] => {
  let [low, high] = [0, 0]
  for (const policy of tenant.policies) {
    const { users, applications, clientAppTypes, platforms } = policy.conditions
    if (policy.state !== 'enabled') continue
    if (!clientAppTypes.includes('all') && clientAppTypes.length > 0 && !clientAppTypes.includes(client)) continue
    const isAll = applications.includeApplications.includes('All')
    const baseline = app === 'baseline' && isAll && applications.excludeApplications.length > 0
    const reached = app === 'baseline' ? isAll : targets(applications.includeApplications, app) && !targets(applications.excludeApplications, app)
    const widens = client === 'exchangeActiveSync' && (users.includeRoles.length > 0 || users.includeGuestsOrExternalUsers !== null)
    const isNamed = names(users, 'include', user, held, tenant)
    if (!reached || names(users, 'exclude', user, held, tenant) || !(isNamed || widens)) continue
    const isSure = platforms === null && !baseline && (isNamed || clientAppTypes.includes('exchangeActiveSync'))
    const [least, most] = demand(policy, client, user, tenant)
    if (isSure) low = Math.max(low, least)
    high = Math.max(high, most)
  }
  return [low, high]
}

/** Every set of roles a user may hold: those they hold, with any of those they could activate. */
export const heldBy = (tenant: SmallTenant, user: EntraUser): string[][] => {
  const of = (assignments: readonly EligibleRoleAssignment[]) =>
    assignments
      .filter(
        ({ directoryScopeId, principalId }) =>
          directoryScopeId === '/' && (principalId === user.id || tenant.groups.some(group => group.id === principalId && group.users.includes(user.id))),
      )
      .map(({ roleDefinitionId }) => roleDefinitionId)
  return of(tenant.eligibleAssignments).reduce<string[][]>((sets, role) => sets.flatMap(set => [set, [...set, role]]), [of(tenant.activeAssignments)])
}
