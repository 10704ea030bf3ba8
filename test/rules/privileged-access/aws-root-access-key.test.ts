import { expect, it } from 'vitest'
import neverUsed from '../../../rules/access-governance/aws-access-key-never-used.ts'
import old from '../../../rules/access-governance/aws-access-key-old.ts'
import rule from '../../../rules/privileged-access/aws-root-access-key.ts'
import { type AccountSummary, accountSummary } from '../../../src/datasets/aws/account.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { given, testRule } from '../../rule-tester.ts'
import { ROOT_ARN, rootCredentialsRow, summaryRow } from '../aws-rows.ts'

const summary = (more: Partial<AccountSummary> = {}) => given(accountSummary, summaryRow(more))
const report = (...accessKeys: Credentials['accessKeys']) => given(credentialReport, rootCredentialsRow({ accessKeys }))
const key: Credentials['accessKeys'][number] = { slot: 1, active: true, lastRotatedAt: '2020-01-01T00:00:00Z' }
const present = summary({ rootAccessKeysPresent: true })

testRule(rule, {
  pass: {
    none: [summary(), report()],
    'empty slots': [summary(), report({ slot: 1, active: false }, { slot: 2, active: false })],
  },
  fail: {
    'an active key': {
      given: [present, report(key)],
      subjects: ['aws-account/111111111111'],
      severity: 'critical',
      message: 'The root user of account 111111111111 has an active access key.',
      evidence: [{ label: 'Access key 1 created or last changed', value: '2020-01-01T00:00:00Z', row: ROOT_ARN }],
    },
    'an inactive key': { given: [present, report({ ...key, active: false })], message: /has an inactive access key/ },
    'two keys': { given: [present, report(key, { ...key, slot: 2, active: false })], message: /2 access keys, 1 of them active/ },
    'a key newer than the report': { given: [present, report()], message: /has access keys\./ },
    'a key, and no row of the root user': [present, given(credentialReport)],
  },
  unknown: {
    'a key in the older report only': { given: [summary(), report(key)], message: /scan again/ },
    'none by the summary alone': { given: [summary(), given(credentialReport)], message: /no row for the root user/ },
    'a summary of another account': [given(accountSummary), report()],
  },
})

it('what else is wrong with the key is included', () => {
  const { findings } = evaluateRules([rule, old, neverUsed], [present, report(key)])
  const keeper = findings(rule.id)[0]?.fingerprint
  expect(keeper).toBeDefined()
  expect([...findings(old.id), ...findings(neverUsed.id)].map(({ foldedInto }) => foldedInto)).toEqual([keeper, keeper])
})
