import rule from '../../../rules/strong-authentication/entra-emergency-access-weak.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { privilegedUserMethods } from '../../../src/datasets/entra/privileged-users.ts'
import { user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { methodsOf } from '../privilege-rows.ts'

const users = given(entraUsers, user('bg'), user('ann'))
const isEmergency = given(declared, declaration('principal', 'bg', 'emergency-access'))
const has = (...methods: readonly string[]) => [users, isEmergency, given(privilegedUserMethods, methodsOf('bg', ...methods))]

testRule(rule, {
  pass: { 'security keys': has('fido2', 'fido2', 'temporaryAccessPass') },
  fail: {
    'an app beside a key': {
      given: has('fido2', 'microsoftAuthenticator'),
      severity: 'high',
      message: /^Emergency access account bg@contoso\.example can be used with microsoftAuthenticator\.$/,
    },
    'a password alone': { given: has(), message: /has no security key/ },
  },
  unknown: { 'not read': [users, isEmergency] },
  'not-applicable': { 'nobody was declared': [users] },
})
