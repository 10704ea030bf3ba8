import rule from '../../../rules/strong-authentication/entra-user-not-registered-for-mfa.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { registrationDetails } from '../../../src/datasets/entra/authentication-methods.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, eligible, GLOBAL_ADMINISTRATOR, group, guest, HELPDESK_ADMINISTRATOR, role, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { p2, registration } from '../entra-rows.ts'

const SYNCHRONIZATION = 'd29b2b05-8046-44ba-8758-1e26182fcf32'
const definitions = given(roleDefinitions, ...roles, role(SYNCHRONIZATION, 'Directory Synchronization Accounts', { isPrivileged: false }))
const unreadGroup = (roleId: string) => given(activeRoleAssignments, active('unread', roleId, { principalType: 'group', name: 'Hidden' }))
const bare = { isMfaCapable: false, isMfaRegistered: false, methodsRegistered: [] }
const registered = (...rows: readonly ReturnType<typeof registration>[]) => given(registrationDetails, ...rows)
const ann = given(entraUsers, user('ann'))

testRule(rule, {
  pass: {
    capable: [p2, definitions, ann, registered(registration('ann'))],
    'an invited administrator who registered here': [
      p2,
      definitions,
      given(entraUsers, guest('gus')),
      registered(registration('gus')),
      given(activeRoleAssignments, active('gus', GLOBAL_ADMINISTRATOR)),
    ],
  },
  fail: {
    'nothing registered': {
      given: [p2, definitions, ann, registered(registration('ann', bare))],
      subjects: ['ann'],
      severity: 'medium',
      message: /^ann@contoso\.example has registered no method for MFA\.$/,
      evidence: [{ label: 'Methods registered', value: 'none', row: 'ann' }],
    },
    'registered, but with a method the tenant does not allow': {
      given: [p2, definitions, ann, registered(registration('ann', { isMfaCapable: false, methodsRegistered: ['mobilePhone'] }))],
      message: /registered only methods for MFA that the tenant does not allow\.$/,
    },
    'an administrator': {
      given: [p2, definitions, ann, registered(registration('ann', bare)), given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR))],
      severity: 'critical',
      message: /holds or could activate Global Administrator\.$/,
    },
    'somebody who may be an administrator through a group that was not read': {
      given: [p2, definitions, ann, registered(registration('ann', bare)), unreadGroup(HELPDESK_ADMINISTRATOR)],
      severity: 'medium',
      evidence: [{ label: 'Privileged roles', value: 'none known; the members of Hidden are not' }],
    },
    'a guest whose account is of this tenant': {
      given: [p2, definitions, given(entraUsers, user('loc', { userType: 'Guest' })), registered(registration('loc', bare))],
      subjects: ['loc'],
      severity: 'medium',
    },
    'a guest whose account is of this tenant and who is an administrator': {
      given: [
        p2,
        definitions,
        given(entraUsers, user('loc', { userType: 'Guest' })),
        registered(registration('loc', bare)),
        given(activeRoleAssignments, active('loc', GLOBAL_ADMINISTRATOR)),
      ],
      subjects: ['loc'],
      severity: 'critical',
    },
    'the role of Microsoft Entra Connect hides no administrator': {
      given: [
        p2,
        definitions,
        ann,
        registered(registration('ann', bare)),
        given(activeRoleAssignments, active('ann', SYNCHRONIZATION)),
        given(eligibleRoleAssignments, eligible('ann', GLOBAL_ADMINISTRATOR)),
      ],
      subjects: ['ann'],
      severity: 'critical',
    },
    'the role of Microsoft Entra Connect hides nobody who holds another one, or gets it through a group': {
      given: [
        p2,
        definitions,
        given(entraUsers, user('ann'), user('bob')),
        registered(registration('ann', bare), registration('bob', bare)),
        given(referencedGroups, group('sync', ['bob'])),
        given(activeRoleAssignments, active('ann', SYNCHRONIZATION), active('ann', 'reader'), active('sync', SYNCHRONIZATION, { principalType: 'group' })),
      ],
      subjects: ['ann', 'bob'],
      severity: 'medium',
    },
    'a role that has ended makes nobody an administrator': {
      given: [
        p2,
        definitions,
        ann,
        registered(registration('ann', bare)),
        given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR, { endAt: '2020-01-01T00:00:00Z' })),
      ],
      severity: 'medium',
    },
    'somebody eligible through a group': {
      given: [
        p2,
        definitions,
        ann,
        registered(registration('ann', bare)),
        given(referencedGroups, group('desk', ['ann'])),
        given(eligibleRoleAssignments, eligible('desk', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
      ],
      severity: 'critical',
    },
  },
  unknown: {
    'no line in the report': { given: [p2, definitions, ann], message: /^The report has no line about ann@contoso\.example\.$/ },
    'an invited administrator who registered nothing here': {
      given: [
        p2,
        definitions,
        given(entraUsers, guest('gus'), guest('mia', { userType: 'Member' })),
        registered(registration('gus', bare), registration('mia', bare)),
        given(activeRoleAssignments, active('gus', GLOBAL_ADMINISTRATOR)),
        given(eligibleRoleAssignments, eligible('mia', HELPDESK_ADMINISTRATOR)),
      ],
      message: /^gus\S+ has registered no method for MFA here, and holds or could activate Global Administrator, and signs in from another organization/,
    },
    'an invited guest and the account of Microsoft Entra Connect, where a group that was not read is an administrator': {
      given: [
        p2,
        definitions,
        given(entraUsers, guest('gus'), user('con')),
        registered(registration('gus'), registration('con', bare)),
        given(activeRoleAssignments, active('con', SYNCHRONIZATION)),
        unreadGroup(HELPDESK_ADMINISTRATOR),
      ],
      message: /^Whether con@contoso\.example is to register here depends on roles they may hold through Hidden, whose members are not known\.$/m,
    },
  },
  'not-applicable': {
    'a guest, a disabled account, an invited member': [
      p2,
      definitions,
      given(entraUsers, guest('gus'), user('off', { accountEnabled: false }), guest('mia', { userType: 'Member' })),
      registered(registration('gus', bare), registration('off', bare), registration('mia', bare)),
    ],
    'declared emergency access': [
      p2,
      definitions,
      ann,
      registered(registration('ann', bare)),
      given(declared, declaration('principal', 'ann', 'emergency-access')),
    ],
    'the account of Microsoft Entra Connect': [
      p2,
      definitions,
      ann,
      registered(registration('ann', bare)),
      given(activeRoleAssignments, active('ann', SYNCHRONIZATION)),
    ],
  },
})
