import rule from '../../../rules/privileged-access/entra-pim-permanent-assignment-allowed.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, HELPDESK_ADMINISTRATOR, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { p2, rolePolicy } from '../entra-rows.ts'

const definitions = given(roleDefinitions, ...roles)
const users = given(entraUsers, user('ann'))
const held = given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR))
const settings = (...rows: readonly ReturnType<typeof rolePolicy>[]) => given(roleManagementPolicies, ...rows)
const permanent = { isExpirationRequired: false, maximumDuration: null }
const emergency = given(declared, declaration('principal', 'ann', 'emergency-access'))

testRule(rule, {
  pass: {
    'both must end': [p2, definitions, users, held, settings(rolePolicy(GLOBAL_ADMINISTRATOR))],
    'active ones may be permanent for declared emergency access': [
      p2,
      definitions,
      users,
      held,
      emergency,
      settings(rolePolicy(GLOBAL_ADMINISTRATOR, {}, { activeAssignment: permanent })),
    ],
  },
  fail: {
    'active ones': {
      given: [p2, definitions, users, held, settings(rolePolicy(GLOBAL_ADMINISTRATOR, {}, { activeAssignment: permanent }))],
      subjects: [`policy-${GLOBAL_ADMINISTRATOR}`],
      severity: 'medium',
      message: /^Assignments of Global Administrator may be permanent: active ones\.$/,
      evidence: [{ label: 'An eligible assignment', value: 'expires after P365D' }],
    },
    'both, as PIM starts': {
      given: [p2, definitions, users, held, settings(rolePolicy(GLOBAL_ADMINISTRATOR, {}, { activeAssignment: permanent, eligibleAssignment: permanent }))],
      message: /: active and eligible ones\.$/,
    },
    'emergency access needs no permanent eligibility': {
      given: [
        p2,
        definitions,
        users,
        held,
        emergency,
        settings(rolePolicy(GLOBAL_ADMINISTRATOR, {}, { activeAssignment: permanent, eligibleAssignment: permanent })),
      ],
      message: /: eligible ones\.$/,
      evidence: [{ label: 'Declared emergency access', value: ['ann@contoso.example'] }],
    },
  },
  unknown: {
    'an emergency account may be in a group that was not read': {
      given: [
        p2,
        definitions,
        users,
        emergency,
        given(activeRoleAssignments, active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' })),
        settings(rolePolicy(GLOBAL_ADMINISTRATOR, {}, { activeAssignment: permanent })),
      ],
      message: /the members of group Hidden were not read\.$/,
    },
  },
  'not-applicable': {
    'a role that nobody holds': [p2, definitions, users, held, settings(rolePolicy(HELPDESK_ADMINISTRATOR, {}, { activeAssignment: permanent }))],
  },
})
