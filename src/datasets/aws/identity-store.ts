import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'
import { accountAssignments } from './identity-center.ts'

const toFindIt = ['account:ListRegions', 'sso:ListInstances']

/** What another directory calls it; absent: none does, so it was made here. */
const externalIds = z.array(z.object({ issuer: z.string(), id: z.string() })).optional()

const user = z.object({
  ...rowFields,
  displayName: z.string().optional(),
  /** `ENABLED` or `DISABLED`: open. Absent: AWS did not say. */
  status: z.string().optional(),
  emails: z.array(z.string()),
  externalIds,
})
export type IdentityStoreUser = z.infer<typeof user>
/**
 * Users of the organization's Identity Center; `id` is the UserId, `name` the user name, which sign-in compares with the name that the identity provider
 * asserts. https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_User.html
 */
export const identityStoreUsers = defineDataset<IdentityStoreUser>({
  name: 'identity-store-users',
  per: 'aws-organization',
  permissions: [...toFindIt, 'identitystore:ListUsers'],
  readable: 'either',
  row: user,
})

const group = z.object({ ...rowFields, externalIds })
export type IdentityStoreGroup = z.infer<typeof group>
/** Groups of the organization's Identity Center; `id` is the GroupId, `name` the display name. */
export const identityStoreGroups = defineDataset<IdentityStoreGroup>({
  name: 'identity-store-groups',
  per: 'aws-organization',
  permissions: [...toFindIt, 'identitystore:ListGroups'],
  readable: 'either',
  row: group,
})

const membership = z.object({ ...rowFields, groupId: z.string(), userId: z.string() })
export type IdentityStoreMembership = z.infer<typeof membership>
/** The part of the memberships that is missing when there may be assignments to other groups: the members of those that are known are all there. */
export const UNREAD_ASSIGNMENTS = 'groups of assignments that were not read'
/** Who is in the groups that have a permission set in some account; groups hold no groups. `id` is the MembershipId, `part` the group's id. */
export const identityStoreMemberships = defineDataset<IdentityStoreMembership>({
  name: 'identity-store-memberships',
  per: 'aws-organization',
  permissions: [...accountAssignments.permissions, 'identitystore:ListGroupMemberships'],
  readable: 'either',
  row: membership,
})
