import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const methods = z.object({
  ...rowFields,
  /** Types of the registered methods: `fido2`, `windowsHelloForBusiness`, `phone`, `password`, ...: open. */
  methods: z.array(z.string()),
})
export type PrivilegedUserMethods = z.infer<typeof methods>
/**
 * What users with privileged roles, now or by activation, have registered to sign in with; `id` is the user's object id, and one user who cannot be read
 * is one part. Unlike the report of registrations it needs no licence. https://learn.microsoft.com/graph/api/authentication-list-methods
 */
export const privilegedUserMethods = defineDataset<PrivilegedUserMethods>({
  name: 'privileged-user-methods',
  per: 'entra-tenant',
  permissions: ['UserAuthenticationMethod.Read.All'],
  readable: 'either',
  row: methods,
})

const account = z.object({
  ...rowFields,
  /** Services whose plans are assigned and enabled, as Microsoft names them: `exchange`, `SharePoint`, ...: open. */
  services: z.array(z.string()),
  /** In a restricted management administrative unit, whose administrators alone may change it. */
  isManagementRestricted: z.boolean().nullable(),
})
export type PrivilegedUserAccount = z.infer<typeof account>
/** What the accounts of users with privileged roles are good for besides; `id` is the user's object id. https://learn.microsoft.com/graph/api/resources/assignedplan */
export const privilegedUserAccounts = defineDataset<PrivilegedUserAccount>({
  name: 'privileged-user-accounts',
  per: 'entra-tenant',
  permissions: ['User.Read.All'],
  readable: 'either',
  row: account,
})

const requirement = z.object({
  ...rowFields,
  /** `disabled`, `enabled`, `enforced`: open. */
  perUserMfaState: z.string(),
})
export type PerUserMfaRequirement = z.infer<typeof requirement>
/**
 * Whether users with privileged roles are in the old MFA per user; `id` is the user's object id. Read in beta, one call a user, so that nobody else is asked
 * about. https://learn.microsoft.com/graph/api/authentication-get?view=graph-rest-beta
 */
export const perUserMfaRequirements = defineDataset<PerUserMfaRequirement>({
  name: 'per-user-mfa-requirements',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: requirement,
})
