import { deletedPrincipals } from '../../src/datasets/entra/deleted-principals.ts'
import {
  type ActiveRoleAssignment,
  activeRoleAssignments,
  type EligibleRoleAssignment,
  eligibleRoleAssignments,
  type RoleDefinition,
  roleDefinitions,
} from '../../src/datasets/entra/roles.ts'
import { daysAgo, daysAhead, minutesAgo } from './dates.ts'
import { graphAssignmentId, guid } from './ids.ts'
import { type TenantKey, tenantScope } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

/** Built-in roles by template id. https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const roles = {
  globalAdministrator: ['62e90394-69f5-4237-9190-012177145e10', 'Global Administrator', true],
  privilegedRoleAdministrator: ['e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator', true],
  privilegedAuthenticationAdministrator: ['7be44c8a-adaf-4e2a-84d6-ab2649e08a13', 'Privileged Authentication Administrator', true],
  securityAdministrator: ['194ae4cb-b126-40b2-bd5b-6091b380977d', 'Security Administrator', true],
  securityReader: ['5d6b6bb7-de71-4623-b4af-96380a352509', 'Security Reader', true],
  conditionalAccessAdministrator: ['b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', 'Conditional Access Administrator', true],
  applicationAdministrator: ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator', true],
  cloudApplicationAdministrator: ['158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator', true],
  hybridIdentityAdministrator: ['8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2', 'Hybrid Identity Administrator', true],
  authenticationAdministrator: ['c4e39bd9-1100-46d3-8c65-fb160da0071f', 'Authentication Administrator', true],
  userAdministrator: ['fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator', true],
  helpdeskAdministrator: ['729827e3-9c14-49f7-bb1b-9608f156bbb8', 'Helpdesk Administrator', true],
  intuneAdministrator: ['3a2c62db-5318-420d-8d74-23affee5d9d5', 'Intune Administrator', true],
  globalReader: ['f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'Global Reader', true],
  directoryWriters: ['9360feb5-f418-4baa-8175-e2a00bac4301', 'Directory Writers', true],
  exchangeAdministrator: ['29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator', false],
  sharePointAdministrator: ['f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator', false],
  teamsAdministrator: ['69091246-20e8-4a56-aa4d-066075b2a7a8', 'Teams Administrator', false],
  billingAdministrator: ['b0f54661-2d74-4c50-afa3-1ec803f12efe', 'Billing Administrator', false],
  directoryReaders: ['88d8e3e3-8f55-4a1e-953a-9b9898b8876b', 'Directory Readers', false],
  synchronizationAccounts: ['d29b2b05-8046-44ba-8758-1e26182fcf32', 'Directory Synchronization Accounts', true],
} as const
export type RoleName = keyof typeof roles

export const roleId = (role: RoleName): string => roles[role][0]

export interface Principal {
  readonly id: string
  readonly name: string
  readonly kind: 'user' | 'group' | 'servicePrincipal'
}

/** An assignment in short. Absent days: it does not end. */
export interface Assigned {
  readonly role: RoleName
  readonly to: Principal
  readonly age: number
  /** Days from the scan until it ends. */
  readonly ends?: number
  /** Minutes since it was activated, for half a working day. */
  readonly activated?: number
  /** An administrative unit. */
  readonly unit?: string
}

const halfDay = 4 * 60

const shared = ({ role, to, unit }: Assigned, what: string) => ({
  id: graphAssignmentId(`${what} ${role} ${to.id} ${unit ?? ''}`),
  name: to.name,
  principalId: to.id,
  principalType: to.kind,
  roleDefinitionId: roleId(role),
  directoryScopeId: unit === undefined ? '/' : `/administrativeUnits/${guid(`administrative unit ${unit}`)}`,
})

const active = (assigned: Assigned): Loose<ActiveRoleAssignment> => ({
  ...shared(assigned, 'active'),
  startAt: assigned.activated === undefined ? daysAgo(assigned.age, `${assigned.role} ${assigned.to.id}`) : minutesAgo(assigned.activated),
  endAt: assigned.activated !== undefined ? minutesAgo(assigned.activated - halfDay) : assigned.ends === undefined ? null : daysAhead(assigned.ends),
  assignmentType: assigned.activated === undefined ? 'Assigned' : 'Activated',
  memberType: 'Direct',
  source: 'schedule',
})

const eligible = (assigned: Assigned): Loose<EligibleRoleAssignment> => ({
  ...shared(assigned, 'eligible'),
  startAt: daysAgo(assigned.age, `eligible ${assigned.role} ${assigned.to.id}`),
  endAt: assigned.ends === undefined ? null : daysAhead(assigned.ends),
  memberType: 'Direct',
})

const definitions = (custom: readonly string[]): Loose<RoleDefinition>[] => [
  ...Object.values(roles).map(([id, name, isPrivileged]) => ({ id, name, templateId: id, isBuiltIn: true, isEnabled: true, isPrivileged })),
  ...custom.map(name => ({ id: guid(`role ${name}`), name, templateId: guid(`role ${name}`), isBuiltIn: false, isEnabled: true, isPrivileged: false })),
]

/** Role definitions and assignments of a tenant with PIM. */
export const roleTables = (key: TenantKey, custom: readonly string[], held: readonly Assigned[], within: readonly Assigned[]): Table[] => {
  const at = tenantScope(key)
  return [
    table(roleDefinitions, at, definitions(custom)),
    table(activeRoleAssignments, at, held.map(active)),
    table(eligibleRoleAssignments, at, within.map(eligible)),
    table(deletedPrincipals, at, []),
  ]
}
