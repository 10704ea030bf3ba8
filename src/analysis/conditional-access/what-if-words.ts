import type { ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'
import type { Application } from './applications.ts'
import { limitWords } from './circumstance-words.ts'
import { type Dimension, dimensions, type Space } from './circumstances.ts'
import { clientWords } from './clients.ts'
import { applicationDoubt, type Policy, reaches } from './policies.ts'
import type { Selection, SignIn } from './sign-in.ts'
import { and, MAYBE, NO, not, type Truth, YES } from './truth.ts'
import { guestFits, names, type Person } from './who.ts'

/** What words about one sign-in need. */
export interface Telling {
  readonly person: Person
  readonly target: Application
  readonly signIn: SignIn
  readonly space: Space
  readonly selection: Selection
  readonly unclear: ReadonlyMap<string, string>
  readonly groupName: (id: string) => string
  readonly roleName: (templateId: string) => string
  readonly applicationName: (id: string) => string
  readonly locationName: (id: string) => string
}

/** More names than this are counted. */
const MOST_NAMES = 4

const listed = (items: readonly string[]): string =>
  items.length > MOST_NAMES ? `${items.slice(0, MOST_NAMES).join(', ')} and ${items.length - MOST_NAMES} more` : items.join(', ')

/** Which exclusion leaves the person out. */
const exclusions = ({ exclude }: Policy, { person, groupName, roleName }: Telling): string[] => {
  const { user, groups, relation } = person.class
  return [
    ...(user !== undefined && exclude.users.has(user) ? ['it excludes the user by name'] : []),
    ...[...groups].filter(group => exclude.groups.has(group)).map(group => `it excludes group "${groupName(group)}"`),
    ...[...person.roles].filter(role => exclude.roles.has(role)).map(role => `it excludes role "${roleName(role)}"`),
    ...(exclude.guests.some(guests => guestFits(relation, guests) === YES) ? ['it excludes guests of their kind'] : []),
    ...(exclude.everyone === YES ? ['it excludes everyone'] : []),
  ]
}

/** Whom it is about instead. */
const included = ({ include }: Policy, row: ConditionalAccessPolicy | null, { groupName, roleName }: Telling): string => {
  const about = [
    ...[...include.groups].map(group => `group "${groupName(group)}"`),
    ...[...include.roles].map(role => `role "${roleName(role)}"`),
    ...(include.users.size === 0 ? [] : [`${include.users.size} named ${include.users.size === 1 ? 'user' : 'users'}`]),
    ...(include.guests.length === 0 ? [] : ['guests of certain kinds']),
  ]
  if (about.length > 0) return `it is about ${listed(about)}, not this user`
  return row?.conditions.users.includeUsers.includes('AllAgentIdUsers') === true ? 'it is about agents' : 'it is about nobody'
}

const targetNames = new Map([
  ['office365', 'Office 365'],
  ['microsoftadminportals', 'Microsoft admin portals'],
])
const nameOf = (id: string, { applicationName }: Telling): string => targetNames.get(id.toLowerCase()) ?? applicationName(id)

const aboutTarget = (policy: Policy, row: ConditionalAccessPolicy | null, telling: Telling): string => {
  if (policy.excludesApplication(telling.target) === YES) return `it excludes ${telling.target.name}`
  if (row === null) return `it is not about ${telling.target.name}`
  const { includeApplications, includeUserActions } = row.conditions.applications
  const others = [...includeApplications.filter(id => id.toLowerCase() !== 'none').map(id => nameOf(id, telling)), ...includeUserActions]
  return others.length === 0 ? 'it is about no application' : `it is about ${listed(others)}, not ${telling.target.name}`
}

const truthIn = (policy: Policy, dimension: Dimension, selection: Selection): ReadonlySet<Truth> =>
  new Set(policy.region[dimension].filter((_, index) => selection[dimension][index]))

const places = new Map([
  ['alltrusted', 'trusted locations'],
  ['00000000-0000-0000-0000-000000000000', "per-user MFA's trusted addresses"],
])

/** What a policy is limited to in some dimensions: `applies only outside "Offices"`. Locations as the policy names them. */
const limited = (policy: Policy, row: ConditionalAccessPolicy | null, dimensions: readonly Dimension[], { space, locationName }: Telling): string => {
  const { includeLocations = [], excludeLocations = [] } = row?.conditions.locations ?? {}
  const named = (ids: readonly string[]) => ids.map(id => places.get(id.toLowerCase()) ?? `"${locationName(id)}"`)
  const inside = named(includeLocations.filter(id => id.toLowerCase() !== 'all'))
  const outside = named(excludeLocations)
  const where = [...(inside.length === 0 ? [] : [`from ${inside.join(' or ')}`]), ...(outside.length === 0 ? [] : [`outside ${outside.join(' and ')}`])].join(
    ', ',
  )
  const others = dimensions.filter(dimension => dimension !== 'location')
  const words = others.length === 0 ? [] : [limitWords(space, policy.region, others).replace('applies only ', '')]
  return `applies only ${[...(dimensions.includes('location') ? [where] : []), ...words].join(' and ')}`
}

const peopleTruth = (policy: Policy, { person, unclear }: Telling): Truth =>
  and(names(policy.include, person, unclear), not(names(policy.exclude, person, unclear)))

/** Every reason for which a policy does not apply, in words. */
export const missWords = (policy: Policy, row: ConditionalAccessPolicy | null, telling: Telling): string[] => {
  const { person, unclear, target, signIn, selection } = telling
  const left = exclusions(policy, telling)
  const missed = dimensions.filter(dimension => [...truthIn(policy, dimension, selection)].every(truth => truth === NO))
  const who = peopleTruth(policy, telling)
  const isNamed = names(policy.include, person, unclear) !== NO
  return [
    ...(who !== NO ? [] : isNamed ? left : [included(policy, row, telling)]),
    ...(reaches(policy, target) === NO ? [aboutTarget(policy, row, telling)] : []),
    ...(policy.clients.has(signIn.client) ? [] : [`it is about ${clientWords(policy.clients)} only`]),
    ...(missed.length === 0 ? [] : [`it ${limited(policy, row, missed, telling)}`]),
  ]
}

const openNames: Readonly<Record<Dimension, string>> = {
  flow: 'the authentication flow',
  signInRisk: 'the sign-in risk',
  userRisk: 'the user risk',
  insiderRisk: 'the insider risk',
  platform: 'the platform',
  location: 'the location',
  device: 'the device',
}

/** What leaves open whether a policy applies, in words. */
export const openWords = (policy: Policy, row: ConditionalAccessPolicy | null, telling: Telling): string[] => {
  const { target, space, selection, person, unclear } = telling
  const given = dimensions.flatMap(dimension => {
    const truths = truthIn(policy, dimension, selection)
    if (truths.size === 1 && truths.has(YES)) return []
    const limit = limited(policy, row, [dimension], telling)
    if (!(truths.has(YES) || truths.has(NO))) return [`it ${limit}: whether ${openNames[dimension]} is among them cannot be decided`]
    const unread = dimension === 'location' ? space.location.find(({ doubt }, index) => doubt !== undefined && selection.location[index])?.doubt : undefined
    return [`it ${limit}, and ${openNames[dimension]} is not settled by what was given${unread === undefined ? '' : ` (${unread})`}`]
  })
  const who = [policy.include, policy.exclude].flatMap(side => (names(side, person, unclear) === MAYBE ? side.doubts : []))
  const people =
    peopleTruth(policy, telling) !== MAYBE
      ? []
      : who.length > 0
        ? who
        : ['whether it names the user, a guest of some tenant or the holder of a role through an unread group, cannot be decided']
  return [...people, ...(reaches(policy, target) === MAYBE ? [applicationDoubt(target)] : []), ...policy.doubts, ...given]
}

const controlWords = new Map([
  ['block', 'block'],
  ['mfa', 'MFA'],
  ['compliantDevice', 'a compliant device'],
  ['domainJoinedDevice', 'a hybrid joined device'],
  ['compliantApplication', 'an app under a protection policy'],
  ['approvedApplication', 'an approved app'],
  ['passwordChange', 'a password change'],
  ['riskRemediation', 'risk remediation'],
])

/** What a policy grants access for, in words: `MFA or a compliant device`. Empty: it asks for nothing. */
export const grantWords = ({ grantControls, unknownControls }: ConditionalAccessPolicy, strengthName: (id: string) => string): string => {
  if (grantControls === null) return unknownControls.join(' and ')
  const { operator, builtInControls, customAuthenticationFactors, termsOfUse, authenticationStrengthId } = grantControls
  const parts = [
    ...builtInControls.map(name => controlWords.get(name) ?? name),
    ...(authenticationStrengthId === null ? [] : [`strength "${strengthName(authenticationStrengthId)}"`]),
    ...(termsOfUse.length === 0 ? [] : ['accepted terms of use']),
    ...(customAuthenticationFactors.length === 0 ? [] : ['a custom control']),
    ...unknownControls,
  ]
  return parts.join(operator.toUpperCase() === 'OR' ? ' or ' : ' and ')
}

/** The session controls of a policy, one phrase each. */
export const sessionWords = ({ sessionControls }: ConditionalAccessPolicy): string[] => {
  if (sessionControls === null) return []
  const { signInFrequency, persistentBrowser, cloudAppSecurity, applicationEnforcedRestrictions, disableResilienceDefaults, ...beta } = sessionControls
  const every =
    signInFrequency?.frequencyInterval === 'everyTime' ? 'every time' : `every ${signInFrequency?.value ?? '?'} ${signInFrequency?.type ?? ''}`.trim()
  return [
    ...(signInFrequency === null ? [] : [`sign in again ${every}`]),
    ...(persistentBrowser === null ? [] : [`persistent browser session: ${persistentBrowser}`]),
    ...(cloudAppSecurity === null ? [] : [`Conditional Access App Control: ${cloudAppSecurity}`]),
    ...(applicationEnforcedRestrictions ? ['restrictions enforced by the application'] : []),
    ...(beta.continuousAccessEvaluation == null ? [] : [`continuous access evaluation: ${beta.continuousAccessEvaluation}`]),
    ...(beta.secureSignInSession === true ? ['token protection'] : []),
    ...(disableResilienceDefaults ? ['no sessions prolonged in an outage'] : []),
  ]
}
