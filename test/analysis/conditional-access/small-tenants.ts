import fc from 'fast-check'
import type { NamedLocation } from '../../../src/datasets/entra/conditional-access.ts'
import { EXCHANGE, SHAREPOINT, type SmallTenant } from './oracle.ts'
import { filterRules, locationIds, locations, type Varying, varying } from './sign-ins.ts'
import { active, eligible, GLOBAL_ADMINISTRATOR, group, guest, HELPDESK_ADMINISTRATOR, type PolicyWords, policy, strength, user } from './tenant.ts'

const userIds = ['u1', 'u2', 'u3', 'u4', 'u5']
const groupIds = ['g1', 'g2']
const roleIds = [GLOBAL_ADMINISTRATOR, HELPDESK_ADMINISTRATOR]

/** Applications that policies may name: one of the tenant's own, Exchange Online and Office 365 as a whole. */
const named = ['app-x', EXCHANGE, 'Office365']

/** Never named: stands for everything else, in Office 365 and outside. */
export const probes = { other: 'app-z', office365: SHAREPOINT }

const strengths = [strength('phishing-resistant', ['fido2']), strength('any-mfa', ['fido2', 'password,sms']), strength('password', ['password', 'fido2'])]

const some = <T>(items: readonly T[]) => fc.subarray([...items])
const guestTypes = fc.option(
  fc
    .subarray(['internalGuest', 'b2bCollaborationGuest', 'b2bCollaborationMember'], { minLength: 1 })
    .map(types => ({ guestOrExternalUserTypes: types.join(), externalTenants: null })),
  { nil: null, freq: 2 },
)

const grant = fc.oneof<fc.MaybeWeightedArbitrary<Exclude<PolicyWords['grant'], undefined>>[]>(
  { weight: 4, arbitrary: fc.constant({ builtInControls: ['mfa'] }) },
  { weight: 1, arbitrary: fc.constant({ builtInControls: ['block'] }) },
  { weight: 1, arbitrary: fc.constant(null) },
  {
    weight: 4,
    arbitrary: fc.record({
      operator: fc.constantFrom('AND', 'OR'),
      builtInControls: some(['mfa', 'compliantDevice', 'domainJoinedDevice', 'compliantApplication', 'passwordChange', 'riskRemediation']),
      termsOfUse: some(['terms']),
      customAuthenticationFactors: fc.constantFrom([], [], ['custom']),
      authenticationStrengthId: fc.constantFrom(null, null, ...strengths.map(({ id }) => id)),
    }),
  },
)

const levels = ['none', 'low', 'medium', 'high']
const platforms = ['windows', 'macOS', 'iOS', 'android', 'linux']

/** Conditions on what varies between sign-ins. */
const conditionsOn = (varies: readonly Varying[]) => {
  const on = <T>(name: Varying, arbitrary: fc.Arbitrary<T>, none: T): fc.Arbitrary<T> =>
    varies.includes(name) ? fc.oneof({ weight: 2, arbitrary }, { weight: 1, arbitrary: fc.constant(none) }) : fc.constant(none)
  return fc.record({
    platforms: on(
      'platform',
      fc.record({
        includePlatforms: fc.oneof(fc.constant<string[]>(['all']), fc.subarray(platforms, { minLength: 1 })),
        excludePlatforms: fc.subarray(platforms, { maxLength: 2 }),
      }),
      null,
    ),
    locations: on(
      'place',
      fc.record({
        includeLocations: fc.oneof(fc.constant<string[]>(['All']), fc.subarray(locationIds, { minLength: 1, maxLength: 3 })),
        excludeLocations: fc.subarray(locationIds.slice(1), { maxLength: 2 }),
      }),
      null,
    ),
    deviceFilter: on('device', fc.record({ mode: fc.constantFrom('include', 'exclude'), rule: fc.constantFrom(...filterRules) }), null),
    transferMethods: on('flow', fc.constantFrom('deviceCodeFlow', 'authenticationTransfer', 'deviceCodeFlow,authenticationTransfer'), null),
    signInRiskLevels: on('signInRisk', some(levels), []),
    userRiskLevels: on('userRisk', some(levels), []),
    insiderRiskLevels: on('insiderRisk', fc.constantFrom('minor', 'moderate,elevated', 'elevated'), null),
  })
}

export const smallPolicy = (id: string, varies: readonly Varying[] = varying) =>
  fc
    .record({
      state: fc.constantFrom('enabled', 'enabled', 'enabled', 'disabled', 'enabledForReportingButNotEnforced'),
      users: fc.record({
        includeUsers: fc.oneof(
          { weight: 3, arbitrary: fc.constant<string[]>(['All']) },
          { weight: 1, arbitrary: some(userIds) },
          { weight: 1, arbitrary: fc.constant<string[]>(['None']) },
        ),
        includeGroups: some(groupIds),
        includeRoles: some(roleIds),
        includeGuestsOrExternalUsers: guestTypes,
        excludeUsers: fc.subarray(userIds, { maxLength: 1 }),
        excludeGroups: fc.subarray(groupIds, { maxLength: 1 }),
        excludeRoles: fc.subarray(roleIds, { maxLength: 1 }),
        excludeGuestsOrExternalUsers: guestTypes,
      }),
      applications: fc.record({
        includeApplications: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>(['All']) }, { weight: 2, arbitrary: some(named) }),
        excludeApplications: fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, { weight: 1, arbitrary: some(named) }),
      }),
      clients: fc.oneof(fc.constant<string[]>(['all']), some(['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'])),
      conditions: conditionsOn(varies),
      grant,
    })
    .map(({ state, users, applications, clients, conditions, grant: asked }) => policy(id, { state, users, applications, clients, grant: asked, conditions }))

const assignments = fc.array(
  fc.record({
    principal: fc.constantFrom(...userIds, ...groupIds),
    role: fc.constantFrom(...roleIds),
    scope: fc.constantFrom('/', '/', '/administrativeUnits/1'),
  }),
  {
    maxLength: 3,
  },
)

export interface VaryingTenant extends SmallTenant {
  readonly locations: readonly NamedLocation[]
  /** What policies limit themselves by, beyond people, applications and clients. */
  readonly varies: readonly Varying[]
}

/** A tenant of at most five users, two groups, two roles, four policies, and what of their sign-ins varies. */
const tenantThatVaries = (varies: readonly Varying[]): fc.Arbitrary<VaryingTenant> =>
  fc
    .record({
      users: fc.tuple(
        ...userIds.map(id =>
          fc.constantFrom(
            user(id),
            user(id),
            user(id, { accountEnabled: false }),
            guest(id),
            guest(id, { userType: 'Member' }),
            user(id, { userType: 'Guest' }),
          ),
        ),
      ),
      groups: fc.tuple(...groupIds.map(id => some(userIds).map(members => group(id, members)))),
      held: assignments,
      couldHold: assignments,
      policies: fc.tuple(...['p1', 'p2', 'p3', 'p4'].map(id => smallPolicy(id, varies))).chain(all => fc.subarray(all)),
    })
    .map(({ users, groups, held, couldHold, policies }) => ({
      varies,
      locations,
      users,
      groups,
      strengths,
      policies,
      activeAssignments: held.map(({ principal, role, scope: directoryScopeId }) =>
        active(principal, role, { directoryScopeId, principalType: principal.startsWith('g') ? 'group' : 'user' }),
      ),
      eligibleAssignments: couldHold.map(({ principal, role, scope: directoryScopeId }) =>
        eligible(principal, role, { directoryScopeId, principalType: principal.startsWith('g') ? 'group' : 'user' }),
      ),
    }))

/** At most three things vary, so that with people, applications and clients every sign-in can be tried. */
export const smallTenant: fc.Arbitrary<VaryingTenant> = fc.subarray([...varying], { maxLength: 3 }).chain(tenantThatVaries)

const chosenStrangers = fc.option(
  fc.record({
    guestOrExternalUserTypes: fc.subarray(['b2bDirectConnectUser', 'serviceProvider', 'b2bCollaborationGuest'], { minLength: 1 }).map(types => types.join()),
    externalTenants: fc.oneof(
      fc.constant(null),
      fc.subarray(['t1', 't2'], { minLength: 1 }).map(members => ({ membershipKind: 'enumerated', members })),
    ),
  }),
  { nil: null, freq: 3 },
)

/** A tenant whose policies choose people without a row in the directory. */
export const tenantOfStrangers: fc.Arbitrary<VaryingTenant> = fc.subarray<Varying>(['device', 'platform'], { maxLength: 2 }).chain(varies =>
  fc.array(fc.tuple(smallPolicy('p', varies), chosenStrangers, chosenStrangers, fc.boolean()), { minLength: 1, maxLength: 3 }).map(chosen => ({
    varies,
    locations,
    users: [],
    groups: [],
    strengths,
    activeAssignments: [],
    eligibleAssignments: [],
    policies: chosen.map(([each, includeGuestsOrExternalUsers, excludeGuestsOrExternalUsers, isAll], index) => {
      const { users } = each.conditions
      const include = { includeUsers: isAll ? ['All'] : [], includeGuestsOrExternalUsers, excludeGuestsOrExternalUsers }
      return { ...each, id: `p${index}`, name: `p${index}`, conditions: { ...each.conditions, users: { ...users, ...include } } }
    }),
  })),
)

type PolicyConditions = NonNullable<PolicyWords['conditions']>

/** A condition, and one for all that it leaves out. */
const halves: fc.Arbitrary<readonly [PolicyConditions, PolicyConditions]> = fc.oneof(
  fc
    .subarray(platforms, { minLength: 1 })
    .map((list): [PolicyConditions, PolicyConditions] => [
      { platforms: { includePlatforms: list, excludePlatforms: [] } },
      { platforms: { includePlatforms: ['all'], excludePlatforms: list } },
    ]),
  fc
    .subarray(locationIds.slice(1), { minLength: 1, maxLength: 2 })
    .map((list): [PolicyConditions, PolicyConditions] => [
      { locations: { includeLocations: list, excludeLocations: [] } },
      { locations: { includeLocations: ['All'], excludeLocations: list } },
    ]),
  fc
    .constantFrom(...filterRules)
    .map((rule): [PolicyConditions, PolicyConditions] => [{ deviceFilter: { mode: 'include', rule } }, { deviceFilter: { mode: 'exclude', rule } }]),
  fc
    .subarray(levels, { minLength: 1, maxLength: 3 })
    .map((list): [PolicyConditions, PolicyConditions] => [{ signInRiskLevels: list }, { signInRiskLevels: levels.filter(level => !list.includes(level)) }]),
)

const variedBy: Readonly<Record<string, Varying>> = { platforms: 'platform', locations: 'place', deviceFilter: 'device', signInRiskLevels: 'signInRisk' }

/**
 * A tenant in which conditions decide: one member and one guest, everybody and everything in most policies, and halves of conditions that complement
 * each other.
 */
export const conditionalTenant: fc.Arbitrary<VaryingTenant> = fc
  .array(fc.tuple(halves, fc.boolean(), grant, grant, some(['app-x'])), { minLength: 1, maxLength: 2 })
  .chain(pairs => {
    const varies = [...new Set(pairs.flatMap(([[half]]) => Object.keys(half).flatMap(name => variedBy[name] ?? [])))]
    return fc.tuple(fc.constant(pairs), fc.subarray([...varying.filter(name => !varies.includes(name))], { maxLength: 3 - varies.length })).chain(([, more]) =>
      fc.tuple(conditionsOn(more), conditionsOn(more), grant).map(([first, second, last]): VaryingTenant => {
        const halved = pairs.flatMap(([[half, other], isPaired, one, two, excludeApplications], index) => [
          policy(`half-${index}`, { conditions: half, grant: one, applications: { excludeApplications } }),
          ...(isPaired ? [policy(`other-${index}`, { conditions: { ...second, ...other }, grant: two })] : []),
        ])
        return {
          varies: [...varies, ...more],
          locations,
          users: [user('u1'), guest('u2')],
          groups: [],
          strengths,
          activeAssignments: [],
          eligibleAssignments: [],
          policies: [...halved, policy('last', { conditions: first, grant: last })],
        }
      }),
    )
  })
