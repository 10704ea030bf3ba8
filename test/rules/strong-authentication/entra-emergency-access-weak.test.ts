import rule from '../../../rules/strong-authentication/entra-emergency-access-weak.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { authenticationMethodConfigurations } from '../../../src/datasets/entra/authentication-methods.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { privilegedUserMethods } from '../../../src/datasets/entra/privileged-users.ts'
import { user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { method } from '../entra-rows.ts'
import { methodsOf } from '../privilege-rows.ts'

const users = given(entraUsers, user('bg'), user('ann'))
const noCertificates = given(authenticationMethodConfigurations, method('X509Certificate', { state: 'disabled' }))
const certificates = given(authenticationMethodConfigurations, method('X509Certificate'))
const isEmergency = given(declared, declaration('principal', 'bg', 'emergency-access'))
const has = (...methods: readonly string[]) => [users, isEmergency, noCertificates, given(privilegedUserMethods, methodsOf('bg', ...methods))]

testRule(rule, {
  pass: { 'security keys': has('fido2', 'fido2', 'temporaryAccessPass') },
  fail: {
    'an app beside a key': {
      given: has('fido2', 'microsoftAuthenticator'),
      severity: 'high',
      message: /^Emergency access account bg@contoso\.example can be used with microsoftAuthenticator\.$/,
    },
    'a password alone': { given: has(), message: /has no security key/ },
    'an app, whatever certificates there are': [users, isEmergency, certificates, given(privilegedUserMethods, methodsOf('bg', 'microsoftAuthenticator'))],
  },
  unknown: {
    'a certificate is possible': {
      given: [users, isEmergency, certificates, given(privilegedUserMethods, methodsOf('bg'))],
      message: /may have a certificate/,
    },
    'not read': [users, isEmergency],
  },
  'not-applicable': { 'nobody was declared': [users] },
})
