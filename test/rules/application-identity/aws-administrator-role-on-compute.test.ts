import rule from '../../../rules/application-identity/aws-administrator-role-on-compute.ts'
import { iamPolicies, iamRoles } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { attached, documents, policyRow, roleRow } from '../aws-rows.ts'
import { ADMINISTRATOR, lets, PERHAPS, roleThatTrusts, SERVICE_LINKED, service } from '../role-rows.ts'

const EC2 = [service('ec2.amazonaws.com')]

testRule(rule, {
  pass: {
    'a role without policies': [roleThatTrusts('web', EC2)],
    'a reader': [roleThatTrusts('web', EC2, { inlinePolicies: [{ name: 'read', document: documents.reading }] })],
  },
  fail: {
    'an administrator on EC2': {
      given: [roleThatTrusts('web', EC2, { ...ADMINISTRATOR, instanceProfileArns: ['arn:aws:iam::111111111111:instance-profile/web'] })],
      subjects: ['AROAweb'],
      severity: 'high',
      message: 'Role web is an administrator, and code on ec2 can use it.',
      evidence: [{ label: 'Policy that allows everything', value: 'all' }],
    },
    'by a managed policy, for functions and containers': {
      given: [
        given(iamPolicies, policyRow('AdministratorAccess', documents.everything)),
        roleThatTrusts('run', [service(['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com'])], { attachedPolicies: attached('AdministratorAccess') }),
      ],
      message: /code on ecs-tasks, lambda can use it/,
    },
    'for builds': [roleThatTrusts('build', [service('codebuild.amazonaws.com')], ADMINISTRATOR)],
    'within a boundary that allows everything': [
      given(iamPolicies, policyRow('wide', documents.everything)),
      roleThatTrusts('web', EC2, { ...ADMINISTRATOR, boundaryArn: 'arn:aws:iam::aws:policy/wide' }),
    ],
  },
  unknown: {
    'a policy that cannot be read': { given: [roleThatTrusts('web', EC2, PERHAPS)], message: /is not known: broken \(could not be read\)/ },
    'a boundary that takes something away': {
      given: [
        given(iamPolicies, policyRow('narrow', documents.reading)),
        roleThatTrusts('web', EC2, { ...ADMINISTRATOR, boundaryArn: 'arn:aws:iam::aws:policy/narrow' }),
      ],
      message: /within the boundary/,
    },
    'a trust policy that cannot be read': {
      given: [given(iamRoles, { ...roleRow('web', documents.broken), ...ADMINISTRATOR })],
      message: /trust policy of role web/,
    },
  },
  'not-applicable': {
    'an administrator for people': [roleThatTrusts('admin', [lets({ AWS: 'arn:aws:iam::111111111111:role/people' })], ADMINISTRATOR)],
    'an administrator for CloudFormation': [roleThatTrusts('deploy', [service('cloudformation.amazonaws.com')], ADMINISTRATOR)],
    'a service-linked role': [roleThatTrusts('x', [service('lambda.amazonaws.com')], SERVICE_LINKED)],
  },
})
