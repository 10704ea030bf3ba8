import rule from '../../../rules/privileged-access/aws-root-used.ts'
import { accountSummary } from '../../../src/datasets/aws/account.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { given, testRule } from '../../rule-tester.ts'
import { ROOT_ARN, rootCredentialsRow, summaryRow } from '../aws-rows.ts'

// The tests' snapshot is of 2026-11-24.
const summary = given(accountSummary, summaryRow())
const report = (more: Partial<Credentials>) => given(credentialReport, rootCredentialsRow(more))
const key = (lastUsedAt: string): Credentials['accessKeys'][number] => ({ slot: 2, active: true, lastRotatedAt: '2020-01-01T00:00:00Z', lastUsedAt })

testRule(rule, {
  pass: {
    never: [summary, report({})],
    'ninety days ago': [summary, report({ passwordLastUsedAt: '2026-08-26T00:00:00Z' })],
    'last month, under a shorter limit': { given: [summary, report({ passwordLastUsedAt: '2026-10-24T00:00:00Z' })], parameters: { days: 14 } },
    'a user used lately': [
      summary,
      given(credentialReport, rootCredentialsRow(), { ...rootCredentialsRow(), id: 'x', isRoot: false, passwordLastUsedAt: '2026-11-23T00:00:00Z' }),
    ],
  },
  fail: {
    'its password, 89 days ago': {
      given: [summary, report({ passwordLastUsedAt: '2026-08-27T00:00:00Z' })],
      subjects: ['aws-account/111111111111'],
      severity: 'high',
      message: 'The root user of account 111111111111 was used 89 days ago, with its password; 90 days without are asked.',
      evidence: [{ label: 'Last used with its password', value: '2026-08-27T00:00:00Z', row: ROOT_ARN }],
    },
    'a key, yesterday': { given: [summary, report({ accessKeys: [key('2026-11-23T00:00:00Z')] })], message: /a day ago, with access key 2/ },
    'a use while the scan ran': {
      given: [summary, report({ passwordLastUsedAt: '2026-11-24T20:00:00Z' })],
      message: /on the day of the scan, with its password/,
    },
    'a use of late beside one in the future': {
      given: [summary, report({ passwordLastUsedAt: '2027-11-24T00:00:00Z', accessKeys: [key('2026-11-23T00:00:00Z')] })],
      message: /a day ago, with access key 2/,
    },
    'the latest of several': {
      given: [summary, report({ passwordLastUsedAt: '2026-11-01T00:00:00Z', accessKeys: [key('2026-11-24T00:00:00Z')] })],
      message: /on the day of the scan, with access key 2/,
      evidence: [{ label: 'Last used with its password' }, { label: 'Last used with access key 2' }],
    },
  },
  unknown: {
    'a report without the root user': { given: [summary, given(credentialReport)], message: /no row for the root user/ },
    'a use in the future': { given: [summary, report({ passwordLastUsedAt: '2027-11-24T00:00:00Z' })], message: /one of the clocks is wrong/ },
  },
})
