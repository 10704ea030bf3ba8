import { expect, it } from 'vitest'
import rule from '../../../rules/application-identity/aws-service-api-key-long-lived.ts'
import legacy from '../../../rules/legacy-authentication/aws-legacy-credential-in-use.ts'
import { type ServiceSpecificCredential, serviceSpecificCredentials } from '../../../src/datasets/aws/account.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { given, testRule } from '../../rule-tester.ts'
import { userRow } from '../aws-rows.ts'

// The tests' snapshot is of 2026-11-24.
const user = given(iamUsers, userRow('bot'))
const key = (more: Partial<ServiceSpecificCredential> = {}) =>
  given(serviceSpecificCredentials, {
    id: 'ACCA1',
    name: 'bot at bedrock.amazonaws.com',
    userName: 'bot',
    service: 'bedrock.amazonaws.com',
    active: true,
    createdAt: '2026-11-01T00:00:00Z',
    ...more,
  })

testRule(rule, {
  pass: {
    'it ends after ninety days': [user, key({ expiresAt: '2027-01-30T00:00:00Z' })],
    'it has ended': [user, key({ createdAt: '2025-01-01T00:00:00Z', expiresAt: '2026-01-01T00:00:00Z' })],
    'it lives longer, where that is allowed': { given: [user, key({ expiresAt: '2027-10-01T00:00:00Z' })], parameters: { days: 366 } },
  },
  fail: {
    'it never ends': { given: [user, key()], subjects: ['ACCA1'], severity: 'high', message: 'The API key of bot for bedrock.amazonaws.com never expires.' },
    'it lives a year': { given: [user, key({ expiresAt: '2027-11-01T00:00:00Z' })], message: /lives 365 days, where 90 are allowed/ },
    'a service that is not known': [user, key({ service: 'new.amazonaws.com' })],
  },
  'not-applicable': {
    'it is not active': [user, key({ active: false })],
    'a password for CodeCommit': [user, key({ service: 'codecommit.amazonaws.com' })],
  },
})

it('takes in that the key is old', () => {
  const { findings } = evaluateRules([rule, legacy], [user, key({ createdAt: '2025-01-01T00:00:00Z' })])
  expect(findings(legacy.id)[0]?.foldedInto).toBe(findings(rule.id)[0]?.fingerprint)
})
