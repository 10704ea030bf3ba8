import { z } from 'zod'
import { isObject } from './answer.ts'

const strings = z.array(z.string())

const externalUsers = z.looseObject({
  guestOrExternalUserTypes: z.string(),
  externalTenants: z.looseObject({ membershipKind: z.string(), members: strings.nullish() }).nullish(),
})
const filter = z.looseObject({ mode: z.string(), rule: z.string() })
const switched = z.looseObject({ isEnabled: z.boolean().nullable() })

/**
 * What Graph documents of a policy. The lists that narrow or widen a policy must be there: one that is missing is a bad row, never an
 * empty list. Conditions younger than the API may be absent where a cloud does not have them yet; objects are loose, so that a condition
 * added later is seen. https://learn.microsoft.com/graph/api/resources/conditionalaccessconditionset
 */
export const policyWire = z.object({
  id: z.string(),
  displayName: z.string(),
  state: z.string(),
  createdDateTime: z.string().nullish(),
  modifiedDateTime: z.string().nullish(),
  conditions: z.looseObject({
    users: z.looseObject({
      includeUsers: strings,
      excludeUsers: strings,
      includeGroups: strings,
      excludeGroups: strings,
      includeRoles: strings,
      excludeRoles: strings,
      includeGuestsOrExternalUsers: externalUsers.nullish(),
      excludeGuestsOrExternalUsers: externalUsers.nullish(),
    }),
    applications: z.looseObject({
      includeApplications: strings,
      excludeApplications: strings,
      includeUserActions: strings,
      includeAuthenticationContextClassReferences: strings,
      applicationFilter: filter.nullish(),
    }),
    clientApplications: z.looseObject({ includeServicePrincipals: strings.nullish(), excludeServicePrincipals: strings.nullish() }).nullish(),
    clientAppTypes: strings,
    platforms: z.looseObject({ includePlatforms: strings, excludePlatforms: strings }).nullable(),
    locations: z.looseObject({ includeLocations: strings, excludeLocations: strings }).nullable(),
    devices: z.looseObject({ deviceFilter: filter.nullish() }).nullable(),
    signInRiskLevels: strings,
    userRiskLevels: strings,
    servicePrincipalRiskLevels: strings.nullish(),
    insiderRiskLevels: z.string().nullish(),
    authenticationFlows: z.looseObject({ transferMethods: z.string().nullish() }).nullish(),
  }),
  grantControls: z
    .looseObject({
      operator: z.string(),
      builtInControls: strings,
      customAuthenticationFactors: strings,
      termsOfUse: strings,
      authenticationStrength: z.looseObject({ id: z.string() }).nullish(),
    })
    .nullable(),
  sessionControls: z
    .looseObject({
      applicationEnforcedRestrictions: switched.nullish(),
      cloudAppSecurity: switched.extend({ cloudAppSecurityType: z.string().nullable() }).nullish(),
      disableResilienceDefaults: z.boolean().nullish(),
      persistentBrowser: switched.extend({ mode: z.string().nullable() }).nullish(),
      signInFrequency: switched
        .extend({
          frequencyInterval: z.string().nullish(),
          type: z.string().nullish(),
          value: z.number().nullish(),
          authenticationType: z.string().nullish(),
        })
        .nullish(),
      continuousAccessEvaluation: z.looseObject({ mode: z.string().nullable() }).nullish(),
      secureSignInSession: switched.nullish(),
    })
    .nullable(),
})

export type WirePolicy = z.infer<typeof policyWire>

/** Whether a value says anything: null, false, empty text, empty lists and objects of such do not. */
export const isSet = (value: unknown): boolean => {
  if (value === null || value === undefined || value === false || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return isObject(value) ? Object.entries(value).some(([name, inner]) => !name.includes('@') && isSet(inner)) : true
}

/** Names of the members of `value` that are set and not in `known`, with `prefix` before them. Annotations (`@odata...`) are not members. */
export const unknownNames = (value: object | null | undefined, known: readonly string[], prefix = ''): readonly string[] =>
  Object.entries(value ?? {}).flatMap(([name, inner]) => (known.includes(name) || name.includes('@') || !isSet(inner) ? [] : [`${prefix}${name}`]))
