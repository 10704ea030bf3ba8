import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const policy = z.object({
  ...rowFields,
  /** Template id of the role that guests get: as members, limited, or restricted. Null: not told. */
  guestUserRoleId: z.string().nullable(),
  /** `none`, `adminsAndGuestInviters`, `adminsGuestInvitersAndAllMembers` or `everyone`: open. */
  allowInvitesFrom: z.string().nullable(),
  /** Whether administrators may reset their own password; users in general are governed elsewhere. */
  allowedToUseSspr: z.boolean(),
  defaultUserRolePermissions: z.object({
    allowedToCreateApps: z.boolean(),
    allowedToCreateSecurityGroups: z.boolean(),
    allowedToCreateTenants: z.boolean().nullable(),
    allowedToReadBitlockerKeysForOwnedDevice: z.boolean().nullable(),
    allowedToReadOtherUsers: z.boolean(),
    /** `ManagePermissionGrantsForSelf.<policy>` (consent for oneself) and `ManagePermissionGrantsForOwnedResource.<policy>` (for owned groups). */
    permissionGrantPoliciesAssigned: z.array(z.string()),
  }),
})
export type AuthorizationPolicy = z.infer<typeof policy>
/** What everybody in the tenant may do without any role; one row. https://learn.microsoft.com/graph/api/resources/authorizationpolicy */
export const authorizationPolicies = defineDataset<AuthorizationPolicy>({
  name: 'authorization-policies',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: policy,
})

const consentRequests = z.object({
  ...rowFields,
  isEnabled: z.boolean(),
  notifyReviewers: z.boolean(),
  remindersEnabled: z.boolean(),
  requestDurationInDays: z.number().int(),
  /** Graph queries that say who decides: a user, the members of a group, the holders of a role. */
  reviewers: z.array(z.string()),
})
export type AdminConsentRequestPolicy = z.infer<typeof consentRequests>
/** Whether users can ask for an application that they may not consent to, and who decides; one row. https://learn.microsoft.com/graph/api/resources/adminconsentrequestpolicy */
export const adminConsentRequestPolicies = defineDataset<AdminConsentRequestPolicy>({
  name: 'admin-consent-request-policies',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: consentRequests,
})

const setting = z.object({
  ...rowFields,
  /** The template it was made from, the same in every tenant. */
  templateId: z.string(),
  /** Values by name, all of them texts; only names that rules read. Of the list of banned passwords only the count is kept. */
  values: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type DirectorySetting = z.infer<typeof setting>
/**
 * Settings of the directory that were ever changed: groups, passwords, consent. What has no row is at the defaults of its template.
 * https://learn.microsoft.com/graph/api/group-list-settings
 */
export const directorySettings = defineDataset<DirectorySetting>({
  name: 'entra-directory-settings',
  per: 'entra-tenant',
  permissions: ['GroupSettings.Read.All'],
  readable: 'either',
  row: setting,
})
