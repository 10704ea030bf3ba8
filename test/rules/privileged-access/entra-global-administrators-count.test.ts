import rule from '../../../rules/privileged-access/entra-global-administrators-count.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { deletedPrincipals } from '../../../src/datasets/entra/deleted-principals.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import {
  active,
  application,
  eligible,
  GLOBAL_ADMINISTRATOR,
  group,
  HELPDESK_ADMINISTRATOR,
  roles,
  scope,
  user,
} from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const names = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7', 'u8', 'u9']
const definitions = given(roleDefinitions, ...roles)
const users = given(entraUsers, ...names.map(name => user(name)))
const global = (...ids: readonly string[]) => given(activeRoleAssignments, ...ids.map(id => active(id, GLOBAL_ADMINISTRATOR)))
const lesser = (...ids: readonly string[]) => given(eligibleRoleAssignments, ...ids.map(id => eligible(id, HELPDESK_ADMINISTRATOR)))

testRule(rule, {
  pass: {
    'two, and two with lesser roles': [definitions, users, global('u1', 'u2'), lesser('u3', 'u4')],
    'two, and one who was deleted': [
      definitions,
      users,
      given(activeRoleAssignments, ...['u1', 'u2', 'gone'].map(id => active(id, GLOBAL_ADMINISTRATOR, id === 'gone' ? { principalType: 'unknown' } : {}))),
      lesser('u3', 'u4'),
      given(deletedPrincipals, { id: 'gone', scope, name: 'Gone', type: 'user', deletedAt: '2026-11-20T00:00:00Z' }),
    ],
    'five beside two declared emergency accounts': {
      given: [
        definitions,
        given(entraUsers, ...[...names, 'u10', 'u11', 'u12'].map(name => user(name))),
        global('u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7'),
        lesser('u8', 'u9', 'u10', 'u11', 'u12'),
        given(declared, declaration('principal', 'u1', 'emergency-access'), declaration('principal', 'u2', 'emergency-access')),
      ],
    },
    'only emergency accounts stand': [
      definitions,
      users,
      global('u1', 'u2'),
      given(declared, declaration('principal', 'u1', 'emergency-access'), declaration('principal', 'u2', 'emergency-access')),
    ],
  },
  fail: {
    'two, of whom one was it for a time that is over': {
      given: [
        definitions,
        users,
        given(activeRoleAssignments, active('u1', GLOBAL_ADMINISTRATOR), active('u2', GLOBAL_ADMINISTRATOR, { endAt: '2020-01-01T00:00:00Z' })),
        lesser('u3'),
      ],
      message: /^1 enabled user is Global Administrator; at least 2 should be/,
    },
    one: {
      given: [definitions, users, global('u1'), lesser('u3')],
      severity: 'medium',
      message: /^1 enabled user is Global Administrator; at least 2 should be/,
    },
    'two, of whom one is disabled': {
      given: [
        definitions,
        given(entraUsers, user('u1'), user('u2', { accountEnabled: false }), user('u3'), user('u4')),
        global('u1', 'u2'),
        lesser('u3', 'u4'),
      ],
      message: /^1 enabled user is Global Administrator; at least 2 should be/,
    },
    'a user and an application': {
      given: [
        definitions,
        users,
        given(servicePrincipals, application('robot', 'Robot', { id: 'robot' })),
        global('u1'),
        given(activeRoleAssignments, active('robot', GLOBAL_ADMINISTRATOR, { principalType: 'servicePrincipal' })),
        lesser('u3', 'u4'),
      ],
      message: /^1 enabled user is Global Administrator; at least 2 should be/,
      evidence: [{ label: 'Global Administrators', value: ['u1@contoso.example', 'Robot'] }],
    },
    'six, active, eligible and through a group': {
      given: [
        definitions,
        users,
        given(referencedGroups, group('g', ['u2', 'u3', 'u4'])),
        global('u1', 'u2'),
        given(activeRoleAssignments, active('g', GLOBAL_ADMINISTRATOR, { principalType: 'group' })),
        given(eligibleRoleAssignments, eligible('u5', GLOBAL_ADMINISTRATOR), eligible('u6', GLOBAL_ADMINISTRATOR)),
      ],
      message: /^6 accounts are Global Administrator, declared emergency access aside; at most 5 should be\.$/,
    },
    'another maximum': {
      given: [definitions, users, global('u1', 'u2', 'u3'), lesser('u4', 'u5', 'u6')],
      parameters: { maximum: 2 },
      message: /at most 2 should be\.$/,
    },
    'more than have lesser roles; who has both does not count': {
      given: [definitions, users, global('u1', 'u2'), lesser('u2', 'u3')],
      message: /^2 accounts are Global Administrator, and only 1 user has a lesser privileged role instead\.$/,
    },
    'too many whoever else there may be': {
      given: [
        definitions,
        users,
        global('u1', 'u2', 'u3', 'u4', 'u5', 'u6'),
        given(activeRoleAssignments, active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group' })),
      ],
    },
  },
  unknown: {
    'a group that was not read': [
      definitions,
      users,
      global('u1'),
      given(activeRoleAssignments, active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group' })),
    ],
    'who has lesser roles was not read': [
      definitions,
      users,
      global('u1', 'u2'),
      given(activeRoleAssignments, active('unread', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
    ],
  },
})
