import rule from '../../../rules/strong-authentication/entra-admins-without-phishing-resistant-mfa.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { authenticationStrengths, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { active, GLOBAL_ADMINISTRATOR, guest, policy, roles, strength, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const definitions = given(roleDefinitions, ...roles)
const users = given(entraUsers, user('ann'), user('bob'), guest('gus'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const administrators = given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR), active('bob', GLOBAL_ADMINISTRATOR))
const strengths = given(
  authenticationStrengths,
  strength('strong', ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'], { name: 'Renamed' }),
  strength('mixed', ['fido2', 'password,microsoftAuthenticatorPush'], { name: 'Phishing-resistant MFA' }),
)
const withStrength = (authenticationStrengthId: string, more: Parameters<typeof policy>[1] = {}) =>
  policy('Strength', { ...more, grant: { authenticationStrengthId } })

testRule(rule, {
  pass: {
    'a strength of phishing-resistant combinations only, whatever its name': [definitions, users, administrators, strengths, policies(withStrength('strong'))],
    'declared emergency access aside': [
      definitions,
      users,
      administrators,
      strengths,
      policies(withStrength('strong', { users: { excludeUsers: ['bob'] } })),
      given(declared, declaration('principal', 'bob', 'emergency-access')),
    ],
  },
  fail: {
    'the mfa grant': {
      given: [definitions, users, administrators, strengths, policies(policy('MFA'))],
      severity: 'high',
      message: /^2 of 2 administrators may sign in to any application without phishing-resistant MFA: policy "MFA" accepts MFA that can be phished\.$/,
    },
    'a strength that also allows a push, whatever its name': [definitions, users, administrators, strengths, policies(withStrength('mixed'))],
    'the strength or a compliant device': {
      given: [
        definitions,
        users,
        administrators,
        strengths,
        policies(policy('Either', { grant: { operator: 'OR', builtInControls: ['compliantDevice'], authenticationStrengthId: 'strong' } })),
      ],
      message: /^2 of 2 /,
    },
    'one administrator is excluded': {
      given: [definitions, users, administrators, strengths, policies(withStrength('strong', { users: { excludeUsers: ['bob'] } }))],
      message: /^1 of 2 .* policy "Strength" excludes them by name\.$/,
    },
    'security defaults': {
      given: [definitions, users, administrators, given(securityDefaultsPolicies, { id: 'sd', name: 'Security defaults', isEnabled: true })],
      severity: 'high',
      message: /: security defaults do not ask for it\.$/,
    },
  },
  unknown: {
    'a strength that was not read': [definitions, users, administrators, policies(withStrength('elsewhere'))],
    'a guest, whom a strength may not bind': [
      definitions,
      users,
      given(activeRoleAssignments, active('gus', GLOBAL_ADMINISTRATOR)),
      strengths,
      policies(withStrength('strong')),
    ],
    'nobody was found': [definitions, users, policies(policy('MFA'))],
  },
})
