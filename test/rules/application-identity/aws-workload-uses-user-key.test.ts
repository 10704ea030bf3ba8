import { expect, it } from 'vitest'
import rule from '../../../rules/application-identity/aws-workload-uses-user-key.ts'
import federation from '../../../rules/federation/aws-iam-user-instead-of-federation.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { credentialsRow, rootCredentialsRow, userRow } from '../aws-rows.ts'

const deploy = given(iamUsers, userRow('deploy'))
const KEY: Credentials['accessKeys'][number] = { slot: 1, active: true, lastRotatedAt: '2026-11-01T00:00:00Z', lastUsedService: 's3' }
const keys = (more: Partial<Credentials> = {}) => given(credentialReport, credentialsRow('deploy', { accessKeys: [KEY], ...more }))
const declaredAs = (as: 'service-user' | 'emergency-access' | 'trusted') =>
  given(declared, declaration('principal', 'arn:aws:iam::111111111111:user/deploy', as))

testRule(rule, {
  pass: {
    'a declared service user': [deploy, keys(), declaredAs('service-user')],
    'a declared emergency user': [deploy, keys(), declaredAs('emergency-access')],
  },
  fail: {
    'a program': {
      given: [deploy, keys()],
      subjects: ['arn:aws:iam::111111111111:user/deploy#access-key-1'],
      severity: 'medium',
      message: 'IAM user deploy has no password and an active access key: a program uses it.',
      evidence: [{ label: 'Last used for', value: 's3' }],
    },
    'a user declared as something else': [deploy, keys(), declaredAs('trusted')],
  },
  unknown: {
    'a user made again since the report': {
      given: [given(iamUsers, userRow('deploy', { createdAt: '2026-11-24T00:00:00Z' })), keys()],
      message: /somebody who had the name before/,
    },
    'a user made again, whose namesake had a password': [
      given(iamUsers, userRow('deploy', { createdAt: '2026-11-24T00:00:00Z' })),
      keys({ passwordEnabled: true }),
    ],
    'a report that does not say whether there is a password': { given: [deploy, keys({ passwordEnabled: undefined })], message: /may be a person’s/ },
  },
  'not-applicable': {
    'a person’s key': [deploy, keys({ passwordEnabled: true })],
    'a key that is not active': [deploy, keys({ accessKeys: [{ ...KEY, active: false }] })],
    'the root user’s': [given(credentialReport, rootCredentialsRow({ accessKeys: [KEY] }))],
  },
})

it('is included in the finding about the user', () => {
  const { findings } = evaluateRules([rule, federation], [deploy, keys()])
  expect(findings(rule.id)[0]?.foldedInto).toBe(findings(federation.id)[0]?.fingerprint)
})
