import rule from '../../../rules/privileged-access/entra-pim-not-used.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { eligibleGroupAccess } from '../../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import {
  active,
  application,
  eligible,
  GLOBAL_ADMINISTRATOR,
  group,
  HELPDESK_ADMINISTRATOR,
  role,
  roles,
  user,
} from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { eligibleIn } from '../privilege-rows.ts'

const definitions = given(roleDefinitions, ...roles, role('reader', 'Reader', { isPrivileged: false }))
const users = given(entraUsers, user('ann'), user('bob'))
const held = (...rows: readonly ReturnType<typeof active>[]) => given(activeRoleAssignments, ...rows)
const could = (...rows: readonly ReturnType<typeof eligible>[]) => given(eligibleRoleAssignments, ...rows)

testRule(rule, {
  pass: {
    'all that was held has ended': [p2, definitions, users, held(active('ann', GLOBAL_ADMINISTRATOR, { endAt: '2020-01-01T00:00:00Z' }))],
    'somebody is eligible': [p2, definitions, users, held(active('ann', GLOBAL_ADMINISTRATOR)), could(eligible('bob', HELPDESK_ADMINISTRATOR))],
    'through a group': [
      p2,
      definitions,
      users,
      given(referencedGroups, group('desk', ['bob'])),
      could(eligible('desk', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
    ],
    'somebody could join a group that holds one': [
      p2,
      definitions,
      users,
      given(referencedGroups, group('desk', [])),
      given(eligibleGroupAccess, eligibleIn('desk', 'bob')),
      held(active('ann', GLOBAL_ADMINISTRATOR), active('desk', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
    ],
    'only declared emergency access stands': [
      p2,
      definitions,
      users,
      held(active('ann', GLOBAL_ADMINISTRATOR)),
      given(declared, declaration('principal', 'ann', 'emergency-access')),
    ],
    'only applications stand, which cannot be eligible': [
      p2,
      definitions,
      given(servicePrincipals, application('app-x', 'Automation')),
      held(active('sp-app-x', GLOBAL_ADMINISTRATOR, { principalType: 'servicePrincipal' })),
    ],
  },
  fail: {
    'the only eligible account is disabled': {
      given: [
        p2,
        definitions,
        given(entraUsers, user('ann'), user('bob', { accountEnabled: false })),
        held(active('ann', GLOBAL_ADMINISTRATOR)),
        could(eligible('bob', HELPDESK_ADMINISTRATOR)),
      ],
    },
    'everybody stands': {
      given: [p2, definitions, users, held(active('ann', GLOBAL_ADMINISTRATOR), active('bob', HELPDESK_ADMINISTRATOR))],
      severity: 'high',
      message: /^Nobody is eligible for a privileged role: 2 users hold one all the time\.$/,
      evidence: [{ label: 'Standing administrators', value: ['ann@contoso.example', 'bob@contoso.example'] }],
    },
    'all through a group, which nobody could join': {
      given: [
        p2,
        definitions,
        users,
        given(referencedGroups, group('desk', ['bob'])),
        held(active('desk', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
      ],
      message: /1 user holds one all the time\.$/,
    },
    'eligible for a role that is not privileged': {
      given: [p2, definitions, users, held(active('ann', GLOBAL_ADMINISTRATOR)), could(eligible('bob', 'reader'))],
      message: /1 user holds one all the time\.$/,
    },
  },
  unknown: {
    'assigned to somebody whom the directory does not tell': {
      given: [p2, definitions, users, held(active('zed', GLOBAL_ADMINISTRATOR, { principalType: 'unknown' }))],
      message: /^Only zed is assigned a privileged role, and who that is, is not known\.$/,
    },
    'only a group is eligible that was not read': {
      given: [
        p2,
        definitions,
        users,
        held(active('ann', GLOBAL_ADMINISTRATOR)),
        could(eligible('unread', HELPDESK_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' })),
      ],
      message: /^Only Hidden could activate/,
    },
  },
})
