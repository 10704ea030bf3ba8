import rule from '../../../rules/privileged-access/entra-pim-alerts-not-sent.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, HELPDESK_ADMINISTRATOR, roles } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2, rolePolicy } from '../entra-rows.ts'

const watched = { level: 'All', goesToAdministrators: true, recipients: ['soc@contoso.example'] }
const byDefault = { ...watched, recipients: [] }
const off = { ...watched, level: 'None' }
const told = (eligibleAssignment: typeof watched, activeAssignment: typeof watched, activation: typeof watched, role = GLOBAL_ADMINISTRATOR) => [
  p2,
  given(roleDefinitions, ...roles),
  given(roleManagementPolicies, rolePolicy(role, {}, { alerts: { eligibleAssignment, activeAssignment, activation } })),
]

testRule(rule, {
  pass: {
    'an address for each': told(watched, watched, watched),
    'nobody could activate it': [
      ...told(watched, watched, byDefault, HELPDESK_ADMINISTRATOR),
      given(activeRoleAssignments, active('ann', HELPDESK_ADMINISTRATOR)),
    ],
  },
  fail: {
    'only administrators': {
      given: told(byDefault, watched, byDefault),
      severity: 'low',
      message: /^No monitored address is told about eligible assignments and activations of Global Administrator\.$/,
      evidence: [{ label: 'Told about activations', value: 'administrators' }],
    },
    'switched off': { given: told(off, off, off), evidence: [{ label: 'Told about active assignments', value: 'off' }] },
    'nobody at all': {
      given: told({ ...byDefault, goesToAdministrators: false }, watched, watched),
      evidence: [{ label: 'Told about eligible assignments', value: 'nobody' }],
    },
  },
})
