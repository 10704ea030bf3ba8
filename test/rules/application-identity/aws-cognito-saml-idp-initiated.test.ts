import rule from '../../../rules/application-identity/aws-cognito-saml-idp-initiated.ts'
import { type UserPoolProvider, userPoolProviders } from '../../../src/datasets/aws/user-pool-clients.ts'
import { given, testRule } from '../../rule-tester.ts'
import { POOL, providerRow } from '../cognito-rows.ts'

const provider = (more: Partial<UserPoolProvider> = {}) => given(userPoolProviders, providerRow({ type: 'SAML', ...more }))

testRule(rule, {
  pass: { 'never set': [provider()], off: [provider({ takesUnasked: false })] },
  fail: {
    on: {
      given: [provider({ takesUnasked: true })],
      subjects: [`${POOL}/Partner`],
      severity: 'low',
      message: 'User pool shop takes assertions of Partner that it has not asked for.',
    },
  },
  'not-applicable': { 'another kind of provider': [provider({ type: 'OIDC' })] },
})
