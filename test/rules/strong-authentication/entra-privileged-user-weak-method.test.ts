import rule from '../../../rules/strong-authentication/entra-privileged-user-weak-method.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { authenticationMethodConfigurations } from '../../../src/datasets/entra/authentication-methods.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { privilegedUserMethods } from '../../../src/datasets/entra/privileged-users.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, guest, HELPDESK_ADMINISTRATOR, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { method } from '../entra-rows.ts'
import { methodsOf } from '../privilege-rows.ts'

const base = [
  given(roleDefinitions, ...roles),
  given(entraUsers, user('ann')),
  given(activeRoleAssignments, active('ann', HELPDESK_ADMINISTRATOR)),
  given(authenticationMethodConfigurations, method('X509Certificate', { state: 'disabled' })),
]
const has = (...methods: readonly string[]) => [...base, given(privilegedUserMethods, methodsOf('ann', ...methods))]

testRule(rule, {
  pass: {
    'a security key': has('fido2'),
    'Windows Hello, and an app beside it': has('windowsHelloForBusiness', 'microsoftAuthenticator'),
  },
  fail: {
    'an app': {
      given: has('microsoftAuthenticator'),
      severity: 'high',
      message: /^ann@contoso\.example is an administrator and registered no method that resists phishing: microsoftAuthenticator\.$/,
    },
    'a password alone': { given: has(), message: /a password alone\.$/ },
    'a telephone beside a key': { given: has('fido2', 'phone'), severity: 'medium', message: /a telephone beside it\.$/ },
    'a telephone, whatever certificates there are': {
      given: [
        ...base.slice(0, 3),
        given(authenticationMethodConfigurations, method('X509Certificate')),
        given(privilegedUserMethods, methodsOf('ann', 'phone')),
      ],
      severity: 'high',
    },
  },
  unknown: {
    'not told': base,
    'a certificate is possible': [
      ...base.slice(0, 3),
      given(authenticationMethodConfigurations, method('X509Certificate')),
      given(privilegedUserMethods, methodsOf('ann')),
    ],
    'a group that was not read': [
      given(roleDefinitions, ...roles),
      given(activeRoleAssignments, active('h', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
    ],
  },
  'not-applicable': {
    'emergency access': [...has(), given(declared, declaration('principal', 'ann', 'emergency-access'))],
    'who registers elsewhere': [
      given(roleDefinitions, ...roles),
      given(entraUsers, guest('gus')),
      given(activeRoleAssignments, active('gus', HELPDESK_ADMINISTRATOR)),
    ],
  },
})
