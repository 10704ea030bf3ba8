import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const principal = z.object({
  ...rowFields,
  kind: z.enum(['user', 'group', 'servicePrincipal']),
  /** An assignment names the id, and the directory has no such object. */
  isDeleted: z.boolean(),
  /** Users: `Member` or `Guest`; null on very old objects, which count as members, and on what is no user. */
  userType: z.string().nullable(),
  accountEnabled: z.boolean().nullable(),
  onPremisesSyncEnabled: z.boolean().nullable(),
  /** Service principals: the application's id, and `Application`, `ManagedIdentity`, ... */
  appId: z.string().nullable(),
  servicePrincipalType: z.string().nullable(),
  /** Groups that hold a role that reaches every resource, or a custom one: object ids of users in them, at any depth. Null where members were not asked for, or could not be read. */
  users: z.array(z.string()).nullable(),
  servicePrincipals: z.array(z.string()).nullable(),
})
export type AzurePrincipal = z.infer<typeof principal>
/** Whom role assignments of Azure name, active and eligible, and the members of the groups that matter; `id` is the object id. A group whose members cannot be read is one part. */
export const azurePrincipals = defineDataset<AzurePrincipal>({
  name: 'azure-principals',
  per: 'azure-hierarchy',
  permissions: ['User.Read.All', 'Application.Read.All', 'GroupMember.Read.All'],
  readable: 'either',
  row: principal,
})

const protection = z.object({
  ...rowFields,
  /** Template ids of the directory roles that are active, through groups too. */
  directoryRoles: z.array(z.string()),
  /** Names of groups that can hold directory roles, and of administrative units whose members only their own administrators may change. */
  roleAssignableGroups: z.array(z.string()),
  restrictedUnits: z.array(z.string()),
})
export type AzureOwnerProtection = z.infer<typeof protection>
/** What keeps a user who may give away roles in Azure out of reach of a helpdesk; `id` is the user's object id. One user who cannot be read is one part. https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions#who-can-reset-passwords */
export const azureOwnerProtections = defineDataset<AzureOwnerProtection>({
  name: 'azure-owner-protections',
  per: 'azure-hierarchy',
  permissions: ['User.Read.All', 'GroupMember.Read.All', 'RoleManagement.Read.Directory', 'AdministrativeUnit.Read.All'],
  readable: 'either',
  row: protection,
})
