import { expect, it } from 'vitest'
import rule from '../../../rules/strong-authentication/aws-root-mfa-not-phishing-resistant.ts'
import withoutMfa from '../../../rules/strong-authentication/aws-root-without-mfa.ts'
import { type AccountSummary, accountSummary, virtualMfaDevices } from '../../../src/datasets/aws/account.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { given, testRule } from '../../rule-tester.ts'
import { ROOT_ARN, rootCredentialsRow, summaryRow } from '../aws-rows.ts'

const summary = (more: Partial<AccountSummary> = {}) => given(accountSummary, summaryRow(more))
const report = (more: Partial<Credentials> = {}) => given(credentialReport, rootCredentialsRow({ mfaActive: true, ...more }))
const device = (id: string, userArn?: string) => given(virtualMfaDevices, { id, name: id, userArn, enabledAt: '2024-01-01T00:00:00Z' })
const virtual = device('arn:aws:iam::111111111111:mfa/my-phone', ROOT_ARN)
const removed = { rootMfaEnabled: false, rootPasswordPresent: false }

testRule(rule, {
  pass: {
    'MFA, and no virtual device': [summary(), report()],
    'virtual devices of users only': [summary(), report(), device('arn:aws:iam::111111111111:mfa/alice', 'arn:aws:iam::111111111111:user/alice')],
    'a virtual device that nobody uses': [
      summary(),
      report(),
      given(virtualMfaDevices, { id: 'arn:aws:iam::111111111111:mfa/root-account-mfa-device', name: 'root-account-mfa-device' }),
    ],
    'a user whose name ends in root': [summary(), report(), device('arn:aws:iam::111111111111:mfa/x', 'arn:aws:iam::111111111111:user/root')],
    'root credentials removed': [summary(removed), report({ mfaActive: false })],
    'root credentials removed, and a virtual device left': [summary({ rootPasswordPresent: false }), report(), virtual],
  },
  fail: {
    'a virtual device, whatever its name': {
      given: [summary(), report(), virtual],
      subjects: ['aws-account/111111111111'],
      severity: 'high',
      message: 'The root user of account 111111111111 has a virtual MFA device.',
      evidence: [{ label: 'Virtual devices', value: ['arn:aws:iam::111111111111:mfa/my-phone'] }],
    },
    'a virtual device, and no row of the root user': [summary(), given(credentialReport), virtual],
    'no MFA at all': { given: [summary({ rootMfaEnabled: false }), report({ mfaActive: false })], message: /no MFA device at all/ },
  },
  unknown: {
    'a virtual device in use, by nobody knows whom': {
      given: [summary(), report(), device('arn:aws:iam::111111111111:mfa/root-account-mfa-device')],
      message: /may be the root user: arn:aws:iam::111111111111:mfa\/root-account-mfa-device/,
    },
    'credentials removed by the summary alone': [summary(removed), given(credentialReport), virtual],
    'credentials removed, but the report shows a password': { given: [summary(removed), report({ passwordEnabled: true })], message: /does not confirm/ },
    'no MFA, and nothing says whether there is a password': [summary({ rootMfaEnabled: false, rootPasswordPresent: undefined }), report({ mfaActive: false })],
    'a summary of another account': [given(accountSummary), report()],
  },
})

it('is included in the finding that there is no MFA', () => {
  const { findings } = evaluateRules([rule, withoutMfa], [summary({ rootMfaEnabled: false }), report({ mfaActive: false })])
  expect(findings(rule.id)[0]?.foldedInto).toBe(findings(withoutMfa.id)[0]?.fingerprint)
})
