import rule from '../../../rules/privileged-access/aws-root-credentials-in-member-account.ts'
import { accountSummary } from '../../../src/datasets/aws/account.ts'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { organizationFeatures, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { rootCredentialsRow, summaryRow } from '../aws-rows.ts'

const membership = (managementAccountId = '999999999999') =>
  given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId, featureSet: 'ALL' })
const features = (...enabled: readonly string[]) => given(organizationFeatures, { id: 'o-exampleorg1', name: 'o-exampleorg1', enabled: [...enabled] })
const on = features('RootCredentialsManagement', 'RootSessions')
const none = given(accountSummary, summaryRow({ rootPasswordPresent: false, rootMfaEnabled: false }))
const report = given(credentialReport, rootCredentialsRow({ passwordEnabled: false }))

testRule(
  rule,
  {
    pass: { 'no credentials, and central root access': [membership(), on, none, report] },
    fail: {
      'a password': { given: [membership(), on, given(accountSummary, summaryRow()), report], severity: 'medium', message: /has a password/ },
      'access keys': [membership(), on, given(accountSummary, summaryRow({ rootPasswordPresent: false, rootAccessKeysPresent: true })), report],
      'a password, and central root access off': {
        given: [membership(), features(), given(accountSummary, summaryRow()), report],
        evidence: [{ label: 'Central root access', value: 'off' }],
      },
      'no credentials, but nothing that keeps them away': {
        given: [membership(), features('RootSessions'), none, report],
        severity: 'low',
        message: /central root access is off/,
      },
    },
    unknown: {
      'no credentials, and the organization was not read': {
        given: [membership(), none, report],
        gaps: [{ dataset: organizationFeatures.name, scope: 'aws-organization/o-exampleorg1', reason: 'out-of-reach', detail: 'a member' }],
      },
      'no word of a password': [membership(), on, given(accountSummary, summaryRow({ rootPasswordPresent: undefined })), report],
      'an old report that still knows a password': [membership(), on, none, given(credentialReport, rootCredentialsRow({ passwordEnabled: true }))],
      'a summary of another account': [membership(), on, given(accountSummary, summaryRow({ id: '333333333333' })), report],
    },
    'not-applicable': {
      'the management account': [membership('111111111111'), on, given(accountSummary, summaryRow()), report],
      'an account in no organization': [given(organizationMemberships), on, given(accountSummary, summaryRow()), report],
    },
  },
  { answersWithout: [organizationFeatures] },
)
