import rule from '../../../rules/audit-and-protection/aws-microsoft-integration-user-key.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamGroups, iamPolicies, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { credentialsRow, documents, groupRow, policyRow, userRow } from '../aws-rows.ts'

const NAME = 'AzureADRoleManager'
const manager = given(iamUsers, userRow(NAME))
const keys = (lastRotatedAt: string | undefined, name = NAME) => {
  const accessKeys: Credentials['accessKeys'] = [{ slot: 1, active: true, lastRotatedAt }]
  return given(credentialReport, credentialsRow(name, { accessKeys }))
}
const YOUNG = '2026-11-01T00:00:00Z'
const OLD = '2025-01-01T00:00:00Z'
const CLOUD_APPS = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['cloudtrail:DescribeTrails', 'cloudtrail:LookupEvents', 'iam:List*', 's3:PutBucketAcl'], Resource: '*' }],
})
const connector = given(iamPolicies, { ...policyRow('connector', CLOUD_APPS), isAwsManaged: false, arn: 'arn:aws:iam::111111111111:policy/connector' })
const ATTACHED = [{ name: 'connector', arn: 'arn:aws:iam::111111111111:policy/connector' }]

testRule(rule, {
  pass: { 'a young key': [manager, keys(YOUNG)], 'an older one under a longer limit': { given: [manager, keys(OLD)], parameters: { days: 800 } } },
  fail: {
    'an old key': {
      given: [manager, keys(OLD)],
      subjects: [`arn:aws:iam::111111111111:user/${NAME}#access-key-1`],
      severity: 'medium',
      message: /for role provisioning of Microsoft Entra ID, is 692 days old, where 90 are allowed/,
    },
    'an administrator': {
      given: [given(iamUsers, userRow(NAME, { inlinePolicies: [{ name: 'all', document: documents.everything }] })), keys(YOUNG)],
      message: /belongs to an administrator/,
    },
    'a user known by the policy': [
      given(
        iamUsers,
        userRow('entra', { attachedPolicies: [{ name: 'AzureAD_SSOUserRole_Policy', arn: 'arn:aws:iam::111111111111:policy/AzureAD_SSOUserRole_Policy' }] }),
      ),
      given(iamPolicies, {
        ...policyRow('AzureAD_SSOUserRole_Policy', documents.reading),
        isAwsManaged: false,
        arn: 'arn:aws:iam::111111111111:policy/AzureAD_SSOUserRole_Policy',
      }),
      keys(OLD, 'entra'),
    ],
    'a user known by what Defender for Cloud Apps asks for': {
      given: [given(iamUsers, userRow('mdca', { attachedPolicies: ATTACHED })), connector, keys(OLD, 'mdca')],
      message: /for Microsoft Defender for Cloud Apps/,
    },
    'the same through a group': [
      given(iamUsers, userRow('mdca', { groups: ['connectors'] })),
      given(iamGroups, groupRow('connectors', { attachedPolicies: ATTACHED })),
      connector,
      keys(OLD, 'mdca'),
    ],
  },
  unknown: {
    'a key without a date': { given: [manager, keys(undefined)], message: /has no date/ },
    'a key from the future': { given: [manager, keys('2027-11-24T00:00:00Z')], message: /after this scan/ },
    'a policy that cannot be read': {
      given: [given(iamUsers, userRow(NAME, { inlinePolicies: [{ name: 'x', document: documents.broken }] })), keys(YOUNG)],
      message: /Whether a policy of AzureADRoleManager allows everything/,
    },
  },
  'not-applicable': {
    'another user': [given(iamUsers, userRow('deploy')), keys(OLD, 'deploy')],
    'an administrator, who may do all that too': [
      given(iamUsers, userRow('deploy', { inlinePolicies: [{ name: 'all', document: documents.everything }] })),
      keys(OLD, 'deploy'),
    ],
  },
})
