import { z } from 'zod'
import { defendedSubscriptions } from '../../src/estate/azure/defended-subscriptions.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-defender-plan-off',
  title: 'Defender for Cloud watches posture, control plane, servers and secrets of every subscription',
  failureTitle: 'Plan of Defender for Cloud is off',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'audit-and-protection',
  rationale:
    'Whoever has stolen an identity shows in what it does: in calls to Azure Resource Manager, in servers, in vaults. The plans of Defender for Cloud see that; Defender CSPM finds the ways that lead there before. A plan that single resources were left out of does not count. An empty subscription is asked as well: most plans are billed by the resource, and whoever takes it over fills it. One that is disabled, warned or expired is not asked. Which plans are asked for is a parameter, named as Azure names them.',
  remediation: [
    { text: 'Turn the plan on under Environment settings of Defender for Cloud, best at a management group.' },
    { text: 'For one plan of one subscription:', command: 'az security pricing create --name PLAN --tier Standard --subscription SUBSCRIPTION_ID' },
  ],
  verify: [{ text: 'The plans are Standard.', command: 'az security pricing list --subscription SUBSCRIPTION_ID --output table' }],
  frameworks: { 'mcsb@2': ['LT-1', 'PV-1'], 'nist-800-53@r5': ['SI-4', 'RA-5'] },
  equivalents: { prowler: ['defender_ensure_defender_for_arm_is_on', 'defender_ensure_defender_for_keyvault_is_on'] },
  references: [
    { title: 'Connect your Azure subscriptions', url: 'https://learn.microsoft.com/azure/defender-for-cloud/connect-azure-subscription' },
    { title: 'Azure subscription states', url: 'https://learn.microsoft.com/azure/cost-management-billing/manage/subscription-states' },
    { title: 'Defender CSPM', url: 'https://learn.microsoft.com/azure/defender-for-cloud/concept-cloud-security-posture-management' },
  ],
  subjects: defendedSubscriptions,
  needs: {},
  // One that is disabled cannot be changed, and nothing runs in it.
  where: ({ isUsable }) => isUsable,
  parameters: z.object({ plans: z.array(z.string()).min(1).default(['CloudPosture', 'Arm', 'VirtualMachines', 'KeyVaults']) }),
  check({ name, on, partly }, _, { parameters: { plans } }) {
    const off = plans.filter(plan => !on.has(plan))
    if (off.length === 0) return pass()
    return fail(
      `Of ${name}, ${off.length} of ${plans.length} plans of Defender for Cloud are ${off.some(plan => partly.has(plan)) ? 'off, or on for a part of the resources only' : 'off'}: ${off.map(plan => (partly.has(plan) ? `${plan} (partly covered)` : plan)).join(', ')}.`,
      [
        evidence(
          'Plans that are off',
          off.filter(plan => !partly.has(plan)),
        ),
        ...(partly.size === 0 ? [] : [evidence('Plans that leave resources out', [...partly].sort())]),
        evidence('Plans that are on', [...on].sort()),
      ],
    )
  },
})
