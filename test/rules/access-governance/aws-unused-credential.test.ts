import { expect, it } from 'vitest'
import rule from '../../../rules/access-governance/aws-unused-credential.ts'
import instead from '../../../rules/federation/aws-iam-user-instead-of-federation.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { credentialsRow, rootCredentialsRow, userRow } from '../aws-rows.ts'

// The tests' snapshot is of 2026-11-24.
const alice = given(iamUsers, userRow('alice'))
const has = (more: Partial<Credentials>) => given(credentialReport, credentialsRow('alice', more))
const password = (usedAt: string | undefined, changedAt: string | undefined = '2024-01-01T00:00:00Z') =>
  has({ passwordEnabled: true, passwordLastUsedAt: usedAt, passwordLastChangedAt: changedAt })
const key = (more: Partial<Credentials['accessKeys'][number]>): Credentials['accessKeys'][number] => ({
  slot: 1,
  active: true,
  lastRotatedAt: '2024-01-01T00:00:00Z',
  ...more,
})
const ALICE = 'arn:aws:iam::111111111111:user/alice'

testRule(rule, {
  pass: {
    'a password used while the scan ran': [alice, password('2026-11-24T23:00:00Z')],
    'a password used yesterday': [alice, password('2026-11-23T00:00:00Z')],
    'a password used 45 days ago': [alice, password('2026-10-10T00:00:00Z')],
    'a password never used, but changed lately': [alice, password(undefined, '2026-11-01T00:00:00Z')],
    'a password changed after its last use': [alice, password('2025-01-01T00:00:00Z', '2026-11-01T00:00:00Z')],
    'a key used yesterday': [alice, has({ accessKeys: [key({ lastUsedAt: '2026-11-23T00:00:00Z' })] })],
    'an idle key under a longer limit': { given: [alice, has({ accessKeys: [key({ lastUsedAt: '2026-06-01T00:00:00Z' })] })], parameters: { days: 365 } },
    'a user declared for emergencies': [alice, password('2025-01-01T00:00:00Z'), given(declared, declaration('principal', 'AIDAalice', 'emergency-access'))],
  },
  fail: {
    'a password used 46 days ago': {
      given: [alice, password('2026-10-09T00:00:00Z')],
      subjects: [`${ALICE}#password`],
      severity: 'medium',
      message:
        'The password of alice has not been used or changed for 46 days, where 45 are allowed. It would hold if the user were declared as emergency access.',
      evidence: [{ label: 'Password last used', value: '2026-10-09T00:00:00Z', row: ALICE }],
    },
    'a password never used': { given: [alice, password(undefined)], message: /was never used in the 1058 days since/ },
    'password and keys, each by itself': {
      given: [
        alice,
        has({
          passwordEnabled: true,
          passwordLastChangedAt: '2024-01-01T00:00:00Z',
          accessKeys: [key({}), key({ slot: 2, lastUsedAt: '2025-01-01T00:00:00Z' })],
        }),
      ],
      subjects: [`${ALICE}#password`, `${ALICE}#access-key-1`, `${ALICE}#access-key-2`],
    },
    'a service user': {
      given: [alice, password('2025-01-01T00:00:00Z'), given(declared, declaration('principal', ALICE, 'service-user'))],
      evidence: [{ label: 'Declared, but not as emergency access', value: 'service-user' }],
    },
  },
  unknown: {
    'the password and the key of a user made again since the report': {
      given: [
        given(iamUsers, userRow('alice', { createdAt: '2026-11-24T00:00:00Z' })),
        has({ passwordEnabled: true, passwordLastChangedAt: '2024-01-01T00:00:00Z', accessKeys: [key({})] }),
      ],
      message: /somebody who had the name before/,
    },
    'a key made in the future': {
      given: [alice, has({ accessKeys: [key({ lastRotatedAt: '2027-11-24T00:00:00Z', lastUsedAt: '2024-01-01T00:00:00Z' })] })],
      message: /By its date, access key 1 of alice was used, made or last changed after this scan/,
    },
    'a password used in the future': { given: [alice, password('2027-11-24T00:00:00Z')], message: /one of the clocks is wrong/ },
    'nothing says whether there is a password': { given: [alice, has({ passwordEnabled: undefined })], message: /whether IAM user alice has a password/ },
    'nothing says when the key was made': { given: [alice, has({ accessKeys: [key({ lastRotatedAt: undefined })] })], message: /neither when access key 1/ },
    'nothing says when the password was made': [alice, has({ passwordEnabled: true })],
  },
  'not-applicable': {
    'an inactive key, and no password': [alice, has({ accessKeys: [key({ active: false })] })],
    'the root user': [given(credentialReport, rootCredentialsRow({ passwordEnabled: true, accessKeys: [key({})] }))],
  },
})

it('is included in the finding about its user', () => {
  const { findings } = evaluateRules([rule, instead], [alice, password(undefined)])
  expect(findings(rule.id)[0]?.foldedInto).toBe(findings(instead.id)[0]?.fingerprint)
})
