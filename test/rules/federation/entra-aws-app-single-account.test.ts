import rule from '../../../rules/federation/entra-aws-app-single-account.ts'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamGroups, iamPolicies, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { awsApplications } from '../../../src/datasets/entra/applications.ts'
import { given, testRule } from '../../rule-tester.ts'
import { credentialsRow, userRow } from '../aws-rows.ts'
import { awsApplication } from '../entra-rows.ts'

const role = (account: string, name = 'Administrator') => ({
  id: `${account}-${name}`,
  displayName: name,
  value: `arn:aws:iam::${account}:role/${name},arn:aws:iam::${account}:saml-provider/WAAD`,
})
const app = (says: Parameters<typeof awsApplication>[0] = {}) =>
  given(
    awsApplications,
    awsApplication({ name: 'AWS accounts', federatesTo: 'iam-saml', servicePrincipalNames: ['https://signin.aws.amazon.com/saml'], ...says }),
  )
const manager = (active: boolean) => [
  given(iamUsers, userRow('AzureADRoleManager')),
  given(credentialReport, credentialsRow('AzureADRoleManager', { accessKeys: [{ slot: 1, active, lastRotatedAt: '2026-01-01T00:00:00Z' }] })),
]
const ARN = 'arn:aws:iam::111111111111:user/AzureADRoleManager'

testRule(
  rule,
  {
    pass: {
      'the application of Identity Center': [
        given(awsApplications, awsApplication({ servicePrincipalNames: ['https://eu-west-1.signin.aws.amazon.com/platform/saml/d-1234567890'] })),
      ],
    },
    fail: {
      'one for accounts, with the key that feeds it': {
        given: [app({ appRoles: [role('111111111111'), role('111111111111', 'Auditor'), role('222222222222')] }), ...manager(true)],
        subjects: ['sp-aws'],
        severity: 'medium',
        message: 'AWS accounts lets people into roles of 2 accounts one by one, past IAM Identity Center.',
        evidence: [
          { label: 'Accounts', value: ['111111111111', '222222222222'] },
          { label: 'Roles', value: 3 },
          { label: 'IAM user with an active key for reading roles', value: ARN, row: ARN },
        ],
      },
      'one whose roles nobody made yet': {
        given: [app(), ...manager(false)],
        message: /into roles of single accounts one by one/,
        evidence: [{ label: 'Accounts', value: 'no role of it names one' }],
      },
    },
    'not-applicable': {
      'one that is disabled': [app({ accountEnabled: false })],
      'one from the gallery that was never set up': [app({ servicePrincipalNames: ['aaaaaaaa-0000-4000-8000-0000000000aa'] })],
    },
  },
  { answersWithout: [credentialReport, iamUsers, iamGroups, iamPolicies] },
)
