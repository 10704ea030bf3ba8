import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const strings = z.array(z.string())

const externalUsers = z.object({
  /** A comma-separated list: `internalGuest,b2bCollaborationGuest,...`. */
  guestOrExternalUserTypes: z.string(),
  /** Null: every tenant. `members` is null unless `membershipKind` is `enumerated`. */
  externalTenants: z.object({ membershipKind: z.string(), members: strings.nullable() }).nullable(),
})

const filter = z.object({ mode: z.string(), rule: z.string() })

const conditions = z.object({
  users: z.object({
    includeUsers: strings,
    excludeUsers: strings,
    includeGroups: strings,
    excludeGroups: strings,
    /** Role template ids. */
    includeRoles: strings,
    excludeRoles: strings,
    includeGuestsOrExternalUsers: externalUsers.nullable(),
    excludeGuestsOrExternalUsers: externalUsers.nullable(),
  }),
  applications: z.object({
    includeApplications: strings,
    excludeApplications: strings,
    includeUserActions: strings,
    includeAuthenticationContextClassReferences: strings,
    applicationFilter: filter.nullable(),
  }),
  /** Not null: the policy is about workload identities, not people. */
  clientApplications: z.object({ includeServicePrincipals: strings, excludeServicePrincipals: strings }).nullable(),
  /** Empty is the same as `all`. */
  clientAppTypes: strings,
  platforms: z.object({ includePlatforms: strings, excludePlatforms: strings }).nullable(),
  locations: z.object({ includeLocations: strings, excludeLocations: strings }).nullable(),
  deviceFilter: filter.nullable(),
  signInRiskLevels: strings,
  userRiskLevels: strings,
  servicePrincipalRiskLevels: strings,
  /** Flags, comma-separated; null: not set. */
  insiderRiskLevels: z.string().nullable(),
  /** Flags, comma-separated (`deviceCodeFlow,authenticationTransfer`); null: not set. */
  transferMethods: z.string().nullable(),
})

const grantControls = z.object({
  /** `AND` or `OR`. */
  operator: z.string(),
  builtInControls: strings,
  customAuthenticationFactors: strings,
  termsOfUse: strings,
  authenticationStrengthId: z.string().nullable(),
})

const sessionControls = z.object({
  applicationEnforcedRestrictions: z.boolean(),
  cloudAppSecurity: z.string().nullable(),
  disableResilienceDefaults: z.boolean(),
  persistentBrowser: z.string().nullable(),
  signInFrequency: z
    .object({
      /** `timeBased` or `everyTime`. */
      frequencyInterval: z.string().nullable(),
      /** `hours` or `days`. */
      type: z.string().nullable(),
      value: z.number().nullable(),
      authenticationType: z.string().nullable(),
    })
    .nullable(),
  /** Beta only. `disabled`, `strictLocation`, ...: open; null: not set. Absent: a snapshot that does not tell. */
  continuousAccessEvaluation: z.string().nullable().optional(),
  /** Token protection. Absent: a snapshot that does not tell. */
  secureSignInSession: z.boolean().optional(),
})

const policy = z.object({
  ...rowFields,
  /** `enabled`, `disabled`, `enabledForReportingButNotEnforced`: open. */
  state: z.string(),
  createdAt: instant.nullable(),
  modifiedAt: instant.nullable(),
  conditions,
  /** Names of conditions that are set, but that this version does not know: the policy then cannot be decided. */
  unknownConditions: strings,
  /** Names of grant controls, session controls aside, that this version does not know. */
  unknownControls: strings,
  /** Names of session controls that are set, but that this version does not know. Absent: a snapshot that does not tell. */
  unknownSessionControls: strings.optional(),
  /** Null: the policy demands nothing for access. */
  grantControls: grantControls.nullable(),
  /** Only controls that are on. */
  sessionControls: sessionControls.nullable(),
})
export type ConditionalAccessPolicy = z.infer<typeof policy>
/** Conditional Access policies. https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy */
export const conditionalAccessPolicies = defineDataset<ConditionalAccessPolicy>({
  name: 'conditional-access-policies',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: policy,
})

const location = z.object({
  ...rowFields,
  kind: z.enum(['ip', 'country', 'compliant-network', 'other']),
  /** IP locations only. */
  isTrusted: z.boolean(),
  ipRanges: strings,
  countries: strings,
  includesUnknownCountries: z.boolean(),
})
export type NamedLocation = z.infer<typeof location>
export const namedLocations = defineDataset<NamedLocation>({
  name: 'named-locations',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: location,
})

const strength = z.object({
  ...rowFields,
  policyType: z.string(),
  /** `mfa` or `none`, flags. */
  requirementsSatisfied: z.string(),
  /** e.g. `fido2`, `password,microsoftAuthenticatorPush`: open. */
  allowedCombinations: strings,
  modifiedAt: instant.nullable(),
})
export type AuthenticationStrength = z.infer<typeof strength>
/** Authentication strengths, built in and custom, by what they allow. */
export const authenticationStrengths = defineDataset<AuthenticationStrength>({
  name: 'authentication-strengths',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: strength,
})
