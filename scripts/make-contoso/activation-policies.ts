import { type RoleManagementPolicy, roleManagementPolicies } from '../../src/datasets/entra/role-management-policies.ts'
import { type RoleName, roleId, roles } from './entra-roles.ts'
import { guid } from './ids.ts'
import { type TenantKey, tenantScope, tenants } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

type Policy = Loose<RoleManagementPolicy>

/** What PIM starts with: https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings */
const toAdministrators = { level: 'All', goesToAdministrators: true, recipients: [] }
const initial: Pick<Policy, 'activation' | 'activeAssignment' | 'eligibleAssignment' | 'alerts'> = {
  activation: {
    enabledRules: ['MultiFactorAuthentication', 'Justification'],
    authenticationContext: null,
    isApprovalRequired: false,
    approvers: [],
    maximumDuration: 'PT8H',
  },
  activeAssignment: { isExpirationRequired: true, maximumDuration: 'P180D' },
  eligibleAssignment: { isExpirationRequired: true, maximumDuration: 'P365D' },
  alerts: { eligibleAssignment: toAdministrators, activeAssignment: toAdministrators, activation: toAdministrators },
}

export type ActivationChanges = Readonly<Partial<Record<RoleName, Partial<typeof initial>>>>

/** The settings of `initial`, an activation changed in part. */
export const activation = (changes: Partial<Policy['activation']>): Pick<Policy, 'activation'> => ({ activation: { ...initial.activation, ...changes } })

/** An assignment that may last for ever. */
export const forEver = { isExpirationRequired: false, maximumDuration: null }

/** PIM's settings of every role: as PIM starts, but for the changes. */
export const activationPolicies = (key: TenantKey, changes: ActivationChanges): Table =>
  table(
    roleManagementPolicies,
    tenantScope(key),
    (Object.keys(roles) as RoleName[]).map(role => ({
      id: `DirectoryRole_${tenants[key].id}_${guid(`activation policy ${key} ${role}`)}_${roleId(role)}`,
      name: roles[role][1],
      roleDefinitionId: roleId(role),
      ...initial,
      ...changes[role],
    })),
  )
