import rule from '../../../rules/strong-authentication/aws-root-without-mfa.ts'
import { type AccountSummary, accountSummary } from '../../../src/datasets/aws/account.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { given, testRule } from '../../rule-tester.ts'

const ROOT = 'arn:aws:iam::111111111111:root'

const summary = (says: Partial<AccountSummary> = {}) =>
  given(accountSummary, {
    id: '111111111111',
    name: '111111111111',
    rootMfaEnabled: true,
    rootAccessKeysPresent: false,
    rootPasswordPresent: true,
    users: 0,
    roles: 0,
    ...says,
  })

const report = (says: Partial<Credentials> = {}) =>
  given(credentialReport, {
    id: ROOT,
    name: '<root_account>',
    isRoot: true,
    createdAt: '2020-01-01T00:00:00Z',
    mfaActive: true,
    accessKeys: [],
    activeCertificates: 0,
    ...says,
  })

const activeKey: Credentials['accessKeys'] = [{ slot: 1, active: true, lastRotatedAt: '2020-01-01T00:00:00Z' }]
const inactiveKey = { slot: 1 as const, active: false, lastRotatedAt: '2020-01-01T00:00:00Z' }
const removed = { rootMfaEnabled: false, rootPasswordPresent: false }

testRule(rule, {
  pass: {
    'both sources tell of an MFA device': [summary(), report()],
    'MFA, and the summary does not speak of the password': [summary({ rootPasswordPresent: undefined }), report()],
    'credentials removed and an MFA device left': [summary({ rootPasswordPresent: false }), report()],
    'root credentials removed': [summary(removed), report({ mfaActive: false, passwordEnabled: false })],
    'root credentials removed, where the report does not speak of the root password': [summary(removed), report({ mfaActive: false })],
  },
  fail: {
    'password without MFA': {
      given: [summary({ rootMfaEnabled: false }), report({ mfaActive: false })],
      subjects: ['aws-account/111111111111'],
      severity: 'critical',
      message: 'The root user of account 111111111111 has a password and no MFA device.',
      evidence: [{ label: 'MFA device, account summary', value: false, row: '111111111111' }],
    },
    'password and key without MFA': {
      given: [summary({ rootMfaEnabled: false, rootAccessKeysPresent: true }), report({ mfaActive: false, accessKeys: activeKey })],
      message: 'has a password and access keys and no MFA device.',
    },
    'no password, but a key without MFA': {
      given: [summary({ ...removed, rootAccessKeysPresent: true }), report({ mfaActive: false, accessKeys: activeKey })],
      message: 'has access keys and no MFA device.',
    },
    'a key without MFA, and nobody says whether there is a password': {
      given: [
        summary({ rootMfaEnabled: false, rootPasswordPresent: undefined, rootAccessKeysPresent: true }),
        report({ mfaActive: false, accessKeys: activeKey }),
      ],
      severity: 'critical',
      message: 'The root user of account 111111111111 has access keys and no MFA device.',
    },
    'inactive keys alone': {
      given: [summary({ ...removed, rootAccessKeysPresent: true }), report({ mfaActive: false, accessKeys: [{ ...inactiveKey }] })],
      severity: 'high',
      message: 'has inactive access keys and no MFA device; it has no password.',
      evidence: [{ label: 'Active access keys, credential report', value: 0, row: ROOT }],
    },
    'inactive keys, and nobody says whether there is a password': {
      given: [
        summary({ rootMfaEnabled: false, rootPasswordPresent: undefined, rootAccessKeysPresent: true }),
        report({ mfaActive: false, accessKeys: [{ ...inactiveKey }] }),
      ],
      severity: 'high',
      message: 'whether it has a password was not said.',
    },
    'password and keys removed, and a signing certificate left': {
      given: [summary(removed), report({ mfaActive: false, activeCertificates: 1 })],
      severity: 'high',
      message: 'has an active signing certificate and no MFA device; it has no password.',
    },
    'the summary is newer than a report that still shows MFA': [summary({ rootMfaEnabled: false }), report({ mfaActive: true })],
    'no MFA by the summary, and a report without a root row': [summary({ rootMfaEnabled: false }), given(credentialReport)],
    'the summary is silent on the password, which the report shows': [
      summary({ rootMfaEnabled: false, rootPasswordPresent: undefined }),
      report({ mfaActive: false, passwordEnabled: true }),
    ],
  },
  unknown: {
    'the older report shows no MFA': { given: [summary(), report({ mfaActive: false })], message: /scan again/ },
    'MFA by the summary alone': { given: [summary(), given(credentialReport)], message: /no row for the root user/ },
    'credentials removed by the summary alone': [summary(removed), given(credentialReport)],
    'removed by the summary, but the report shows a password': {
      given: [summary(removed), report({ mfaActive: false, passwordEnabled: true })],
      message: /scan again/,
    },
    'removed by the summary, but the report shows a key': [summary(removed), report({ mfaActive: false, accessKeys: activeKey })],
    'removed by the summary, which tells of MFA, but the report shows a signing certificate and no MFA': {
      given: [summary({ rootPasswordPresent: false }), report({ mfaActive: false, activeCertificates: 1 })],
      message: /a password, a key, a certificate or an MFA device/,
    },
    'removed by the summary, but the report shows MFA': [summary(removed), report()],
    'no MFA, and nothing says whether there is a password': {
      given: [summary({ rootMfaEnabled: false, rootPasswordPresent: undefined }), report({ mfaActive: false })],
      message: /was not said/,
    },
    'a summary of another account': [given(accountSummary), report()],
  },
})
