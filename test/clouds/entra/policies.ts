import { unsetPartner } from './default-settings.ts'
import { type Asked, oneOf, type Resource, row } from './resource.ts'
import type { PolicyFixture } from './tenant-fixture.ts'
import type { Json } from './wire.ts'

const words = 'policy'
const lists = ['includeUsers', 'excludeUsers', 'includeGroups', 'excludeGroups', 'includeRoles', 'excludeRoles']
const appLists = ['includeApplications', 'excludeApplications', 'includeUserActions', 'includeAuthenticationContextClassReferences']
const unset = ['platforms', 'locations', 'devices', 'clientApplications', 'authenticationFlows', 'insiderRiskLevels', 'times', 'deviceStates']

const filled = (names: readonly string[], given: object | null | undefined, fill: unknown): Json => ({
  ...Object.fromEntries(names.map(name => [name, fill])),
  ...given,
})

/** The condition set as Graph writes it: every list present, every unset condition null. `times` and `deviceStates` are only in beta. */
const conditions = ({ conditions: given, preview }: PolicyFixture, version: Asked['version']): Json => ({
  ...filled(version === 'beta' ? unset : unset.slice(0, -2), {}, null),
  userRiskLevels: [],
  signInRiskLevels: [],
  servicePrincipalRiskLevels: [],
  clientAppTypes: ['all'],
  ...given,
  users: {
    ...filled(lists, given?.users, []),
    includeGuestsOrExternalUsers: given?.users?.includeGuestsOrExternalUsers ?? null,
    excludeGuestsOrExternalUsers: given?.users?.excludeGuestsOrExternalUsers ?? null,
  },
  applications: { ...filled(appLists, given?.applications, []), applicationFilter: given?.applications?.applicationFilter ?? null },
  ...(version === 'beta' ? preview : {}),
})

/** Grant controls as Graph writes them: every list present. */
const grant = (given: PolicyFixture['grantControls']): Json | null =>
  given === null || given === undefined
    ? null
    : { operator: 'OR', builtInControls: [], customAuthenticationFactors: [], termsOfUse: [], authenticationStrength: null, ...given }

const blank: PolicyFixture = { id: '', conditions: {} }

const policies = ({ tenant, version }: Asked): readonly Json[] =>
  tenant.conditionalAccessPolicies.flatMap(policy => {
    const { preview, inV1, ...rest } = policy
    if (version === 'v1.0' && preview !== undefined && inV1 !== 'blank') return []
    return {
      templateId: null,
      createdDateTime: null,
      modifiedDateTime: null,
      sessionControls: null,
      ...rest,
      grantControls: grant(rest.grantControls),
      conditions: conditions(version === 'v1.0' && preview !== undefined ? blank : policy, version),
    }
  })

const single = (path: string, type: string, find: (asked: Asked) => object): Resource => ({
  path,
  needs: 'policies',
  words,
  find: asked => ({ kind: 'one', type, row: row(find(asked)) }),
})

export const tenantPolicies: readonly Resource[] = [
  {
    path: '/identity/conditionalAccess/policies',
    needs: 'conditionalAccess',
    words,
    find: asked => ({ kind: 'list', type: 'conditionalAccessPolicy', rows: policies(asked) }),
  },
  {
    path: '/identity/conditionalAccess/policies/{id}',
    needs: 'conditionalAccess',
    words,
    find: asked => oneOf('conditionalAccessPolicy', policies(asked), asked.id('id')),
  },
  {
    path: '/identity/conditionalAccess/namedLocations',
    needs: 'conditionalAccess',
    words,
    find: ({ tenant }) => ({ kind: 'list', type: 'namedLocation', rows: tenant.namedLocations.map(row) }),
  },
  {
    path: '/policies/authenticationStrengthPolicies',
    needs: 'strengths',
    words,
    find: ({ tenant }) => ({
      kind: 'list',
      type: 'authenticationStrengthPolicy',
      rows: tenant.authenticationStrengthPolicies.map(strength => ({ modifiedDateTime: null, combinationConfigurations: [], ...strength })),
      expand: { combinationConfigurations: strength => strength.combinationConfigurations },
    }),
  },
  single('/policies/identitySecurityDefaultsEnforcementPolicy', 'identitySecurityDefaultsEnforcementPolicy', ({ tenant }) => tenant.securityDefaults),
  single('/policies/crossTenantAccessPolicy/default', 'crossTenantAccessPolicyConfigurationDefault', ({ tenant }) => tenant.crossTenantDefault),
  {
    path: '/policies/crossTenantAccessPolicy/partners',
    needs: 'policies',
    words,
    find: ({ tenant }) => ({
      kind: 'list',
      type: 'crossTenantAccessPolicyConfigurationPartner',
      rows: tenant.crossTenantPartners.map(partner => ({ ...unsetPartner, ...partner })),
      expand: { identitySynchronization: partner => partner.identitySynchronization ?? null },
    }),
  },
]
