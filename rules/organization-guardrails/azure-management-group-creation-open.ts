import { hierarchySettings } from '../../src/datasets/azure/governance.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-management-group-creation-open',
  title: 'Creating management groups needs permission',
  failureTitle: 'Anybody can create management groups',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'organization-guardrails',
  rationale:
    'Until it is changed every user of the tenant, guests among them, can make management groups below the root, and becomes their Owner. A group that nobody governs can take in subscriptions, and hide them from policy.',
  remediation: [
    {
      text: 'Require write permission on the root group.',
      command:
        'az rest --method PUT --url \'https://management.azure.com/providers/Microsoft.Management/managementGroups/TENANT_ID/settings/default?api-version=2020-05-01\' --body \'{"properties":{"requireAuthorizationForGroupCreation":true}}\'',
    },
  ],
  verify: [{ text: 'requireAuthorizationForGroupCreation is true.', command: 'az account management-group hierarchy-settings list --name TENANT_ID' }],
  frameworks: { 'mcsb@2': ['PA-7', 'GS-2'], 'nist-800-53@r5': ['AC-6'] },
  equivalents: {},
  references: [
    {
      title: 'Protect your resource hierarchy',
      url: 'https://learn.microsoft.com/azure/governance/management-groups/how-to/protect-resource-hierarchy#setting-require-authorization',
    },
  ],
  subjects: hierarchySettings,
  needs: {},
  check({ id, requiresAuthorizationForGroups }) {
    if (requiresAuthorizationForGroups) return pass()
    return fail('Every user of the tenant can create management groups.', [evidence('Requires authorization', false, id)])
  },
})
