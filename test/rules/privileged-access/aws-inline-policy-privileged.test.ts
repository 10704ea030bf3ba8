import rule from '../../../rules/privileged-access/aws-inline-policy-privileged.ts'
import { iamGroups, iamPolicies, iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, groupRow, policyRow, roleRow, userRow } from '../aws-rows.ts'
import { allow, inline } from '../permission-rows.ts'

testRule(rule, {
  pass: {
    'ordinary rights': [given(iamUsers, userRow('ann', inline(allow(['s3:*', 'iam:Get*']))))],
    'everything, in a time that is over': [
      given(iamUsers, userRow('ann', inline(allow('*', { Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } } })))),
    ],
    'nothing of IAM': [given(iamUsers, userRow('ann', inline(allow('s3:GetObject'))))],
  },
  fail: {
    everything: {
      given: [given(iamUsers, userRow('ann', inline(allow('*'))))],
      subjects: ['AIDAann#inline'],
      severity: 'low',
      message: 'By inline policy inline of ann, its holder may do everything.',
      evidence: [{ label: 'Held by', value: 'user ann', row: 'AIDAann' }],
    },
    'of a group': [given(iamGroups, groupRow('team', inline(allow('*'))))],
    'the rest by itself': {
      given: [given(iamRoles, { ...roleRow('app', '{}'), ...inline(allow('iam:PutRolePolicy')) })],
      message: /can write a policy into itself/,
    },
    'over the identities of its account, by ARN': {
      given: [given(iamUsers, userRow('ann', inline(allow('iam:*', { Resource: 'arn:aws:iam::111111111111:*' }))))],
      message: /can write a policy into itself/,
    },
    'by a wildcard in the service': [given(iamUsers, userRow('ann', inline(allow('ia*:*'))))],
    'by NotAction': [given(iamUsers, userRow('ann', inline({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' })))],
    'with MFA': {
      given: [given(iamUsers, userRow('ann', inline(allow('*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))))],
      evidence: [{ label: 'Condition', value: 'aws:multifactorauthpresent is true' }],
    },
  },
  unknown: { 'a document that cannot be read': [given(iamUsers, userRow('ann', { inlinePolicies: [{ name: 'odd', document: documents.broken }] }))] },
  'not-applicable': {
    'a managed policy': [given(iamPolicies, { ...policyRow('Own', documents.everything), isAwsManaged: false })],
    'the inline policy of a permission set': [
      given(iamRoles, { ...roleRow('AWSReservedSSO_X_0123456789abcdef', '{}'), path: '/aws-reserved/sso.amazonaws.com/', ...inline(allow('*')) }),
    ],
  },
})
