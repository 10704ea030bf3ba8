import rule from '../../../rules/privileged-access/aws-policy-full-administrator.ts'
import { type IamPolicy, iamPolicies } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, policyRow } from '../aws-rows.ts'

const statement = (more: object = {}) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more })
const policy = (statements: object | readonly object[], more: Partial<IamPolicy> = {}) =>
  given(iamPolicies, { ...policyRow('Own', JSON.stringify({ Version: '2012-10-17', Statement: statements })), isAwsManaged: false, ...more })

testRule(rule, {
  pass: {
    'some actions': [policy(statement({ Action: ['s3:*', 'iam:PassRole'] }))],
    'every action on one bucket': [policy(statement({ Resource: 'arn:aws:s3:::logs/*' }))],
    'everything but some actions': [policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })],
    'every action but on some resources': [policy({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::logs' })],
    'every action on the resources of one service': [policy(statement({ Resource: 'arn:aws:s3:*' }))],
    'every action on the resources of one account': [policy(statement({ Resource: 'arn:aws:*:*:111111111111:*' }))],
    'every action of services with names of three letters': [policy(statement({ Action: '???:*' }))],
    'every service, but for one name of an action': [policy(statement({ Action: '*:Get*' }))],
    'a pattern that no action meets': [policy(statement({ Action: '?' }))],
    'nothing at all, by NotAction': [policy({ Effect: 'Allow', NotAction: ['s3:Get*', '?*'], Resource: '*' })],
    'nothing at all, by NotResource': [policy({ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:*' })],
    'everything, in a time that is over': [policy(statement({ Condition: { DateLessThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } } }))],
    'a Deny of everything': [policy(statement({ Effect: 'Deny' }))],
  },
  fail: {
    everything: {
      given: [policy(statement())],
      subjects: ['ANPAOwn'],
      severity: 'high',
      message: 'Policy Own allows every action on every resource; it is attached to 1 user, group or role.',
      evidence: [{ label: 'Statement', value: 'statement 1', row: 'ANPAOwn' }],
    },
    'in other spellings': [policy([{ effect: 'allow', action: ['s3:Get*', '*:*'], resource: ['arn:aws:s3:::x', '**'] }])],
    ...Object.fromEntries(
      ['?*', '*?', '**', '*?*', '*:?*', '?*:*'].map(action => [`the actions ${action}`, { given: [policy(statement({ Action: ['s3:Get*', action] }))] }]),
    ),
    ...Object.fromEntries(
      ['arn:aws:*', 'arn:aws-cn:*', 'arn:*:*', 'arn:aws:*:*:*', 'arn:aws*', '?*', '*?', '**', 'arn:aws:*:*:*:?*'].map(resource => [
        `the resources ${resource}`,
        { given: [policy(statement({ Resource: ['arn:aws:s3:::x', resource] }))] },
      ]),
    ),
    'everything but what no action is called': [policy({ Effect: 'Allow', NotAction: ['', 'nothing'], Resource: '*' })],
    'everything but what is no resource': [policy({ Effect: 'Allow', Action: '*', NotResource: ['', 'nothing'] })],
    'attached to nothing': { given: [policy(statement(), { attachmentCount: 0 })], severity: 'medium', message: /attached to nothing/ },
    'a boundary that is attached besides': { given: [policy(statement(), { attachmentCount: 2, boundaryUsageCount: 1 })], severity: 'high' },
    'under a condition': {
      given: [policy(statement({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))],
      severity: 'medium',
      message: /, under a condition;/,
      evidence: [{ label: 'Conditions', value: ['Bool aws:multifactorauthpresent = true'] }],
    },
    'since a day that is past': {
      given: [policy(statement({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } } }))],
      severity: 'high',
      message: /on every resource;/,
    },
    'beside a Deny': {
      given: [policy([statement(), statement({ Sid: 'NoIam', Effect: 'Deny', Action: 'iam:*' })])],
      severity: 'high',
      evidence: [{ label: 'Deny statements beside it, not weighed', value: ['NoIam'] }],
    },
  },
  unknown: {
    'everything but the actions of a service that nobody knows': {
      given: [policy({ Effect: 'Allow', NotAction: 'nonesuch:Get*', Resource: '*' })],
      message: /everything but nonesuch:Get\*, and whether there are such actions is not known/,
    },
    'a document that cannot be read': {
      given: [given(iamPolicies, { ...policyRow('Own', documents.broken), isAwsManaged: false })],
      message: /it is not JSON/,
    },
  },
  'not-applicable': {
    'a policy of AWS': [given(iamPolicies, policyRow('AdministratorAccess', documents.everything))],
    'a permissions boundary': [policy(statement(), { attachmentCount: 0, boundaryUsageCount: 3 })],
  },
})
