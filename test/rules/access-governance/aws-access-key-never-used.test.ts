import { expect, it } from 'vitest'
import rule from '../../../rules/access-governance/aws-access-key-never-used.ts'
import unused from '../../../rules/access-governance/aws-unused-credential.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { given, testRule } from '../../rule-tester.ts'
import { credentialsRow, rootCredentialsRow, userRow } from '../aws-rows.ts'

// The tests' snapshot is of 2026-11-24.
const deploy = given(iamUsers, userRow('deploy'))
const key = (lastRotatedAt: string | undefined, more: Partial<Credentials['accessKeys'][number]> = {}): Credentials['accessKeys'][number] => ({
  slot: 1,
  active: true,
  lastRotatedAt,
  ...more,
})
const keys = (...accessKeys: Credentials['accessKeys']) => given(credentialReport, credentialsRow('deploy', { accessKeys }))
const DEPLOY_1 = 'arn:aws:iam::111111111111:user/deploy#access-key-1'

testRule(rule, {
  pass: {
    'a key that was used once': [deploy, keys(key('2020-01-01T00:00:00Z', { lastUsedAt: '2020-01-02T00:00:00Z' }))],
    'a new key on its last day': [deploy, keys(key('2026-11-17T00:00:00Z'))],
    'a month old key under a longer limit': { given: [deploy, keys(key('2026-10-24T00:00:00Z'))], parameters: { days: 60 } },
  },
  fail: {
    'a key of eight days': {
      given: [deploy, keys(key('2026-11-16T00:00:00Z'))],
      subjects: [DEPLOY_1],
      severity: 'low',
      message: 'Access key 1 of deploy has not been used once in 8 days, where 7 are allowed.',
      evidence: [{ label: 'Created or last changed', value: '2026-11-16T00:00:00Z' }],
    },
    'the root user’s': [given(credentialReport, rootCredentialsRow({ accessKeys: [key('2020-01-01T00:00:00Z')] }))],
  },
  unknown: {
    'a user made again since the report': {
      given: [given(iamUsers, userRow('deploy', { createdAt: '2026-11-24T00:00:00Z' })), keys(key('2020-01-01T00:00:00Z'))],
      message: /somebody who had the name before/,
    },
    'a key without a date': { given: [deploy, keys(key(undefined))], message: /does not say when/ },
    'a key from the future': { given: [deploy, keys(key('2027-11-24T00:00:00Z'))], message: /one of the clocks is wrong/ },
  },
  'not-applicable': { 'an inactive key': [deploy, keys(key('2020-01-01T00:00:00Z', { active: false }))] },
})

it('is included in the finding that the key lies idle, once it has for long', () => {
  const late = evaluateRules([rule, unused], [deploy, keys(key('2026-01-01T00:00:00Z'))]).findings
  expect(late(rule.id)[0]?.foldedInto).toBe(late(unused.id)[0]?.fingerprint)
  const early = evaluateRules([rule, unused], [deploy, keys(key('2026-11-01T00:00:00Z'))]).findings
  expect([early(rule.id)[0]?.foldedInto, early(unused.id).length]).toEqual([undefined, 0])
})
