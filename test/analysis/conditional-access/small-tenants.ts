import fc from 'fast-check'
import { EXCHANGE, SHAREPOINT, type SmallTenant } from './oracle.ts'
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
      builtInControls: some(['mfa', 'compliantDevice', 'domainJoinedDevice']),
      termsOfUse: some(['terms']),
      authenticationStrengthId: fc.constantFrom(null, null, ...strengths.map(({ id }) => id)),
    }),
  },
)

export const smallPolicy = (id: string) =>
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
      clients: fc.oneof(fc.constant(['all']), some(['browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'])),
      platform: fc.boolean().map(narrow => narrow && { platforms: { includePlatforms: ['android'], excludePlatforms: [] } }),
      isNarrow: fc.constantFrom(true, false, false),
      grant,
    })
    .map(({ state, users, applications, clients, platform, isNarrow, grant: asked }) =>
      policy(id, { state, users, applications, clients, grant: asked, ...(isNarrow && platform !== false ? { conditions: platform } : {}) }),
    )

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

/** A tenant of at most five users, two groups, two roles and four policies. */
export const smallTenant: fc.Arbitrary<SmallTenant> = fc
  .record({
    users: fc.tuple(
      ...userIds.map(id =>
        fc.constantFrom(user(id), user(id), user(id, { accountEnabled: false }), guest(id), guest(id, { userType: 'Member' }), user(id, { userType: 'Guest' })),
      ),
    ),
    groups: fc.tuple(...groupIds.map(id => some(userIds).map(members => group(id, members)))),
    held: assignments,
    couldHold: assignments,
    policies: fc.tuple(smallPolicy('p1'), smallPolicy('p2'), smallPolicy('p3'), smallPolicy('p4')).chain(all => fc.subarray(all)),
  })
  .map(({ users, groups, held, couldHold, policies }) => ({
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
