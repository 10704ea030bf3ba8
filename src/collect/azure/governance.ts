import { z } from 'zod'
import { nativeId } from '../../dataset.ts'
import { azureDelegations, classicAdministrators, hierarchySettings, subscriptionPolicies } from '../../datasets/azure/governance.ts'
import { CollectError, defineCollector, gap, row } from '../collector.ts'
import { badRow, rowsFrom } from '../entra/read-rows.ts'
import { each } from './each.ts'
import { lastSegment } from './scope-path.ts'
import type { AzureSession } from './session.ts'

const setting = z.object({
  properties: z.object({ requireAuthorizationForGroupCreation: z.boolean().nullish(), defaultManagementGroup: z.string().nullish() }),
})

/** Until somebody sets them the list is empty, and the defaults hold. https://learn.microsoft.com/rest/api/managementgroups/hierarchy-settings/list */
export const settings = defineCollector<AzureSession>({
  name: 'azure-hierarchy-settings',
  gives: [hierarchySettings],
  async *collect(session, at) {
    const found = await Array.fromAsync(session.list({ path: `/providers/Microsoft.Management/managementGroups/${session.tenant}/settings` }))
    const parsed = z.array(setting).max(1).safeParse(found)
    if (!parsed.success) throw new CollectError('invalid', 'the hierarchy settings are not as documented')
    const { requireAuthorizationForGroupCreation, defaultManagementGroup } = parsed.data[0]?.properties ?? {}
    yield row(hierarchySettings, {
      id: session.tenant,
      scope: at.id,
      name: 'Hierarchy settings',
      requiresAuthorizationForGroups: requireAuthorizationForGroupCreation ?? false,
      defaultGroup: lastSegment(defaultManagementGroup ?? session.tenant),
    })
  },
})

const policy = z.object({ properties: z.object({ blockSubscriptionsLeavingTenant: z.boolean(), blockSubscriptionsIntoTenant: z.boolean() }) })

export const subscriptionPolicy = defineCollector<AzureSession>({
  name: 'azure-subscription-policy',
  gives: [subscriptionPolicies],
  async *collect(session, at) {
    const parsed = policy.safeParse(await session.get({ path: '/providers/Microsoft.Subscription/policies/default' }))
    if (!parsed.success) throw new CollectError('invalid', 'the subscription policy is not as documented')
    const { blockSubscriptionsLeavingTenant, blockSubscriptionsIntoTenant } = parsed.data.properties
    yield row(subscriptionPolicies, {
      id: session.tenant,
      scope: at.id,
      name: 'Subscription policies',
      blocksLeaving: blockSubscriptionsLeavingTenant,
      blocksEntering: blockSubscriptionsIntoTenant,
    })
  },
})

const classic = z.object({ id: z.string().min(1), properties: z.object({ emailAddress: z.string().nullish(), role: z.string().nullish() }) })

export const classics = defineCollector<AzureSession>({
  name: 'azure-classic-administrators',
  gives: [classicAdministrators],
  collect: (session, at) =>
    rowsFrom(
      classicAdministrators,
      at,
      each(
        session.resourcesOf(nativeId(at.id), {
          query:
            "authorizationresources | where type =~ 'microsoft.authorization/classicadministrators' | project id, subscriptionId, properties | order by id asc",
          actions: ['Microsoft.Authorization/classicAdministrators/read'],
        }),
      ),
      classic,
      // Resource Graph may leave out what names a person.
      ({ id, properties }, scope) => ({ id: id.toLowerCase(), scope, name: properties.emailAddress ?? lastSegment(id), role: properties.role ?? '' }),
    ),
})

const registration = z.object({
  id: z.string().min(1),
  type: z.string(),
  properties: z.object({ registrationDefinitionId: z.string().nullish() }),
})
const authorization = z.object({ roleDefinitionId: z.string(), principalIdDisplayName: z.string().nullish() })
const authorizationRow =
  (isEligible: boolean) =>
  ({ roleDefinitionId, principalIdDisplayName }: z.infer<typeof authorization>) => ({
    roleId: lastSegment(roleDefinitionId),
    principalName: principalIdDisplayName ?? null,
    isEligible,
  })

const registrationDefinition = z.object({
  id: z.string().min(1),
  properties: z.object({
    registrationDefinitionName: z.string().nullish(),
    managedByTenantId: z.string().min(1),
    managedByTenantName: z.string().nullish(),
    authorizations: z.array(authorization),
    // Left out where nobody is eligible: https://learn.microsoft.com/azure/lighthouse/how-to/create-eligible-authorizations
    eligibleAuthorizations: z.array(authorization).nullish(),
  }),
})

const delegationsQuery = {
  query:
    "managedservicesresources | where type in~ ('microsoft.managedservices/registrationassignments','microsoft.managedservices/registrationdefinitions') | project id, type, subscriptionId, properties | order by id asc",
  actions: ['Microsoft.ManagedServices/registrationAssignments/read', 'Microsoft.ManagedServices/registrationDefinitions/read'],
}

/** A delegation is an assignment of a definition; the definition says to whom. https://learn.microsoft.com/rest/api/managedservices/registration-assignments */
export const delegations = defineCollector<AzureSession>({
  name: 'azure-delegations',
  gives: [azureDelegations],
  async *collect(session, at) {
    const items = await session.resourcesOf(nativeId(at.id), delegationsQuery)
    const definitions = new Map<string, z.infer<typeof registrationDefinition>>()
    for (const item of items) {
      const parsed = registrationDefinition.safeParse(item)
      if (parsed.success) definitions.set(parsed.data.id.toLowerCase(), parsed.data)
    }
    for (const [index, item] of items.entries()) {
      const parsed = registration.safeParse(item)
      if (!parsed.success) yield badRow(azureDelegations, `number ${index + 1}`, parsed.error)
      else if (parsed.data.type.toLowerCase().endsWith('/registrationassignments')) {
        const definition = definitions.get((parsed.data.properties.registrationDefinitionId ?? '').toLowerCase())
        if (definition === undefined) {
          yield gap(azureDelegations, 'invalid', 'a delegation does not say to whom', { part: parsed.data.id })
          continue
        }
        const { registrationDefinitionName, managedByTenantId, managedByTenantName, authorizations, eligibleAuthorizations } = definition.properties
        yield row(azureDelegations, {
          id: parsed.data.id.toLowerCase(),
          scope: at.id,
          name: registrationDefinitionName ?? managedByTenantName ?? managedByTenantId,
          managedByTenantId: managedByTenantId.toLowerCase(),
          managedByTenantName: managedByTenantName ?? null,
          authorizations: [...authorizations.map(authorizationRow(false)), ...(eligibleAuthorizations ?? []).map(authorizationRow(true))],
        })
      }
    }
  },
})
