import rule from '../../../rules/privileged-access/entra-privileged-role-assigned-outside-pim.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, HELPDESK_ADMINISTRATOR, role, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'

const definitions = given(roleDefinitions, ...roles, role('reader', 'Reader', { isPrivileged: false }))
const users = given(entraUsers, user('ann'))
const startAt = '2026-01-01T00:00:00Z'
const held = (...rows: readonly ReturnType<typeof active>[]) => given(activeRoleAssignments, ...rows)

testRule(rule, {
  pass: {
    'made through PIM, for good or not': [p2, definitions, users, held(active('ann', GLOBAL_ADMINISTRATOR, { startAt }))],
    'declared emergency access': [
      p2,
      definitions,
      users,
      held(active('ann', GLOBAL_ADMINISTRATOR)),
      given(declared, declaration('principal', 'ann', 'emergency-access')),
    ],
  },
  fail: {
    'without a start': {
      given: [p2, definitions, users, held(active('ann', HELPDESK_ADMINISTRATOR), active('bob', HELPDESK_ADMINISTRATOR, { startAt }))],
      subjects: [`active-ann-${HELPDESK_ADMINISTRATOR}`],
      severity: 'medium',
      message: /^ann was made Helpdesk Administrator outside Privileged Identity Management\.$/,
    },
    'a group, which is the principal': {
      given: [p2, definitions, users, held(active('admins', GLOBAL_ADMINISTRATOR, { principalType: 'group' }))],
      evidence: [{ label: 'Principal', value: 'group admins' }],
    },
  },
  unknown: { 'the schedules could not be read': [p2, definitions, users, held(active('ann', GLOBAL_ADMINISTRATOR, { source: 'assignment' }))] },
  'not-applicable': {
    'an assignment that has ended': [p2, definitions, users, held(active('ann', GLOBAL_ADMINISTRATOR, { endAt: '2020-01-01T00:00:00Z' }))],
    'activated now, or not privileged': [
      p2,
      definitions,
      users,
      held(active('ann', GLOBAL_ADMINISTRATOR, { assignmentType: 'Activated' }), active('ann', 'reader')),
    ],
  },
})
