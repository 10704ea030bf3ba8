import rule from '../../../rules/organization-guardrails/aws-management-account-workload.ts'
import { iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { roleRow, userRow } from '../aws-rows.ts'

const membership = (managementAccountId: string) =>
  given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId, featureSet: 'ALL' })
const management = membership('111111111111')
const trust = (principal: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }] })
const LAMBDA = trust({ Service: 'lambda.amazonaws.com' })

testRule(rule, {
  pass: {
    'nothing of its own': [management, given(iamUsers), given(iamRoles)],
    'roles of AWS and of deployment tools': [
      management,
      given(
        iamRoles,
        { ...roleRow('AWSServiceRoleForLambda', LAMBDA), path: '/aws-service-role/lambda.amazonaws.com/' },
        roleRow('aws-controltower-ForwardSnsNotificationRole', LAMBDA),
        roleRow('PosternReadOnly', trust({ AWS: 'arn:aws:iam::222222222222:root' })),
        roleRow('trail', trust({ Service: 'cloudtrail.amazonaws.com' })),
      ),
      given(iamUsers),
    ],
    'what is declared': [
      management,
      given(iamUsers, userRow('break-glass')),
      given(iamRoles, roleRow('landing-zone', LAMBDA)),
      given(declared, declaration('principal', 'break-glass', 'emergency-access'), declaration('principal', 'arn:aws:iam::111111111111:role/landing-zone')),
    ],
  },
  fail: {
    'a user': { given: [management, given(iamUsers, userRow('ann')), given(iamRoles)], severity: 'medium', message: /has 1 IAM user\./ },
    'a role for a function': {
      given: [management, given(iamUsers), given(iamRoles, roleRow('worker', LAMBDA))],
      evidence: [{ label: 'Roles for workloads', value: ['worker (lambda.amazonaws.com)'] }],
    },
    'roles for functions at the edge, for workflows and for agents': {
      given: [
        management,
        given(iamUsers),
        given(iamRoles, ...['edgelambda', 'airflow-env', 'bedrock-agentcore'].map(service => roleRow(service, trust({ Service: `${service}.amazonaws.com` })))),
      ],
      message: /3 roles for workloads/,
    },
    'users and roles, and a role that cannot be read': {
      given: [management, given(iamUsers, userRow('ann'), userRow('bob')), given(iamRoles, roleRow('worker', LAMBDA), roleRow('broken', '{'))],
      message: /2 IAM users and 1 role for workloads/,
    },
  },
  unknown: { 'a role that cannot be read': [management, given(iamUsers), given(iamRoles, roleRow('broken', '{'))] },
  'not-applicable': {
    'a member account': [membership('999999999999'), given(iamUsers, userRow('ann')), given(iamRoles)],
    'an account in no organization': [given(organizationMemberships), given(iamUsers, userRow('ann')), given(iamRoles)],
  },
})
