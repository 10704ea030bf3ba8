import rule from '../../../rules/access-governance/entra-access-review-missing-privileged.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { accessReviews } from '../../../src/datasets/entra/governance.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, eligible, GLOBAL_ADMINISTRATOR, HELPDESK_ADMINISTRATOR, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { review } from '../settings-rows.ts'

const definitions = given(roleDefinitions, ...roles)
const users = given(entraUsers, user('ann'), user('bob'))
const held = given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR))
const could = given(eligibleRoleAssignments, eligible('bob', HELPDESK_ADMINISTRATOR))
const of = (role: string, says = {}) => review(`review-${role}`, [`/roleManagement/directory/roleDefinitions/${role}`], says)
const active30 = (role: string) =>
  review(`active-${role}`, [`/roleManagement/directory/roleAssignmentScheduleInstances?$expand=principal&$filter=(roleDefinitionId eq '${role}')`])
const all = [p2, definitions, users, held, could]

testRule(rule, {
  pass: {
    'each role that is held or could be': [...all, given(accessReviews, of(GLOBAL_ADMINISTRATOR), active30(HELPDESK_ADMINISTRATOR.toUpperCase()))],
    'nobody holds a privileged role': [p2, definitions, users],
  },
  fail: {
    'no reviews': { given: all, severity: 'high', message: /No privileged role/ },
    'one of two': {
      given: [...all, given(accessReviews, of(GLOBAL_ADMINISTRATOR))],
      message: /^1 of 2 .* is not reviewed/,
      evidence: [{ label: 'Not reviewed', value: ['Helpdesk Administrator'] }],
    },
    'once, or no longer': {
      given: [
        ...all,
        given(
          accessReviews,
          of(GLOBAL_ADMINISTRATOR, { recurrence: null }),
          of(HELPDESK_ADMINISTRATOR, { recurrence: { type: 'weekly', interval: 1, endDate: '2026-01-01' } }),
        ),
      ],
      message: /No privileged role/,
    },
  },
})
