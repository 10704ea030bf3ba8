import { expect, it } from 'vitest'
import rule from '../../../rules/access-governance/aws-access-keys-two-active.ts'
import federation from '../../../rules/federation/aws-iam-user-instead-of-federation.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { given, testRule } from '../../rule-tester.ts'
import { credentialsRow, userRow } from '../aws-rows.ts'

const deploy = given(iamUsers, userRow('deploy'))
const key = (slot: 1 | 2, active = true): Credentials['accessKeys'][number] => ({ slot, active, lastRotatedAt: '2026-11-01T00:00:00Z' })
const keys = (...accessKeys: Credentials['accessKeys']) => given(credentialReport, credentialsRow('deploy', { accessKeys }))

testRule(rule, {
  pass: {
    'no key': [deploy, keys()],
    'one key': [deploy, keys(key(1))],
    'a second one that is not active': [deploy, keys(key(1), key(2, false))],
  },
  fail: {
    'two keys': { given: [deploy, keys(key(1), key(2))], subjects: ['AIDAdeploy'], severity: 'low', message: 'IAM user deploy has two active access keys.' },
  },
  unknown: {
    'a user whom the report does not list': { given: [deploy], message: /does not list IAM user deploy/ },
    'a user made again since the report': [given(iamUsers, userRow('deploy', { createdAt: '2026-11-24T00:00:00Z' })), keys(key(1), key(2))],
  },
})

it('is included in the finding about the user', () => {
  const { findings } = evaluateRules([rule, federation], [deploy, keys(key(1), key(2))])
  expect(findings(rule.id)[0]?.foldedInto).toBe(findings(federation.id)[0]?.fingerprint)
})
