import rule from '../../../rules/privileged-access/aws-policy-service-wildcard.ts'
import { type IamPolicy, iamGroups, iamPolicies, iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, groupRow, policyRow, roleRow, userRow } from '../aws-rows.ts'
import { allow, inline, statements } from '../permission-rows.ts'

const own = (list: readonly object[], more: Partial<IamPolicy> = {}) =>
  given(iamPolicies, { ...policyRow('Own', statements(...list)), isAwsManaged: false, ...more })

testRule(rule, {
  pass: {
    'some actions': [own([allow(['s3:Get*', 'kms:Decrypt'])])],
    'a service on some resources': [own([allow('s3:*', { Resource: 'arn:aws:s3:::logs/*' })])],
    'the keys of one Region, and of another account': [
      own([allow('kms:*', { Resource: ['arn:aws:kms:eu-west-1:111111111111:key/*', 'arn:aws:kms:*:222222222222:key/*'] })]),
    ],
    'buckets by the start of their names': [own([allow('s3:*', { Resource: ['arn:aws:s3:::a*', 'arn:aws:s3:::q*'] })])],
    'a service that is not sensitive': [own([allow('ec2:*')])],
    'under a condition': [own([allow('kms:*', { Condition: { StringEquals: { 'aws:ResourceTag/a': 'b' } } })])],
    'denied beside it': [own([allow(['s3:*']), { ...allow('s3:*'), Effect: 'Deny' }])],
    'NotAction that leaves in something of each': [
      own([{ Effect: 'Allow', NotAction: ['kms:A', 's3:A', 'secretsmanager:A', 'sts:A', 'organizations:A', 'sso:A'], Resource: '*' }]),
    ],
  },
  fail: {
    'a whole service': {
      given: [own([allow(['KMS:*', 'ec2:Describe*'])])],
      subjects: ['ANPAOwn'],
      severity: 'medium',
      message: 'Policy Own allows every action of kms on every resource.',
      evidence: [{ label: 'Services', value: ['kms'], row: 'ANPAOwn' }],
    },
    'by ARNs that cover all of it': {
      given: [
        own([
          allow('s3:*', { Resource: ['arn:aws:s3:::*', 'arn:aws:s3:::*/*'] }),
          allow(['kms:*', 'secretsmanager:*'], { Resource: ['arn:aws:kms:*:111111111111:key/*', 'arn:aws:secretsmanager:*:*:secret:*'] }),
        ]),
      ],
      evidence: [{ label: 'Services', value: ['kms', 's3', 'secretsmanager'] }],
    },
    'by ARNs of GovCloud': { given: [own([allow('s3:*', { Resource: ['arn:aws-us-gov:s3:::*'] })])], evidence: [{ label: 'Services', value: ['s3'] }] },
    NotAction: {
      given: [own([{ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: '*' }])],
      evidence: [{ label: 'Services', value: ['kms', 's3', 'secretsmanager', 'sts', 'sso'] }],
    },
    'held by nobody': { given: [own([allow('s3:*')], { attachmentCount: 0 })], severity: 'low' },
    'an inline policy': {
      given: [
        given(iamUsers, userRow('ann', inline(allow('s3:*')))),
        given(iamGroups, groupRow('team', inline(allow('s3:*')))),
        given(iamRoles, { ...roleRow('app', '{}'), ...inline(allow('s3:*')) }),
      ],
      subjects: ['AIDAann#inline', 'AGPAteam#inline', 'AROAapp#inline'],
    },
    'a service of the config': { given: [own([allow('ec2:*')])], parameters: { services: ['ec2'] } },
  },
  unknown: { 'a document that cannot be read': [given(iamPolicies, { ...policyRow('Own', documents.broken), isAwsManaged: false })] },
  'not-applicable': {
    'a policy that allows everything': [own([allow('*')])],
    'a policy of AWS': [given(iamPolicies, policyRow('Theirs', statements(allow('s3:*'))))],
  },
})
