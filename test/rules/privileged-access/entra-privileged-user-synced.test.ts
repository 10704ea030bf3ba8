import rule from '../../../rules/privileged-access/entra-privileged-user-synced.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
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
import { given, testRule } from '../../rule-tester.ts'

const definitions = given(roleDefinitions, ...roles, role('reader', 'Reader', { isPrivileged: false }))
const synced = { onPremisesSyncEnabled: true }
const users = given(
  entraUsers,
  user('ann'),
  user('sam', synced),
  user('was', { onPremisesSyncEnabled: false }),
  user('off', { ...synced, accountEnabled: false }),
)
const held = (...rows: readonly ReturnType<typeof active>[]) => given(activeRoleAssignments, ...rows)

testRule(rule, {
  pass: {
    'cloud-only, or synchronized once': [definitions, users, held(active('ann', GLOBAL_ADMINISTRATOR), active('was', HELPDESK_ADMINISTRATOR))],
  },
  fail: {
    'active, eligible and disabled ones': {
      given: [
        definitions,
        users,
        held(active('ann', GLOBAL_ADMINISTRATOR), active('off', HELPDESK_ADMINISTRATOR)),
        given(eligibleRoleAssignments, eligible('sam', GLOBAL_ADMINISTRATOR)),
      ],
      subjects: ['off', 'sam'],
      severity: 'high',
      message: /^sam@contoso\.example is synchronized from on-premises, and holds or could activate Global Administrator\.$/m,
      evidence: [{ label: 'Account enabled', value: false }],
    },
    'through a group': {
      given: [definitions, users, given(referencedGroups, group('desk', ['sam'])), held(active('desk', HELPDESK_ADMINISTRATOR, { principalType: 'group' }))],
      evidence: [{ label: 'Helpdesk Administrator', value: 'assigned through group "Group desk", without end' }],
    },
  },
  unknown: {
    'a group that was not read': {
      given: [definitions, users, held(active('unread', HELPDESK_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' }))],
      message: /^Hidden holds or could activate Helpdesk Administrator, and who that is, is not known\.$/,
    },
  },
  'not-applicable': {
    'a role that has ended': [definitions, users, held(active('sam', GLOBAL_ADMINISTRATOR, { endAt: '2020-01-01T00:00:00Z' }))],
    'a role that is not privileged, an application': [
      definitions,
      users,
      given(servicePrincipals, application('app-x', 'Automation')),
      held(active('sam', 'reader'), active('sp-app-x', GLOBAL_ADMINISTRATOR, { principalType: 'servicePrincipal' })),
    ],
  },
})
