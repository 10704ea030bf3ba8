import rule from '../../../rules/privileged-access/entra-privileged-user-guest.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import {
  active,
  application,
  eligible,
  GLOBAL_ADMINISTRATOR,
  group,
  guest,
  HELPDESK_ADMINISTRATOR,
  role,
  roles,
  user,
} from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const definitions = given(roleDefinitions, ...roles, role('reader', 'Reader', { isPrivileged: false }))
const users = given(
  entraUsers,
  user('ann'),
  guest('gus'),
  guest('mia', { userType: 'Member' }),
  user('loc', { userType: 'Guest' }),
  guest('old', { userType: null }),
)
const held = (...rows: readonly ReturnType<typeof active>[]) => given(activeRoleAssignments, ...rows)

testRule(rule, {
  pass: {
    'a member': [definitions, users, held(active('ann', GLOBAL_ADMINISTRATOR))],
  },
  fail: {
    'each kind of outsider': {
      given: [
        definitions,
        users,
        held(active('gus', GLOBAL_ADMINISTRATOR), active('mia', HELPDESK_ADMINISTRATOR), active('loc', HELPDESK_ADMINISTRATOR)),
        given(eligibleRoleAssignments, eligible('old', GLOBAL_ADMINISTRATOR)),
      ],
      subjects: ['gus', 'loc', 'mia', 'old'],
      severity: 'high',
      message: /is a guest who signs in from another organization, and holds or could activate Global Administrator\.$/m,
      evidence: [{ label: 'User type', value: 'not set' }],
    },
    'through a group, within an administrative unit': {
      given: [
        definitions,
        users,
        given(referencedGroups, group('desk', ['gus', 'ann'])),
        held(active('desk', HELPDESK_ADMINISTRATOR, { principalType: 'group', directoryScopeId: '/administrativeUnits/1' })),
      ],
      subjects: ['gus'],
    },
  },
  unknown: {
    'a custom role that is not marked as privileged or not': [
      definitions,
      given(roleDefinitions, role('custom', 'Custom', { isBuiltIn: false, isPrivileged: null })),
      users,
      held(active('gus', 'custom')),
    ],
    'a principal that the directory does not resolve': [definitions, users, held(active('gone', GLOBAL_ADMINISTRATOR, { principalType: 'unknown' }))],
  },
  'not-applicable': {
    'a role that has ended': [definitions, users, held(active('gus', GLOBAL_ADMINISTRATOR, { endAt: '2020-01-01T00:00:00Z' }))],
    'a role that is not privileged, an application': [
      definitions,
      users,
      given(servicePrincipals, application('app-x', 'Automation')),
      held(active('gus', 'reader'), active('sp-app-x', GLOBAL_ADMINISTRATOR, { principalType: 'servicePrincipal' })),
    ],
  },
})
