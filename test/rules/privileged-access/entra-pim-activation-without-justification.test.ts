import rule from '../../../rules/privileged-access/entra-pim-activation-without-justification.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { eligible, GLOBAL_ADMINISTRATOR, HELPDESK_ADMINISTRATOR, roles } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2, rolePolicy } from '../entra-rows.ts'

const asking = (role: string, ...enabledRules: string[]) => [
  p2,
  given(roleDefinitions, ...roles),
  given(roleManagementPolicies, rolePolicy(role, { enabledRules })),
]

testRule(rule, {
  pass: {
    'a justification': asking(GLOBAL_ADMINISTRATOR, 'Justification'),
    'a ticket': asking(GLOBAL_ADMINISTRATOR, 'MultiFactorAuthentication', 'Ticketing'),
  },
  fail: {
    'MFA alone': {
      given: asking(GLOBAL_ADMINISTRATOR, 'MultiFactorAuthentication'),
      severity: 'low',
      message: /^Global Administrator can be activated without a reason\.$/,
      evidence: [{ label: 'Asked on activation', value: ['MultiFactorAuthentication'] }],
    },
    nothing: {
      given: [...asking(HELPDESK_ADMINISTRATOR), given(eligibleRoleAssignments, eligible('ann', HELPDESK_ADMINISTRATOR))],
      evidence: [{ label: 'Asked on activation', value: 'nothing' }],
    },
  },
  'not-applicable': { 'a role that nobody could activate': asking(HELPDESK_ADMINISTRATOR) },
})
