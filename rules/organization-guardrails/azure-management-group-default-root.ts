import { hierarchySettings } from '../../src/datasets/azure/governance.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-management-group-default-root',
  title: 'New subscriptions land in a governed management group',
  failureTitle: 'New subscriptions land in the root management group',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'organization-guardrails',
  rationale:
    'A new subscription comes into the root group until another is named, where only what holds for everything holds for it. A group of its own for newcomers, with strict policy, governs it from the first minute.',
  remediation: [
    {
      text: 'Name another group.',
      command:
        'az rest --method PUT --url \'https://management.azure.com/providers/Microsoft.Management/managementGroups/TENANT_ID/settings/default?api-version=2020-05-01\' --body \'{"properties":{"defaultManagementGroup":"/providers/Microsoft.Management/managementGroups/GROUP"}}\'',
    },
  ],
  verify: [
    { text: 'defaultManagementGroup names a group other than the root.', command: 'az account management-group hierarchy-settings list --name TENANT_ID' },
  ],
  frameworks: { 'mcsb@2': ['GS-2'], 'nist-800-53@r5': ['CM-2'] },
  equivalents: {},
  references: [
    {
      title: 'Protect your resource hierarchy',
      url: 'https://learn.microsoft.com/azure/governance/management-groups/how-to/protect-resource-hierarchy#setting-define-the-default-management-group',
    },
  ],
  subjects: hierarchySettings,
  needs: {},
  check({ id, defaultGroup }) {
    if (defaultGroup !== id.toLowerCase()) return pass()
    return fail('New subscriptions land in the root management group.', [evidence('Default management group', defaultGroup, id)])
  },
})
