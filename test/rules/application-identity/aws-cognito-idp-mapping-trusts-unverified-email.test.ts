import rule from '../../../rules/application-identity/aws-cognito-idp-mapping-trusts-unverified-email.ts'
import { type UserPoolProvider, userPoolProviders } from '../../../src/datasets/aws/user-pool-clients.ts'
import { given, testRule } from '../../rule-tester.ts'
import { POOL, providerRow } from '../cognito-rows.ts'

const provider = (more: Partial<UserPoolProvider> = {}) => given(userPoolProviders, providerRow(more))
const email = [{ attribute: 'email', from: 'email' }]

testRule(rule, {
  pass: {
    'both mapped': [provider()],
    'verification under another name': [provider({ mapping: [...email, { attribute: 'email_verified', from: 'xms_edov' }] })],
    'SAML, which has no such attribute by standard': [provider({ type: 'SAML', mapping: email })],
    'one tenant of Microsoft Entra': [provider({ issuer: 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0' })],
  },
  fail: {
    'an address alone, of OpenID Connect': {
      given: [provider({ mapping: email })],
      subjects: [`${POOL}/Partner`],
      severity: 'medium',
      message: 'E-mail addresses of provider Partner of user pool shop are taken over without whether they are verified.',
    },
    'an address alone, of Google': [provider({ type: 'Google', mapping: email })],
    'an address onto its own verification': {
      given: [provider({ type: 'SAML', mapping: [...email, { attribute: 'email_verified', from: 'email' }] })],
      message: 'the address itself',
    },
    'any tenant of Microsoft Entra in China': [provider({ issuer: 'https://login.partner.microsoftonline.cn/common/v2.0' })],
    'any tenant of Microsoft Entra': { given: [provider({ issuer: 'https://login.microsoftonline.com/organizations/v2.0' })], message: 'Any tenant' },
  },
  unknown: { 'a mapping that was not told': [provider({ mapping: undefined })] },
  'not-applicable': { 'no address mapped': [provider({ mapping: [{ attribute: 'username', from: 'sub' }] })] },
})
