import rule from '../../../rules/privileged-access/aws-pass-role-any.ts'
import { type IamPolicy, iamGroups, iamPolicies, iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, groupRow, policyRow, roleRow, userRow } from '../aws-rows.ts'
import { allow, inline, statements } from '../permission-rows.ts'

const own = (list: readonly object[], more: Partial<IamPolicy> = {}) =>
  given(iamPolicies, { ...policyRow('Own', statements(...list)), isAwsManaged: false, ...more })
const toService = (service: string) => ({ Condition: { StringEquals: { 'iam:PassedToService': service } } })

testRule(rule, {
  pass: {
    'named roles': [own([allow('iam:PassRole', { Resource: 'arn:aws:iam::*:role/app-*' })])],
    'a named service': [own([allow('iam:*', toService('ec2.amazonaws.com'))])],
    'every role of another account, which cannot be passed here': [own([allow('iam:PassRole', { Resource: 'arn:aws:iam::222222222222:role/*' })])],
    'in a time that is over': [own([allow('iam:PassRole', { Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } } })])],
    'no such action': [own([allow('iam:Get*')])],
    'denied beside it': [own([allow('iam:*'), { ...allow('iam:PassRole'), Effect: 'Deny' }])],
    'denied for all but some roles': [own([allow('iam:PassRole'), { Effect: 'Deny', Action: 'iam:PassRole', NotResource: 'arn:aws:iam::*:role/app-*' }])],
  },
  fail: {
    'any role to any service': {
      given: [own([allow('iam:PassRole')])],
      subjects: ['ANPAOwn'],
      severity: 'high',
      message: 'Policy Own lets any role be passed to any service.',
      evidence: [{ label: 'Statements', value: ['Allow: statement 1 of identity policy policy'], row: 'ANPAOwn' }],
    },
    'any role of its account, by ARN': {
      given: [own([allow('iam:PassRole', { Resource: ['arn:aws:iam::111111111111:role/app', 'arn:aws:iam::111111111111:role/*'] })])],
      severity: 'high',
    },
    'any role of its account in China': { given: [own([allow('iam:PassRole', { Resource: 'arn:aws-cn:iam::111111111111:role/*' })])], severity: 'high' },
    'any role of its account, by a condition': {
      given: [own([allow('iam:PassRole', { Condition: { StringEquals: { 'aws:ResourceAccount': '111111111111' } } })])],
      severity: 'high',
    },
    'in a time that is not over': {
      given: [own([allow('iam:PassRole', { Condition: { DateLessThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' } } })])],
      severity: 'high',
    },
    'as one of many actions': [own([allow('iam:*')])],
    'by NotAction': [own([{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }])],
    'to any service by a pattern': [own([allow('iam:PassRole', { Condition: { StringLike: { 'iam:PassedToService': '*.amazonaws.com' } } })])],
    'under another condition': {
      given: [own([allow('iam:PassRole', { Condition: { StringEquals: { 'aws:ResourceTag/a': 'b' } } })])],
      severity: 'medium',
      message: /names neither/,
    },
    'held by nobody': { given: [own([allow('iam:PassRole')], { attachmentCount: 0 })], severity: 'medium', message: /nobody holds it/ },
    'an inline policy of a user, a group and a role': {
      given: [
        given(iamUsers, userRow('ann', inline(allow('iam:PassRole')))),
        given(iamGroups, groupRow('team', inline(allow('iam:PassRole')))),
        given(iamRoles, { ...roleRow('app', '{}'), ...inline(allow('iam:PassRole')) }),
      ],
      subjects: ['AIDAann#inline', 'AGPAteam#inline', 'AROAapp#inline'],
    },
  },
  unknown: {
    'a document that cannot be read': {
      given: [given(iamPolicies, { ...policyRow('Own', documents.broken), isAwsManaged: false })],
      message: /it is not JSON/,
    },
  },
  'not-applicable': {
    'a policy of AWS': [given(iamPolicies, policyRow('Theirs', statements(allow('iam:PassRole'))))],
    'a policy that allows everything': [own([allow('*')])],
    'a boundary': [own([allow('iam:PassRole')], { attachmentCount: 0, boundaryUsageCount: 1 })],
    'an inline policy that Identity Center made': [
      given(iamRoles, { ...roleRow('AWSReservedSSO_X_0123456789abcdef', '{}'), path: '/aws-reserved/sso.amazonaws.com/', ...inline(allow('iam:PassRole')) }),
    ],
  },
})
