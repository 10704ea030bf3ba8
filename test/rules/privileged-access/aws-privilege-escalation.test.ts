import rule from '../../../rules/privileged-access/aws-privilege-escalation.ts'
import { iamPolicies, iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { attached, documents, policyRow, roleRow, trustPolicy, userRow } from '../aws-rows.ts'
import { allow, inline, inOrganization, organizationDark, organizationTables, statements } from '../permission-rows.ts'

const lambda = trustPolicy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } })
const nobody = trustPolicy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'none.amazonaws.com' } })
const admin = { ...roleRow('admin', lambda), attachedPolicies: attached('AdministratorAccess') }
const policies = given(iamPolicies, policyRow('AdministratorAccess', documents.everything))
const functions = allow(['lambda:CreateFunction', 'lambda:InvokeFunction'])
const passer = (...more: readonly object[]) => given(iamUsers, userRow('ann', inline(functions, allow('iam:PassRole'), ...more)))
const stated = (name: string, path: string, ...list: readonly object[]) => ({
  ...roleRow(name, nobody),
  ...inline(...list),
  path,
  arn: `arn:aws:iam::111111111111:role${path}${name}`,
})

testRule(
  rule,
  {
    pass: {
      'ordinary rights': [given(iamUsers, userRow('ann', inline(allow(['s3:*', 'ec2:*']))))],
      'a role that can be passed, but runs as nobody': [passer(), given(iamRoles, roleRow('app', lambda))],
      'a privileged role, and PassRole denied': [passer({ ...allow('iam:PassRole'), Effect: 'Deny' }), given(iamRoles, admin), policies],
      'forbidden by the organization': [passer(), given(iamRoles, admin), policies, ...inOrganization(statements(allow('iam:PassRole', { Effect: 'Deny' })))],
      'a role of Identity Center that could write its own policies': [
        given(iamRoles, stated('AWSReservedSSO_Ops_0123456789abcdef', '/aws-reserved/sso.amazonaws.com/', allow('iam:PutRolePolicy', { Resource: '*' }))),
      ],
      'only data': [given(iamUsers, userRow('ann', inline(allow('secretsmanager:GetSecretValue'))))],
      'rights over an organization that another account manages': [
        given(iamUsers, userRow('ann', inline(allow('organizations:DetachPolicy')))),
        ...inOrganization(),
      ],
    },
    fail: {
      'a privileged role that can be passed': {
        given: [passer(), given(iamRoles, admin), policies],
        subjects: ['AIDAann'],
        severity: 'high',
        message: 'IAM user ann can make a function, have it run, and pass a privileged role to it.',
        evidence: [
          { label: 'It can', value: [`make a function, have it run, and pass a privileged role to it (${admin.arn})`], row: 'AIDAann' },
          { label: 'Statements that allow the first', value: ['Allow: statement 2 of identity policy inline', 'Allow: statement 1 of identity policy inline'] },
        ],
      },
      'under a condition': {
        given: [
          given(iamUsers, userRow('ann', inline(functions, allow('iam:PassRole', { Condition: { StringEquals: { 'aws:ResourceTag/team': 'blue' } } })))),
          given(iamRoles, admin),
          policies,
        ],
        severity: 'medium',
        evidence: [
          { label: 'It can', value: [`make a function, have it run, and pass a privileged role to it (${admin.arn}), when aws:resourcetag/team is blue`] },
        ],
      },
      'a role that can write its own policies': {
        given: [given(iamRoles, stated('ops', '/', allow('iam:PutRolePolicy', { Resource: 'arn:aws:iam::111111111111:role/ops' })))],
        message: 'Role ops can write a policy into itself.',
      },
      'a role called like one of the CDK': {
        given: [given(iamRoles, stated('cdk-hnb659fds-deploy-role-111111111111-eu-west-1', '/', functions, allow('iam:PassRole')), admin), policies],
        severity: 'medium',
        evidence: [{ label: 'Called like roles of', value: 'the bootstrap stack of the AWS CDK' }],
      },
    },
    unknown: {
      'functions that may run as a privileged role': {
        given: [given(iamUsers, userRow('ann', inline(allow('lambda:UpdateFunctionCode')))), given(iamRoles, admin), policies],
        message: /replace the code of a function.*runs as a privileged role; that is not read/,
      },
      'an organization whose policies may not be read': {
        given: [passer(), given(iamRoles, admin), policies, ...inOrganization().slice(0, 1)],
        gaps: organizationDark,
        message: /service control policies could not be read/,
      },
    },
    'not-applicable': {
      administrators: [given(iamUsers, userRow('ann', { attachedPolicies: attached('AdministratorAccess') })), policies],
      'a service-linked role': [given(iamRoles, stated('AWSServiceRoleForX', '/aws-service-role/x.amazonaws.com/', allow('iam:PutRolePolicy')))],
    },
  },
  { answersWithout: organizationTables },
)
