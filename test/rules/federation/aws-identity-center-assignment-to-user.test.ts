import rule from '../../../rules/federation/aws-identity-center-assignment-to-user.ts'
import { accountAssignments } from '../../../src/datasets/aws/identity-center.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { assignment, MANAGEMENT, SCOPE, SHOP, setId, sets, store } from '../identity-center-rows.ts'

const around = [...sets({ admin: {} }), ...store({ users: { ann: {} }, groups: { admins: ['ann'] } })]
const outOfReach = {
  dataset: accountAssignments.name,
  scope: SCOPE,
  part: MANAGEMENT,
  reason: 'out-of-reach',
  detail: 'a delegated administrator reads it',
} as const

testRule(rule, {
  pass: {
    'a group': [...around, given(accountAssignments, assignment('admin', 'group:admins', SHOP))],
    'a user declared as emergency access': [
      ...around,
      given(accountAssignments, assignment('admin', 'user:ann', SHOP)),
      given(declared, declaration('principal', 'ANN@example.com', 'emergency-access')),
    ],
  },
  fail: {
    'a user, in several accounts': {
      given: [...around, given(accountAssignments, assignment('admin', 'user:ann', MANAGEMENT, SHOP), assignment('admin', 'group:admins', SHOP))],
      subjects: [`${setId('admin')}/USER/ann`],
      severity: 'medium',
      message: /admin is assigned to user ann@example.com directly, in 2 accounts/,
    },
    'a user who is gone': {
      given: [...around, given(accountAssignments, assignment('admin', 'user:bob', SHOP))],
      evidence: [{ label: 'In the identity store', value: false }],
    },
    'a user who is declared as something else': [
      ...around,
      given(accountAssignments, assignment('admin', 'user:ann', SHOP)),
      given(declared, declaration('principal', 'ann', 'service-user')),
    ],
    'a user, where the management account could not be seen': {
      given: [...around, given(accountAssignments, assignment('admin', 'user:ann', SHOP))],
      gaps: [outOfReach],
    },
  },
  unknown: {
    'nothing is assigned to a user where it could be seen, and the management account could not': {
      given: [...around, given(accountAssignments, assignment('admin', 'group:admins', SHOP))],
      gaps: [outOfReach],
    },
  },
})
