import { noConditions } from '../src/analysis/conditional-access/conditions.ts'
import type { Row } from '../src/dataset.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies, namedLocations } from '../src/datasets/entra/conditional-access.ts'
import { type EntraUser, entraUsers, type ReferencedGroup, referencedGroups } from '../src/datasets/entra/directory.ts'
import { type ActiveRoleAssignment, activeRoleAssignments, type RoleDefinition, roleDefinitions } from '../src/datasets/entra/roles.ts'
import { entraOrganizations, securityDefaultsPolicies, subscribedSkus } from '../src/datasets/entra/tenant.ts'
import { diceOf } from '../test/clouds/load/dice.ts'
import { type RowsByDataset, rowsOf } from './rows-by-dataset.ts'

/** https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const ROLES = [
  ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator'],
  ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator'],
  ['729827e3-9c14-49f7-bb1b-9608f156bbb8', 'Helpdesk Administrator'],
] as const

const DEPARTMENTS = 12
const DAY = 86_400_000

const idOf = (kind: number, n: number): string => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`
const personId = (n: number) => idOf(1, n)
const groupId = (n: number) => idOf(2, n)

interface PolicyParts {
  readonly includeUsers?: string[]
  readonly includeGroups?: string[]
  readonly excludeGroups?: string[]
  readonly includeRoles?: string[]
  readonly applications?: string[]
  readonly clientAppTypes?: string[]
  readonly trustedLocationsExcluded?: boolean
  readonly controls: string[]
}

const policy = (scope: string, n: number, name: string, parts: PolicyParts): ConditionalAccessPolicy => ({
  id: idOf(3, n),
  scope,
  name,
  state: 'enabled',
  createdAt: null,
  modifiedAt: null,
  conditions: {
    ...noConditions,
    users: {
      ...noConditions.users,
      includeUsers: parts.includeUsers ?? [],
      includeGroups: parts.includeGroups ?? [],
      excludeGroups: parts.excludeGroups ?? [],
      includeRoles: parts.includeRoles ?? [],
    },
    applications: { ...noConditions.applications, includeApplications: parts.applications ?? ['All'] },
    clientAppTypes: parts.clientAppTypes ?? ['all'],
    locations: parts.trustedLocationsExcluded ? { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } : null,
  },
  unknownConditions: [],
  unknownControls: [],
  grantControls: { operator: 'OR', builtInControls: parts.controls, customAuthenticationFactors: [], termsOfUse: [], authenticationStrengthId: null },
  sessionControls: null,
})

/** The rows that the collectors would bring of a tenant of this many people, one in ten a guest, who belong to departments that policies name. */
export const tenantRows = (scope: string, people: number, now: Date): RowsByDataset => {
  const roll = diceOf(people)
  const users = Array.from({ length: people }, (_, n): EntraUser => {
    const isGuest = n % 10 === 9
    return {
      id: personId(n),
      scope,
      name: isGuest ? `person-${n}_fabrikam.example#EXT#@contoso.example` : `person-${n}@contoso.example`,
      displayName: `Person ${n}`,
      accountEnabled: roll(20) > 0,
      userType: isGuest ? 'Guest' : 'Member',
      onPremisesSyncEnabled: n % 3 === 0 ? true : null,
      creationType: isGuest ? 'Invitation' : null,
      externalUserState: isGuest ? 'Accepted' : null,
      createdAt: new Date(now.getTime() - (100 + roll(2000)) * DAY).toISOString(),
    }
  })
  const groups = Array.from(
    { length: DEPARTMENTS },
    (_, n): ReferencedGroup => ({
      id: groupId(n),
      scope,
      name: `Department ${n}`,
      isDeleted: false,
      isAssignableToRole: null,
      membershipRule: null,
      users: users.filter((_, person) => person % DEPARTMENTS === n || roll(50) === 0).map(({ id }) => id),
      servicePrincipals: [],
    }),
  )
  const roles = ROLES.map(([id, name]): RoleDefinition => ({ id, scope, name, templateId: id, isBuiltIn: true, isEnabled: true, isPrivileged: true }))
  const assignments = Array.from({ length: 60 }, (_, n): ActiveRoleAssignment => {
    const roleDefinitionId = ROLES[n % ROLES.length]?.[0] ?? ROLES[0][0]
    return {
      id: `assignment-${n}`,
      scope,
      name: `assignment-${n}`,
      principalId: personId(n * 10),
      principalType: 'user',
      roleDefinitionId,
      directoryScopeId: '/',
      startAt: null,
      endAt: null,
      assignmentType: 'Assigned',
      memberType: 'Direct',
      source: 'schedule',
    }
  })
  const policies = [
    policy(scope, 0, 'Block legacy authentication', {
      includeUsers: ['All'],
      excludeGroups: [groupId(0)],
      clientAppTypes: ['exchangeActiveSync', 'other'],
      controls: ['block'],
    }),
    policy(scope, 1, 'MFA for administrators', { includeRoles: ROLES.map(([id]) => id), controls: ['mfa'] }),
    ...groups
      .slice(1)
      .map(({ id, name }, n) =>
        policy(scope, n + 2, `MFA for ${name}`, { includeGroups: [id], excludeGroups: [groupId(0)], trustedLocationsExcluded: n % 2 === 0, controls: ['mfa'] }),
      ),
  ]
  const tenant = scope.slice(scope.indexOf('/') + 1)
  const plan = (name: string) => ({ id: name, name, provisioningStatus: 'Success' })
  return new Map<string, readonly Row[]>([
    rowsOf(entraOrganizations, [
      {
        id: tenant,
        scope,
        name: 'Contoso',
        tenantType: 'AAD',
        verifiedDomains: [{ name: 'contoso.example', isDefault: true, isInitial: true }],
        onPremisesSyncEnabled: true,
        onPremisesLastSyncAt: now.toISOString(),
      },
    ]),
    rowsOf(subscribedSkus, [
      {
        id: 'sku',
        scope,
        name: 'EMSPREMIUM',
        capabilityStatus: 'Enabled',
        enabledUnits: people,
        servicePlans: [plan('AAD_PREMIUM'), plan('AAD_PREMIUM_P2')],
      },
    ]),
    rowsOf(securityDefaultsPolicies, [{ id: 'defaults', scope, name: 'Security defaults', isEnabled: false }]),
    rowsOf(namedLocations, [
      {
        id: idOf(4, 0),
        scope,
        name: 'Offices',
        kind: 'ip',
        isTrusted: true,
        ipRanges: ['192.0.2.0/24'],
        countries: [],
        includesUnknownCountries: false,
      },
    ]),
    rowsOf(entraUsers, users),
    rowsOf(referencedGroups, groups),
    rowsOf(roleDefinitions, roles),
    rowsOf(activeRoleAssignments, assignments),
    rowsOf(conditionalAccessPolicies, policies),
  ])
}
