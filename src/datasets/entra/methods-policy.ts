import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

/** `default` leaves the decision to Microsoft. `include` and `exclude` are ids of groups; `all_users` is everybody. */
const feature = z.object({ state: z.string(), include: z.string().nullable(), exclude: z.string().nullable() })
export type MethodFeature = z.infer<typeof feature>

const keyRestrictions = z.object({ isEnforced: z.boolean(), enforcementType: z.string(), aaGuids: z.array(z.string()) })

const profile = z.object({
  id: z.string(),
  name: z.string(),
  /** `deviceBound`, `synced`. */
  passkeyTypes: z.array(z.string()),
  isAttestationEnforced: z.boolean(),
  keyRestrictions,
})

const policy = z.object({
  ...rowFields,
  /** `preMigration`, `migrationInProgress`, `migrationComplete`; null where there never were legacy policies. */
  migrationState: z.string().nullable(),
  reportSuspiciousActivity: feature,
  systemPreferred: feature,
  fido2: z.object({
    /** `enabled` or `disabled`. */
    state: z.string(),
    /** Groups that may use it; `all_users` is everybody. */
    includeTargets: z.array(z.string()),
    /** One that stands for the whole tenant where it has not moved to profiles. */
    profiles: z.array(profile),
  }),
  certificates: z.object({ state: z.string() }),
  authenticator: z.object({
    state: z.string(),
    isSoftwareOathEnabled: z.boolean(),
    displayApplication: feature,
    displayLocation: feature,
  }),
  temporaryAccessPass: z.object({ state: z.string(), isUsableOnce: z.boolean(), maximumLifetimeInMinutes: z.number().int() }),
})
export type MethodsPolicy = z.infer<typeof policy>
/**
 * The authentication methods policy as a whole, with what single methods say beyond who may use them; one row. Read in beta, the only
 * version that tells reported activity and the system's preference. https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy
 */
export const methodsPolicies = defineDataset<MethodsPolicy>({
  name: 'authentication-methods-policies',
  per: 'entra-tenant',
  permissions: ['Policy.Read.AuthenticationMethod'],
  readable: 'either',
  row: policy,
})

const membership = z.object({
  scope: z.enum(['all', 'selected', 'none', 'other']),
  /** How many users and groups are named, where they are. */
  named: z.number().int(),
})

const devices = z.object({
  ...rowFields,
  userDeviceQuota: z.number().int(),
  isMfaRequired: z.boolean(),
  join: membership,
  areGlobalAdministratorsLocal: z.boolean(),
  /** Whether whoever joins a device becomes its local administrator. */
  registeringUsersBecomeLocal: membership,
  /** Windows LAPS: each device has a local administrator password of its own, kept in the directory. */
  isLocalPasswordManaged: z.boolean(),
})
export type DeviceRegistrationPolicy = z.infer<typeof devices>
/** Who may bring devices in, and who rules them; one row. https://learn.microsoft.com/graph/api/resources/deviceregistrationpolicy */
export const deviceRegistrationPolicies = defineDataset<DeviceRegistrationPolicy>({
  name: 'device-registration-policies',
  per: 'entra-tenant',
  permissions: ['Policy.Read.DeviceConfiguration'],
  readable: 'either',
  row: devices,
})
