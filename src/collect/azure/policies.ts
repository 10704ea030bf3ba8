import { z } from 'zod'
import { groupPolicyAssignments, policyExemptions } from '../../datasets/azure/governance.ts'
import { CollectError, defineCollector, gap, row } from '../collector.ts'
import { badRow } from '../entra/read-rows.ts'
import { readAtScopes, visibleGroups, withResources } from './at-scopes.ts'
import { gapOf, gapsIn } from './gaps.ts'
import { scopePathOf } from './scope-path.ts'
import type { AzureSession } from './session.ts'

const override = z.object({ kind: z.string().nullish(), value: z.string().nullish(), selectors: z.array(z.unknown()).nullish() })

const policyAssignment = z.object({
  id: z.string().min(1),
  name: z.string(),
  properties: z.object({
    displayName: z.string().nullish(),
    policyDefinitionId: z.string(),
    scope: z.string(),
    enforcementMode: z.string().nullish(),
    notScopes: z.array(z.string()).nullish(),
    resourceSelectors: z.array(z.unknown()).nullish(),
    overrides: z.array(override).nullish(),
  }),
})

/** An override that names no policies of the initiative is one of all. https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#overrides */
const turnsAllOff = ({ kind, value, selectors }: z.infer<typeof override>): boolean =>
  kind?.toLowerCase() === 'policyeffect' && value?.toLowerCase() === 'disabled' && (selectors ?? []).length === 0

/** A management group or a whole subscription; what lies in a subscription leaves the subscription in. */
const wholeScope = (scope: string): string[] => {
  const { level, managementGroup, subscription } = scopePathOf(scope) ?? {}
  return [managementGroup, level === 'subscription' ? subscription : null].filter(id => typeof id === 'string')
}

/** Only by default it denies what it forbids and mends what it finds; every other mode, and one to come, takes some of that away. https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#enforcement-mode */
const isEnforced = (mode: string | null | undefined): boolean => (mode ?? 'default').toLowerCase() === 'default'

export const policyAssignments = defineCollector<AzureSession>({
  name: 'azure-group-policy-assignments',
  gives: [groupPolicyAssignments],
  async *collect(session, at) {
    const { scopes, partial } = await visibleGroups(session)
    const { items, refused } = await readAtScopes(session, scopes, scope => ({
      path: `${scope}/providers/Microsoft.Authorization/policyAssignments`,
      filter: 'atExactScope()',
    }))
    for (const [index, item] of items.entries()) {
      const parsed = policyAssignment.safeParse(item)
      if (!parsed.success) {
        yield badRow(groupPolicyAssignments, `number ${index + 1}`, parsed.error)
        continue
      }
      const { id, name, properties } = parsed.data
      const { managementGroup } = scopePathOf(properties.scope) ?? {}
      if (typeof managementGroup !== 'string') yield gap(groupPolicyAssignments, 'invalid', 'it is not at a management group', { part: id })
      else
        yield row(groupPolicyAssignments, {
          id: id.toLowerCase(),
          scope: at.id,
          name: properties.displayName ?? name,
          managementGroup,
          isInitiative: /\/policySetDefinitions\//i.test(properties.policyDefinitionId),
          isEnforced: isEnforced(properties.enforcementMode) && !(properties.overrides ?? []).some(turnsAllOff),
          isNarrowed: (properties.resourceSelectors ?? []).length > 0,
          // Left out when it leaves out nothing: https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#excluded-scopes
          excludes: properties.notScopes?.flatMap(wholeScope) ?? [],
        })
    }
    yield* gapsIn(groupPolicyAssignments, { refused, partial })
  },
})

const exemption = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  properties: z.object({
    displayName: z.string().nullish(),
    policyAssignmentId: z.string().min(1),
    policyDefinitionReferenceIds: z.array(z.string()).nullish(),
    exemptionCategory: z.string(),
    expiresOn: z.string().nullish(),
    resourceSelectors: z.array(z.unknown()).nullish(),
  }),
})

const exemptionsQuery = {
  query: "policyresources | where type =~ 'microsoft.authorization/policyexemptions' | project id, name, subscriptionId, properties | order by id asc",
  actions: ['Microsoft.Authorization/policyExemptions/read'],
}

/** Where an exemption stands, as its id says. */
const placeOf = (id: string) => scopePathOf(id.replace(/\/providers\/Microsoft\.Authorization\/policyExemptions\/[^/]+$/i, ''))

/** Those of management groups from Azure Resource Manager, those of subscriptions from Resource Graph. One of some policies of an initiative only, or of some resources, leaves the rest of it in force. */
export const exemptions = defineCollector<AzureSession>({
  name: 'azure-policy-exemptions',
  gives: [policyExemptions],
  async *collect(session, at) {
    const { scopes, partial } = await visibleGroups(session)
    const above = await readAtScopes(session, scopes, scope => ({
      path: `${scope}/providers/Microsoft.Authorization/policyExemptions`,
      filter: 'atExactScope()',
    }))
    const { items, refused } = await withResources(session, above, exemptionsQuery)
    const seen = new Set<string>()
    for (const [index, item] of items.entries()) {
      const parsed = exemption.safeParse(item)
      if (!parsed.success) {
        yield badRow(policyExemptions, `number ${index + 1}`, parsed.error)
        continue
      }
      const { name, properties } = parsed.data
      const id = parsed.data.id.toLowerCase()
      const place = placeOf(id)
      if (place === undefined) yield gapOf(policyExemptions, new CollectError('invalid', 'its id does not say where it stands'), id)
      const isWhole = (properties.policyDefinitionReferenceIds ?? []).length === 0 && (properties.resourceSelectors ?? []).length === 0
      if (place === undefined || !isWhole || seen.has(id) || (place.level !== 'management-group' && place.level !== 'subscription')) continue
      seen.add(id)
      yield row(policyExemptions, {
        id,
        scope: at.id,
        name: properties.displayName ?? name ?? id,
        managementGroup: place.managementGroup,
        subscription: place.subscription,
        assignment: properties.policyAssignmentId.toLowerCase(),
        category: properties.exemptionCategory,
        endAt: properties.expiresOn ?? null,
      })
    }
    yield* gapsIn(policyExemptions, { refused, partial })
  },
})
