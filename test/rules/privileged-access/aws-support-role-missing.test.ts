import rule from '../../../rules/privileged-access/aws-support-role-missing.ts'
import { iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { roleRow, trustPolicy, userRow } from '../aws-rows.ts'
import { allow, inline, inOrganization, organizationTables, statements } from '../permission-rows.ts'

const trust = trustPolicy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'none.amazonaws.com' } })
const ofAccount = trustPolicy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: 'arn:aws:iam::111111111111:root' } })
const linked = {
  ...roleRow('AWSServiceRoleForSupport', trust),
  path: '/aws-service-role/support.amazonaws.com/',
  arn: 'arn:aws:iam::111111111111:role/aws-service-role/support.amazonaws.com/AWSServiceRoleForSupport',
}

testRule(
  rule,
  {
    pass: {
      'a role for support': [given(iamRoles, { ...roleRow('support', ofAccount), ...inline(allow('support:*')) })],
      'an administrator': [given(iamUsers, userRow('ann', inline(allow('*'))))],
      'with MFA': [given(iamUsers, userRow('ann', inline(allow('support:*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))))],
    },
    fail: {
      nobody: {
        given: [given(iamUsers, userRow('ann'))],
        severity: 'low',
        message: /No user or role of account 111111111111/,
        evidence: [{ label: 'Users and roles that were asked about', value: 1 }],
      },
      'a role that a service alone may assume': [given(iamRoles, { ...roleRow('fn', trust), ...inline(allow('*')) })],
      'a service-linked role alone': [given(iamRoles, { ...linked, ...inline(allow('support:*')) })],
      'forbidden by the organization': [
        given(iamUsers, userRow('ann', inline(allow('*')))),
        ...inOrganization(statements(allow('support:*', { Effect: 'Deny' }))),
      ],
    },
    unknown: {
      'a policy that cannot be read': [given(iamUsers, userRow('ann', { inlinePolicies: [{ name: 'odd', document: '{' }] }))],
      'a role whose trust cannot be read': [given(iamRoles, { ...roleRow('support', '{'), ...inline(allow('support:*')) })],
    },
  },
  { answersWithout: organizationTables },
)
