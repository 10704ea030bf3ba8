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
const bare = { isMfaCapable: false, isMfaRegistered: false, methodsRegistered: [] }
const registered = (...rows: readonly ReturnType<typeof registration>[]) => given(registrationDetails, ...rows)
const ann = given(entraUsers, user('ann'))

testRule(rule, {
  pass: {
    capable: [p2, definitions, ann, registered(registration('ann'))],
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
