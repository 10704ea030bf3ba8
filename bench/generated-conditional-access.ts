import type { TenantFacts } from '../src/analysis/conditional-access/conditional-access.ts'
import type { ConditionalAccessPolicy, NamedLocation } from '../src/datasets/entra/conditional-access.ts'
import type { EntraUser, ReferencedGroup } from '../src/datasets/entra/directory.ts'
import { diceOf } from '../test/clouds/load/dice.ts'

const scope = 'entra-tenant/aaaaaaaa-0000-4000-8000-000000000001'
const GROUPS = 60
const LOCATIONS = 20
const APPLICATIONS = 40

export interface Size {
  readonly users: number
  readonly policies: number
  /** Every policy limited in every dimension at random, so that little is decided early. */
  readonly isAdversarial: boolean
}

const rows = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))

const usersOf = (count: number): EntraUser[] =>
  rows(count, n => ({
    id: `user-${n}`,
    scope,
    name: n % 10 === 9 ? `user-${n}_fabrikam.example#EXT#@contoso.example` : `user-${n}@contoso.example`,
    displayName: `User ${n}`,
    accountEnabled: n % 20 !== 0,
    userType: n % 10 === 9 ? 'Guest' : 'Member',
    onPremisesSyncEnabled: null,
    creationType: n % 10 === 9 ? 'Invitation' : null,
    externalUserState: null,
    createdAt: null,
  }))

/** Departments of two levels and a few groups across them: some 2,300 combinations of memberships among 100,000 people. */
const groupsOf = (users: readonly EntraUser[]): ReferencedGroup[] => {
  const roll = diceOf(users.length)
  const members = rows(GROUPS, (): string[] => [])
  for (const { id } of users) {
    const department = roll(20)
    const own = new Set([department, 20 + ((department * 3 + roll(3)) % 20)])
    if (roll(8) === 0) own.add(40 + roll(20))
    if (roll(60) === 0) own.add(40 + roll(20))
    for (const group of own) members[group]?.push(id)
  }
  return members.map((ids, n) => ({
    id: `group-${n}`,
    scope,
    name: `Group ${n}`,
    isDeleted: false,
    isAssignableToRole: null,
    membershipRule: null,
    users: ids,
    servicePrincipals: [],
  }))
}

const locationsOf = (): NamedLocation[] =>
  rows(LOCATIONS, n => ({
    id: `location-${n}`,
    scope,
    name: `Location ${n}`,
    kind: n % 4 === 3 ? 'country' : 'ip',
    isTrusted: n % 4 === 0,
    ipRanges: n % 4 === 3 ? [] : rows(20, range => `10.${n}.${range * 8}.0/21`),
    countries: n % 4 === 3 ? ['NL', 'BE', 'DE', 'FR', 'US'].slice(n % 3) : [],
    includesUnknownCountries: false,
  }))

const rules = [
  'device.isCompliant -eq True',
  'device.trustType -eq "ServerAD" -or device.isCompliant -eq True',
  'device.extensionAttribute1 -startsWith "SAW"',
  'device.model -contains "Surface"',
  'device.operatingSystemVersion -notStartsWith "10.0"',
]

/** A policy as big tenants have them: for some group, some applications, with now and then a condition. */
const policyOf = (n: number, roll: (sides: number) => number, { isAdversarial }: Size): ConditionalAccessPolicy => {
  const now = (one: number, of: number) => isAdversarial || roll(of) < one
  const isForAll = !isAdversarial && n % 5 === 0
  const levels = ['low', 'medium', 'high'].slice(roll(3))
  const exclusions = rows(1 + roll(3), () => `group-${roll(GROUPS)}`)
  const platforms = ['android', 'iOS', 'windows', 'macOS', 'linux'].filter(() => roll(2) === 0)
  return {
    id: `policy-${n}`,
    scope,
    name: `Policy ${n}`,
    state: 'enabled',
    createdAt: null,
    modifiedAt: null,
    conditions: {
      users: {
        includeUsers: isForAll || isAdversarial ? ['All'] : [],
        excludeUsers: rows(roll(2), () => `user-${roll(50)}`),
        includeGroups: isForAll || isAdversarial ? [] : [`group-${roll(GROUPS)}`],
        excludeGroups: exclusions,
        includeRoles: [],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: null,
      },
      applications: {
        includeApplications: isForAll || roll(2) === 0 ? ['All'] : rows(3, () => `application-${roll(APPLICATIONS)}`),
        excludeApplications: now(1, 8) ? [`application-${roll(APPLICATIONS)}`] : [],
        includeUserActions: [],
        includeAuthenticationContextClassReferences: [],
        applicationFilter: null,
      },
      clientApplications: null,
      clientAppTypes: n % 7 === 0 ? ['exchangeActiveSync', 'other'] : ['all'],
      platforms: now(1, 5) ? { includePlatforms: ['all'], excludePlatforms: platforms } : null,
      locations: now(1, 4) ? { includeLocations: ['All'], excludeLocations: rows(2, () => `location-${roll(LOCATIONS)}`) } : null,
      deviceFilter: now(1, 6) ? { mode: roll(2) === 0 ? 'include' : 'exclude', rule: rules[roll(rules.length)] ?? '' } : null,
      signInRiskLevels: now(1, 10) ? ['none', ...levels] : [],
      userRiskLevels: now(1, 12) ? ['none', ...levels.slice(1)] : [],
      servicePrincipalRiskLevels: [],
      insiderRiskLevels: isAdversarial && roll(4) === 0 ? 'moderate,elevated' : null,
      transferMethods: now(1, 30) && roll(8) === 0 ? 'deviceCodeFlow' : null,
    },
    unknownConditions: [],
    unknownControls: [],
    grantControls: {
      operator: 'OR',
      builtInControls: n % 7 === 0 ? ['block'] : n % 3 === 0 ? ['mfa', 'compliantDevice'] : ['mfa'],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrengthId: null,
    },
    sessionControls: null,
  }
}

/** A made-up tenant of a size; the same for the same size. */
export const generatedTenant = (size: Size): TenantFacts => {
  const roll = diceOf(size.policies)
  const users = usersOf(size.users)
  return {
    policies: rows(size.policies, n => policyOf(n, roll, size)),
    strengths: [],
    locations: locationsOf(),
    users,
    groups: groupsOf(users),
    roleDefinitions: [],
    activeAssignments: [],
    eligibleAssignments: [],
    servicePrincipals: rows(APPLICATIONS, n => ({
      id: `service-principal-${n}`,
      scope,
      name: `Application ${n}`,
      appId: `application-${n}`,
      accountEnabled: true,
      servicePrincipalType: 'Application',
      appOwnerOrganizationId: 'aaaaaaaa-0000-4000-8000-000000000001',
      appRoleAssignmentRequired: false,
      preferredSingleSignOnMode: null,
      preferredTokenSigningKeyThumbprint: null,
      verifiedPublisherId: null,
      passwordCredentials: [],
      keyCredentials: [],
    })),
    awsApplications: [],
    securityDefaultsEnabled: false,
    emergencyAccess: new Set(),
  }
}
