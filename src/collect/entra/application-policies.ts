import { z } from 'zod'
import { type AppRestriction, appManagementPolicies, claimsMappingPolicies, tokenLifetimePolicies } from '../../datasets/entra/application-policies.ts'
import { defineCollector } from '../collector.ts'
import { constantsOf, definitionOf, minutesOf } from './policy-definitions.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'
import { single } from './single.ts'

const restriction = z
  .object({
    restrictionType: z.string(),
    // What is older than the state is in force by being there.
    state: z.string().nullish(),
    maxLifetime: z.string().nullish(),
    restrictForAppsCreatedAfterDateTime: z.string().nullish(),
  })
  .transform(
    ({ restrictionType, state = 'enabled', maxLifetime = null, restrictForAppsCreatedAfterDateTime = null }): AppRestriction => ({
      kind: restrictionType,
      isEnabled: state !== 'disabled',
      maximumLifetime: maxLifetime,
      // The beginning of time stands for no date.
      since: restrictForAppsCreatedAfterDateTime?.startsWith('0001-') === true ? null : restrictForAppsCreatedAfterDateTime,
    }),
  )
const restrictions = z.object({ passwordCredentials: z.array(restriction).nullish(), keyCredentials: z.array(restriction).nullish() }).nullable()
const management = z.object({ isEnabled: z.boolean(), applicationRestrictions: restrictions, servicePrincipalRestrictions: restrictions })

const both = (told: z.infer<typeof restrictions>): AppRestriction[] => [...(told?.passwordCredentials ?? []), ...(told?.keyCredentials ?? [])]

/** https://learn.microsoft.com/graph/api/tenantappmanagementpolicy-get */
export const appManagement = defineCollector<EntraSession>({
  name: 'entra-app-management-policy',
  gives: [appManagementPolicies],
  collect: (session, at) =>
    rowsFrom(
      appManagementPolicies,
      at,
      single(session, { path: '/policies/defaultAppManagementPolicy' }),
      management,
      ({ isEnabled, applicationRestrictions, servicePrincipalRestrictions }, scope) => ({
        id: 'defaultAppManagementPolicy',
        scope,
        name: 'Default app management policy',
        isEnabled,
        applications: both(applicationRestrictions),
        servicePrincipals: both(servicePrincipalRestrictions),
      }),
    ),
})

const applied = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  definition: z.array(z.string()),
  isOrganizationDefault: z.boolean().nullable(),
  appliesTo: z.array(z.object({ id: z.string() })),
})

const appliedFields = ({ id, displayName, isOrganizationDefault, appliesTo }: z.infer<typeof applied>, scope: string) => ({
  id,
  scope,
  name: displayName ?? id,
  isOrganizationDefault: isOrganizationDefault === true,
  appliesTo: appliesTo.map(one => one.id),
  // No more are expanded: https://learn.microsoft.com/graph/query-parameters#expand-parameter
  mayApplyToMore: appliesTo.length >= 20,
})
const expand = 'appliesTo'

const lifetimes = applied.transform((policy, context) => {
  const told = definitionOf(policy.definition, z.object({ TokenLifetimePolicy: z.object({ AccessTokenLifetime: z.string().optional() }) }))
  const lifetime = told?.TokenLifetimePolicy.AccessTokenLifetime
  const minutes = lifetime === undefined ? null : minutesOf(lifetime)
  if (told === undefined || minutes === undefined) {
    context.addIssue({ code: 'custom', path: ['definition'] })
    return z.NEVER
  }
  return { policy, minutes }
})

/** https://learn.microsoft.com/graph/api/tokenlifetimepolicy-list */
export const tokenLifetimes = defineCollector<EntraSession>({
  name: 'entra-token-lifetime-policies',
  gives: [tokenLifetimePolicies],
  collect: (session, at) =>
    rowsFrom(tokenLifetimePolicies, at, session.list({ path: '/policies/tokenLifetimePolicies', expand }), lifetimes, ({ policy, minutes }, scope) => ({
      ...appliedFields(policy, scope),
      accessTokenMinutes: minutes,
    })),
})

const mappings = applied.transform((policy, context) => {
  const constants = constantsOf(policy.definition)
  if (constants === undefined) {
    context.addIssue({ code: 'custom', path: ['definition'] })
    return z.NEVER
  }
  return { policy, constants }
})

/** https://learn.microsoft.com/graph/api/claimsmappingpolicy-list */
export const claimsMappings = defineCollector<EntraSession>({
  name: 'entra-claims-mapping-policies',
  gives: [claimsMappingPolicies],
  collect: (session, at) =>
    rowsFrom(claimsMappingPolicies, at, session.list({ path: '/policies/claimsMappingPolicies', expand }), mappings, ({ policy, constants }, scope) => ({
      ...appliedFields(policy, scope),
      constants,
    })),
})
