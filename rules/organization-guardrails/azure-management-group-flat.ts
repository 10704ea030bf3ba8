import { azureSubscriptions, isUsable, managementGroups } from '../../src/datasets/azure/hierarchy.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-management-group-flat',
  title: 'Subscriptions stand in management groups of their own kind, not directly in the root group',
  failureTitle: 'Subscription directly in the root management group',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'organization-guardrails',
  rationale:
    'What is assigned at the root group holds for every subscription, test and production alike, so that little is assigned there; a subscription that stands in no other group inherits nothing else. Groups by purpose (platform, landing zones, sandboxes) let policy and roles differ, and be the same where they should.',
  remediation: [
    {
      text: 'Make groups by purpose, and move the subscription.',
      command: 'az account management-group subscription add --name GROUP --subscription SUBSCRIPTION_ID',
    },
  ],
  verify: [{ text: 'No subscription is listed as a child of the root group.', command: 'az account management-group show --name TENANT_ID --expand' }],
  frameworks: { 'mcsb@2': ['GS-2'], 'nist-800-53@r5': ['AC-6', 'CM-2'] },
  equivalents: {},
  references: [
    {
      title: 'Management groups in landing zones',
      url: 'https://learn.microsoft.com/azure/cloud-adoption-framework/ready/landing-zone/design-area/resource-org-management-groups',
    },
    { title: 'What are management groups?', url: 'https://learn.microsoft.com/azure/governance/management-groups/overview' },
  ],
  subjects: azureSubscriptions,
  needs: { managementGroups },
  where: ({ isAsked, state }) => isAsked && isUsable(state),
  check({ id, name, managementGroup }, { managementGroups }) {
    const group = managementGroup === null ? undefined : managementGroups.get(managementGroup)
    if (group === undefined) return unknown(`Which management group ${name} is in could not be read.`)
    if (!group.isRoot) return pass()
    return fail(`Subscription ${name} is directly in the root management group.`, [
      evidence('Management group', group.name, group.id),
      evidence('Subscription', id, id),
    ])
  },
})
