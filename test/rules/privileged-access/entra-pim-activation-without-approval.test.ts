import rule from '../../../rules/privileged-access/entra-pim-activation-without-approval.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, eligible, GLOBAL_ADMINISTRATOR, group, HELPDESK_ADMINISTRATOR, role, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { p2, rolePolicy } from '../entra-rows.ts'

const PRIVILEGED_ROLE_ADMINISTRATOR = 'e8611ab8-c189-46e8-94e1-60213ab1f814'
const definitions = given(roleDefinitions, ...roles, role(PRIVILEGED_ROLE_ADMINISTRATOR, 'Privileged Role Administrator'))
const users = given(entraUsers, user('ann'), user('bob'), user('cho'), user('off', { accountEnabled: false }))
const settings = (...rows: readonly ReturnType<typeof rolePolicy>[]) => given(roleManagementPolicies, ...rows)
const approvedBy = (...approvers: readonly { readonly id: string; readonly type: string }[]) =>
  settings(rolePolicy(GLOBAL_ADMINISTRATOR, { approvers: [...approvers] }))
const single = (id: string) => ({ id, type: 'user' })

testRule(rule, {
  pass: {
    'two people': [p2, definitions, users, approvedBy(single('ann'), single('bob'))],
    'a group of two': [p2, definitions, users, given(referencedGroups, group('board', ['ann', 'bob'])), approvedBy({ id: 'board', type: 'group' })],
    'the manager and one more': [p2, definitions, users, approvedBy(single('ann'), { id: 'requestor-manager', type: 'requestor-manager' })],
    'two known, whoever is in a group that was not read': [p2, definitions, users, approvedBy(single('ann'), single('bob'), { id: 'unread', type: 'group' })],
    'nobody is named, and two hold the roles actively': [
      p2,
      definitions,
      users,
      given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR), active('bob', PRIVILEGED_ROLE_ADMINISTRATOR)),
      approvedBy(),
    ],
  },
  fail: {
    'not required, in either role': {
      given: [
        p2,
        definitions,
        users,
        settings(rolePolicy(GLOBAL_ADMINISTRATOR, { isApprovalRequired: false }), rolePolicy(PRIVILEGED_ROLE_ADMINISTRATOR, { isApprovalRequired: false })),
      ],
      subjects: [`policy-${GLOBAL_ADMINISTRATOR}`, `policy-${PRIVILEGED_ROLE_ADMINISTRATOR}`],
      severity: 'high',
      message: /^Global Administrator can be activated without approval\.$/m,
    },
    'one approver, who may be who asks': {
      given: [p2, definitions, users, given(eligibleRoleAssignments, eligible('ann', GLOBAL_ADMINISTRATOR)), approvedBy(single('ann'))],
      message: /^Global Administrator is activated with approval, but of the approvers named only ann@contoso\.example is an enabled account\.$/,
      evidence: [{ label: 'Assigned as eligible', value: true }],
    },
    'the second is disabled, the same one twice': {
      given: [p2, definitions, users, given(referencedGroups, group('board', ['ann', 'off'])), approvedBy(single('ann'), { id: 'board', type: 'group' })],
      evidence: [{ label: 'Approvers', value: ['ann@contoso.example'] }],
    },
    'nobody is named, and the second who held a role holds it no longer': {
      given: [
        p2,
        definitions,
        users,
        given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR), active('bob', GLOBAL_ADMINISTRATOR, { endAt: '2020-01-01T00:00:00Z' })),
        approvedBy(),
      ],
      message: /but no approver is named, and only ann@contoso\.example holds one of the two roles actively\.$/,
    },
    'nobody is named, and only emergency access holds the roles actively': {
      given: [
        p2,
        definitions,
        users,
        given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR), active('bob', GLOBAL_ADMINISTRATOR)),
        given(declared, declaration('principal', 'ann', 'emergency-access'), declaration('principal', 'bob', 'emergency-access')),
        approvedBy(),
      ],
      message: /but no approver is named, and nobody holds one of the two roles actively\.$/,
    },
  },
  unknown: {
    'a group that was not read': {
      given: [p2, definitions, users, approvedBy(single('ann'), { id: 'unread', type: 'group' })],
      message: /who group unread is, is not known\.$/,
    },
    'nobody is named, and a group that was not read holds the role': [
      p2,
      definitions,
      users,
      given(activeRoleAssignments, active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group' })),
      approvedBy(),
    ],
  },
  'not-applicable': {
    'another role': [
      p2,
      definitions,
      users,
      given(eligibleRoleAssignments, eligible('ann', HELPDESK_ADMINISTRATOR)),
      settings(rolePolicy(HELPDESK_ADMINISTRATOR, { isApprovalRequired: false })),
    ],
  },
})
