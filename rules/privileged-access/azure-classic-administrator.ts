import { classicSubscriptions } from '../../src/estate/azure/classic-administrators.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-classic-administrator',
  title: 'No classic administrators are left',
  failureTitle: 'Classic administrators are left',
  cloud: 'azure',
  severity: 'info',
  recommendation: 'privileged-access',
  rationale:
    'Azure retired the roles of classic administrators in August 2024: they give nobody access any more. What is left of them shows who once owned the subscription, and who may have been given Owner in their place.',
  remediation: [
    { text: 'Remove them in the Azure portal under Access control (IAM), Classic administrators; give those who still need access an eligible role.' },
  ],
  verify: [{ text: 'Nobody is listed.', command: 'az role assignment list --subscription SUBSCRIPTION_ID --include-classic-administrators --output table' }],
  frameworks: { 'mcsb@2': ['PA-1'], 'nist-800-53@r5': ['AC-2'] },
  equivalents: {},
  references: [
    { title: 'Azure classic subscription administrators', url: 'https://learn.microsoft.com/azure/role-based-access-control/classic-administrators' },
  ],
  subjects: classicSubscriptions,
  needs: {},
  check({ name, administrators }) {
    if (administrators.length === 0) return pass()
    const listed = administrators.map(one => (one.role === '' ? one.name : `${one.name} (${one.role})`)).sort()
    return fail(`${name} has ${administrators.length} classic administrators left.`, [evidence('Classic administrators', listed)])
  },
})
