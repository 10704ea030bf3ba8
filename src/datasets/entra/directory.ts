import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const user = z.object({
  ...rowFields,
  /** `name` is the user principal name. */
  displayName: z.string().nullable(),
  accountEnabled: z.boolean(),
  /** `Member` or `Guest`; null on very old objects, which count as members. */
  userType: z.string().nullable(),
  onPremisesSyncEnabled: z.boolean().nullable(),
  /** `Invitation` for people invited from elsewhere, null for the tenant's own. */
  creationType: z.string().nullable(),
  /** `PendingAcceptance`, `Accepted` or null. */
  externalUserState: z.string().nullable(),
  createdAt: instant.nullable(),
})
export type EntraUser = z.infer<typeof user>
/** Users, guests included; `id` is the object id, `name` the user principal name. */
export const entraUsers = defineDataset<EntraUser>({
  name: 'entra-users',
  per: 'entra-tenant',
  permissions: ['User.Read.All'],
  readable: 'either',
  row: user,
})

const group = z.object({
  ...rowFields,
  /** The id is named by a policy or an assignment, but the directory has no such group any more. */
  isDeleted: z.boolean(),
  isAssignableToRole: z.boolean().nullable(),
  membershipRule: z.string().nullable(),
  /** Object ids of the users in it, at any depth. */
  users: z.array(z.string()),
  /** Object ids of the service principals in it, at any depth. */
  servicePrincipals: z.array(z.string()),
  /** Whether groups are in it; their members are among those above. Absent: a snapshot that does not tell. */
  hasNestedGroups: z.boolean().optional(),
})
export type ReferencedGroup = z.infer<typeof group>
/** The groups that Conditional Access policies, role assignments, approvals in PIM or AWS applications name, with members at any depth; one group that cannot be read is one part. */
export const referencedGroups = defineDataset<ReferencedGroup>({
  name: 'referenced-groups',
  per: 'entra-tenant',
  permissions: ['GroupMember.Read.All'],
  readable: 'either',
  row: group,
})
