/**
 * A second, naive reading of Conditional Access for small tenants: every sign-in on its own, no classes, no sets of values, nothing shared with the analysis.
 * Levels: 0 nothing, 1 single factor, 2 MFA when necessary, 3 MFA, 4 phishing-resistant, 5 blocked.
 */
import type { AuthenticationStrength, ConditionalAccessPolicy } from '../../../src/datasets/entra/conditional-access.ts'
import type { EntraUser, ReferencedGroup } from '../../../src/datasets/entra/directory.ts'
import type { ActiveRoleAssignment, EligibleRoleAssignment } from '../../../src/datasets/entra/roles.ts'
import { type Device, deviceRules, type SignIn, type Stranger, whereabouts } from './sign-ins.ts'

export const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000'
export const SHAREPOINT = '00000003-0000-0ff1-ce00-000000000000'

export interface SmallTenant {
  readonly policies: readonly ConditionalAccessPolicy[]
  readonly strengths: readonly AuthenticationStrength[]
  readonly users: readonly EntraUser[]
  readonly groups: readonly ReferencedGroup[]
  readonly activeAssignments: readonly ActiveRoleAssignment[]
  readonly eligibleAssignments: readonly EligibleRoleAssignment[]
}

/** Whether for certain, and whether at most. */
type Pair = readonly [sure: boolean, possible: boolean]
const never: Pair = [false, false]
const always: Pair = [true, true]
const open: Pair = [false, true]
const either = (pairs: readonly Pair[]): Pair => [pairs.some(([sure]) => sure), pairs.some(([, possible]) => possible)]
const all = (pairs: readonly Pair[]): Pair => [pairs.every(([sure]) => sure), pairs.every(([, possible]) => possible)]
const not = ([sure, possible]: Pair): Pair => [!possible, !sure]
const known = (is: boolean): Pair => (is ? always : never)

export const isExternal = (user: EntraUser) => user.creationType === 'Invitation'
const guestType = (user: EntraUser) =>
  user.userType === 'Guest' ? (isExternal(user) ? 'b2bCollaborationGuest' : 'internalGuest') : isExternal(user) ? 'b2bCollaborationMember' : 'nobody'

const control = (name: string, { client, device, platform, flow }: SignIn): [number, number] => {
  if (name === 'block') return [5, 5]
  if (client === 'other') return name === 'terms' || name === 'custom' || name === 'riskRemediation' ? [0, 5] : [5, 5]
  const isMet = { compliantDevice: device.isCompliant === true, domainJoinedDevice: device.trustType === 'ServerAD' }
  if (client === 'exchangeActiveSync') {
    if (name === 'compliantDevice') return isMet.compliantDevice ? [0, 0] : [5, 5]
    return ['mfa', 'passwordChange', 'terms', 'custom'].includes(name) ? [5, 5] : [0, 5]
  }
  if (name === 'mfa' || name === 'passwordChange') return [3, 3]
  if (name === 'riskRemediation') return [0, 3]
  if (name === 'custom') return [0, 4]
  if (name === 'compliantDevice' || name === 'domainJoinedDevice') return isMet[name] && flow !== 'deviceCodeFlow' ? [0, 0] : [5, 5]
  if (name === 'compliantApplication') {
    const isProtected = platform === 'iOS' || platform === 'android' || (platform === 'windows' && client === 'browser')
    return !isProtected ? [5, 5] : flow === 'deviceCodeFlow' ? [0, 5] : [0, 0]
  }
  return [0, 0]
}

const beyondDirectConnect = ['approvedApplication', 'compliantApplication', 'passwordChange']

const strengthLevel = (strength: AuthenticationStrength): number =>
  Math.min(...strength.allowedCombinations.map(way => (way === 'fido2' ? 4 : way === 'password' ? 1 : 3)))

/** What a policy demands at least and at most. */
const demand = (policy: ConditionalAccessPolicy, signIn: SignIn, tenant: SmallTenant): [number, number] => {
  const grant = policy.grantControls
  if (grant === null) return [0, 0]
  const parts = [
    ...grant.builtInControls.map(name => control(name, signIn)),
    ...grant.termsOfUse.map(() => control('terms', signIn)),
    ...grant.customAuthenticationFactors.map(() => control('custom', signIn)),
  ]
  const strength = tenant.strengths.find(({ id }) => id === grant.authenticationStrengthId)
  if (strength !== undefined) {
    const level = strengthLevel(strength)
    const binds = signIn.stranger === undefined && isExternal(signIn.user) ? 0 : level
    parts.push(signIn.client === 'browser' || signIn.client === 'mobileAppsAndDesktopClients' ? [binds, level] : binds < 3 ? [0, 5] : [5, 5])
  }
  if (parts.length === 0) return [0, 0]
  const pick = grant.operator === 'OR' ? Math.min : Math.max
  const isBeyond =
    grant.termsOfUse.length + grant.customAuthenticationFactors.length > 0 || grant.builtInControls.some(each => beyondDirectConnect.includes(each))
  const most = signIn.stranger?.kind === 'b2bDirectConnectUser' && isBeyond ? 5 : pick(...parts.map(([, high]) => high))
  return [pick(...parts.map(([low]) => low)), most]
}

const names = (users: ConditionalAccessPolicy['conditions']['users'], side: 'include' | 'exclude', { user, held }: SignIn, tenant: SmallTenant): boolean => {
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

/** Whether a side means people without a row in the directory: by their kind and home tenant, or perhaps with everybody. */
const meansStranger = (users: ConditionalAccessPolicy['conditions']['users'], side: 'include' | 'exclude', { kind, tenant }: Stranger): Pair => {
  const guests = side === 'include' ? users.includeGuestsOrExternalUsers : users.excludeGuestsOrExternalUsers
  const members = guests?.externalTenants?.members ?? null
  const isKind = guests?.guestOrExternalUserTypes.split(',').includes(kind) === true && (members === null || (tenant !== null && members.includes(tenant)))
  const isPerhaps = users[`${side}Users`].includes('All') || (kind === 'serviceProvider' && users[`${side}Roles`].length > 0)
  return either([known(isKind), isPerhaps ? open : never])
}

const targets = (list: readonly string[], app: string) =>
  list.includes('All') || list.includes(app) || (list.includes('Office365') && [EXCHANGE, SHAREPOINT].includes(app))

const inAny = (ids: readonly string[], { place }: SignIn): Pair =>
  either(ids.map(id => whereabouts(id, place)).map(is => (is === 'unknown' ? open : known(is))))

const filterFits = (filter: { readonly mode: string; readonly rule: string }, device: Device): Pair => {
  const rule = deviceRules.get(filter.rule)
  const matches = rule === undefined ? open : known(rule(device))
  return filter.mode === 'include' ? matches : not(matches)
}

const isRisk = (levels: readonly string[], level: string): Pair => known(levels.length === 0 || levels.includes(level))

/** Whether everything but people and applications fits. */
const circumstancesFit = ({ conditions }: ConditionalAccessPolicy, signIn: SignIn): Pair => {
  const { platforms, locations, deviceFilter, signInRiskLevels, userRiskLevels, insiderRiskLevels, transferMethods } = conditions
  const isPlatform = (list: readonly string[]) => list.includes('all') || list.includes(signIn.platform)
  return all([
    known(platforms === null || (isPlatform(platforms.includePlatforms) && !isPlatform(platforms.excludePlatforms))),
    locations === null ? always : all([inAny(locations.includeLocations, signIn), not(inAny(locations.excludeLocations, signIn))]),
    deviceFilter === null ? always : filterFits(deviceFilter, signIn.device),
    isRisk(signInRiskLevels, signIn.signInRisk),
    isRisk(userRiskLevels, signIn.userRisk),
    isRisk(insiderRiskLevels?.split(',') ?? [], signIn.insiderRisk),
    isRisk(transferMethods?.split(',') ?? [], signIn.flow),
  ])
}

/** The level of one sign-in with every undecidable policy left out, and with each counted in full. */
export const levels = (tenant: SmallTenant, signIn: SignIn): [number, number] => {
  let [low, high] = [0, 0]
  for (const policy of tenant.policies) {
    const { users, applications, clientAppTypes } = policy.conditions
    if (policy.state !== 'enabled') continue
    if (!clientAppTypes.includes('all') && clientAppTypes.length > 0 && !clientAppTypes.includes(signIn.client)) continue
    const isAll = applications.includeApplications.includes('All')
    const isBaseline = signIn.app === 'baseline'
    const isReached = isBaseline ? isAll : targets(applications.includeApplications, signIn.app) && !targets(applications.excludeApplications, signIn.app)
    const isWide = signIn.client === 'exchangeActiveSync' && (users.includeRoles.length > 0 || users.includeGuestsOrExternalUsers !== null)
    const who = (side: 'include' | 'exclude'): Pair =>
      signIn.stranger === undefined ? known(names(users, side, signIn, tenant)) : meansStranger(users, side, signIn.stranger)
    const [isNamed, mayBeNamed] = who('include')
    const [isLeftOut, mayBeLeftOut] = who('exclude')
    if (!isReached || isLeftOut || !(mayBeNamed || isWide)) continue
    const [sure, possible] = circumstancesFit(policy, signIn)
    const isSure =
      sure &&
      !mayBeLeftOut &&
      !(isBaseline && applications.excludeApplications.length > 0) &&
      (isNamed || (isWide && clientAppTypes.includes('exchangeActiveSync')))
    const [least, most] = demand(policy, signIn, tenant)
    if (isSure) low = Math.max(low, least)
    if (possible) high = Math.max(high, most)
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
