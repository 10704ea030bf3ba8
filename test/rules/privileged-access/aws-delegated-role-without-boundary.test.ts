import rule from '../../../rules/privileged-access/aws-delegated-role-without-boundary.ts'
import { iamPolicies, iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, policyRow, roleRow, trustPolicy, userRow } from '../aws-rows.ts'
import { allow, inline, inOrganization, organizationDark, organizationTables, statements } from '../permission-rows.ts'

const trust = trustPolicy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'none.amazonaws.com' } })
const demand = { Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::111111111111:policy/b' } } }
const maker = (more: object = {}) => given(iamRoles, { ...roleRow('ci', trust), ...inline(allow('iam:CreateRole', more)) })

/** A role that makes roles, within a boundary that says this. */
const bounded = (document: string) => [
  given(iamRoles, { ...roleRow('ci', trust), ...inline(allow('iam:CreateRole')), boundaryArn: 'arn:aws:iam::aws:policy/Own' }),
  given(iamPolicies, policyRow('Own', document)),
]

testRule(
  rule,
  {
    pass: {
      'a boundary is demanded': [maker(demand)],
      'its own boundary demands one': bounded(statements(allow('iam:CreateRole', demand), allow('s3:*'))),
      'the organization demands one': [
        maker(),
        ...inOrganization(statements({ ...allow('iam:CreateRole'), Effect: 'Deny', Condition: { Null: { 'iam:PermissionsBoundary': 'true' } } })),
      ],
    },
    fail: {
      'roles without a boundary': {
        given: [maker()],
        subjects: ['AROAci'],
        severity: 'low',
        message: 'Role ci may make roles without a permissions boundary, and has none itself.',
        evidence: [{ label: 'Statements', value: ['Allow: statement 1 of identity policy inline'], row: 'AROAci' }],
      },
      'its own boundary lets it make any': {
        given: bounded(documents.everything),
        message: 'Role ci may make roles without a permissions boundary, and its own does not demand one.',
        evidence: [{ label: 'Its own boundary', value: 'arn:aws:iam::aws:policy/Own' }],
      },
      'only some roles': [maker({ Resource: 'arn:aws:iam::*:role/app-*' })],
      'a user, under a condition': {
        given: [given(iamUsers, userRow('ann', inline(allow('iam:CreateRole', { Condition: { StringEquals: { 'aws:RequestTag/team': 'a' } } }))))],
        evidence: [{ label: 'Under a condition', value: true }],
      },
      'a role called like one of the CDK': {
        given: [given(iamRoles, { ...roleRow('cdk-hnb659fds-cfn-exec-role-111111111111-eu-west-1', trust), ...inline(allow('iam:CreateRole')) })],
        evidence: [{ label: 'Called like roles of', value: 'the bootstrap stack of the AWS CDK' }],
      },
    },
    unknown: {
      'an organization whose policies may not be read': {
        given: [maker(), ...inOrganization().slice(0, 1)],
        gaps: organizationDark,
        message: /without a boundary is not known/,
      },
    },
    'not-applicable': {
      'nobody who makes roles': [given(iamUsers, userRow('ann', inline(allow('s3:*'))))],
      'one whose boundary lets it make no role': bounded(statements(allow('s3:*'))),
      'an administrator': [given(iamUsers, userRow('ann', inline(allow('*'))))],
    },
  },
  { answersWithout: organizationTables },
)
