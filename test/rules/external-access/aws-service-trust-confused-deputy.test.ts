import rule from '../../../rules/external-access/aws-service-trust-confused-deputy.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, roleRow } from '../aws-rows.ts'
import { roleThatTrusts, SERVICE_LINKED, service } from '../role-rows.ts'

const ACCOUNT = { StringEquals: { 'aws:SourceAccount': '111111111111' } }

testRule(rule, {
  pass: {
    'the account': [roleThatTrusts('a', [service('scheduler.amazonaws.com', ACCOUNT)])],
    'the resource': [
      roleThatTrusts('a', [service('states.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:states:eu-west-1:111111111111:stateMachine:*' } })]),
    ],
    'a bucket, whose ARN has no account': [roleThatTrusts('a', [service('states.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::inbox' } })])],
    'any resource of the account, in any Region': [
      roleThatTrusts('a', [service('states.amazonaws.com', { StringLike: { 'aws:SourceArn': 'arn:aws:*:111111111111:*' } })]),
    ],
    'the organization': [roleThatTrusts('a', [service('logs.eu-west-1.amazonaws.com', { StringEquals: { 'aws:SourceOrgID': 'o-exampleorg1' } })])],
    'a Deny of every other account': [
      roleThatTrusts('a', [
        service('scheduler.amazonaws.com'),
        { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition: { StringNotEquals: { 'aws:SourceAccount': '111111111111' } } },
      ]),
    ],
  },
  fail: {
    nothing: {
      given: [roleThatTrusts('a', [service('scheduler.amazonaws.com')])],
      subjects: ['AROAa#scheduler.amazonaws.com'],
      severity: 'low',
      message: /trusts scheduler\.amazonaws\.com, and does not demand/,
    },
    'any account': [roleThatTrusts('a', [service('scheduler.amazonaws.com', { StringLike: { 'aws:SourceAccount': '*' } })])],
    'a resource of any account': [
      roleThatTrusts('a', [service('states.amazonaws.com', { ArnLike: { 'aws:SourceArn': 'arn:aws:states:eu-west-1:*:stateMachine:*' } })]),
    ],
    'a resource of this account or of any': [
      roleThatTrusts('a', [
        service('states.amazonaws.com', { ArnLike: { 'aws:SourceArn': ['arn:aws:states:*:111111111111:stateMachine:*', 'arn:aws:states:*'] } }),
      ]),
    ],
    'an account if there is one': [
      roleThatTrusts('a', [service('scheduler.amazonaws.com', { StringEqualsIfExists: { 'aws:SourceAccount': '111111111111' } })]),
    ],
    'each service by itself': {
      given: [roleThatTrusts('a', [service(['scheduler.amazonaws.com', 'ec2.amazonaws.com', 'transfer.amazonaws.com'])])],
      subjects: ['AROAa#scheduler.amazonaws.com', 'AROAa#transfer.amazonaws.com'],
    },
  },
  unknown: { 'a trust policy that cannot be read': { given: [given(iamRoles, roleRow('a', documents.broken))], message: /could not be read/ } },
  'not-applicable': {
    'a service that does not say for whom it acts': [roleThatTrusts('a', [service(['ec2.amazonaws.com', 'lambda.amazonaws.com'])])],
    'a service-linked role': [roleThatTrusts('a', [service('ssm.amazonaws.com')], SERVICE_LINKED)],
    'a role of StackSets': [roleThatTrusts('AWSCloudFormationStackSetExecutionRole', [service('ssm.amazonaws.com')])],
  },
})
