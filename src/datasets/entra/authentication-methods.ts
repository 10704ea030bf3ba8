import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const configuration = z.object({
  ...rowFields,
  /** `enabled` or `disabled`. */
  state: z.string(),
  /** Groups that may use it; `all_users` is everybody. */
  includeTargets: z.array(z.object({ id: z.string(), targetType: z.string() })),
  excludeTargets: z.array(z.object({ id: z.string(), targetType: z.string() })),
  /** `Email` only: whether guests sign in with e-mail codes: `enabled`, `disabled` or `default`. Null for other methods. */
  externalUsers: z.string().nullable(),
  /**
   * The policy's, not the method's: until `migrationComplete` the legacy MFA and password reset policies allow methods beside it; before, at
   * `preMigration`, it does not decide about password reset at all. Null in newer tenants, which never had those policies.
   */
  migrationState: z.string().nullable(),
})
export type AuthenticationMethodConfiguration = z.infer<typeof configuration>
/** The authentication methods policy, one row a method; `id` is the method's (`Sms`, `Voice`, `Email`, `Fido2`, ...). */
export const authenticationMethodConfigurations = defineDataset<AuthenticationMethodConfiguration>({
  name: 'authentication-method-configurations',
  per: 'entra-tenant',
  permissions: ['Policy.Read.AuthenticationMethod'],
  readable: 'either',
  row: configuration,
})

const registration = z.object({
  ...rowFields,
  isAdmin: z.boolean(),
  isMfaCapable: z.boolean(),
  isMfaRegistered: z.boolean(),
  isPasswordlessCapable: z.boolean(),
  /** e.g. `mobilePhone`, `passKeyDeviceBound`: open. */
  methodsRegistered: z.array(z.string()),
  lastUpdatedAt: instant.nullable(),
})
export type RegistrationDetail = z.infer<typeof registration>
/** What each user has registered (needs Entra ID P1); `id` is the user's object id. Disabled users and guests are in it too. */
export const registrationDetails = defineDataset<RegistrationDetail>({
  name: 'registration-details',
  per: 'entra-tenant',
  permissions: ['AuditLog.Read.All'],
  readable: 'either',
  row: registration,
})
