import { subscriptionPolicies } from '../../src/datasets/azure/governance.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-subscription-transfer-open',
  title: 'Subscriptions cannot leave the tenant, nor others enter it, at will',
  failureTitle: 'Subscriptions can leave or enter the tenant',
  cloud: 'azure',
  severity: 'medium',
  upTo: 'high',
  recommendation: 'organization-guardrails',
  rationale:
    'Who owns a subscription can move it to another tenant: with it go its resources, and every policy, role and log of this tenant is left behind. An attacker who came by Owner takes it home. The other way round a foreign subscription comes in with whatever is in it, and with the bill; that is of high severity, because it needs no right in this tenant but an account. Those who must do it are exempted by name.',
  remediation: [
    {
      text: 'Block both directions under Subscriptions, Manage policies; exempt whom you must.',
      command:
        'az rest --method PUT --url \'https://management.azure.com/providers/Microsoft.Subscription/policies/default?api-version=2021-10-01\' --body \'{"blockSubscriptionsLeavingTenant":true,"blockSubscriptionsIntoTenant":true}\'',
    },
  ],
  verify: [
    {
      text: 'Both are true.',
      command: "az rest --url 'https://management.azure.com/providers/Microsoft.Subscription/policies/default?api-version=2021-10-01'",
    },
  ],
  frameworks: { 'cis-azure@5.0': ['5.25'], 'mcsb@2': ['GS-2', 'PA-7'], 'nist-800-53@r5': ['AC-6', 'CM-5'] },
  equivalents: {},
  references: [
    { title: 'Manage Azure subscription policies', url: 'https://learn.microsoft.com/azure/cost-management-billing/manage/manage-azure-subscription-policy' },
  ],
  subjects: subscriptionPolicies,
  needs: {},
  check({ id, blocksLeaving, blocksEntering }) {
    if (blocksLeaving && blocksEntering) return pass()
    const open = [...(blocksLeaving ? [] : ['leave it']), ...(blocksEntering ? [] : ['enter it'])].join(' and ')
    return fail(
      `Subscriptions can ${open} at will of their owners.`,
      [evidence('Leaving is blocked', blocksLeaving, id), evidence('Entering is blocked', blocksEntering, id)],
      blocksEntering ? undefined : 'high',
    )
  },
})
