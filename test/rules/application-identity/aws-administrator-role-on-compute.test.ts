import { expect } from 'vitest'
import rule from '../../../rules/application-identity/aws-administrator-role-on-compute.ts'
import { buildProjects, ecsServices, instanceProfileAssociations, lambdaFunctions } from '../../../src/datasets/aws/compute.ts'
import { iamPolicies, iamRoles } from '../../../src/datasets/aws/iam.ts'
import { organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { attached, documents, policyRow, roleRow } from '../aws-rows.ts'
import { functionAs, instanceWith, projectAs, serviceAs } from '../compute-rows.ts'
import { ORGANIZATION_DATASETS } from '../organization-datasets.ts'
import { ADMINISTRATOR, lets, PERHAPS, roleThatTrusts, SERVICE_LINKED, service } from '../role-rows.ts'

const statement = (more: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', ...more }] })
const EC2 = [service('ec2.amazonaws.com')]
const LAMBDA = [service('lambda.amazonaws.com')]
const WEB = { instanceProfileArns: ['arn:aws:iam::111111111111:instance-profile/web'] }
const HERE = 'aws-account/111111111111'
const COMPUTE = [instanceProfileAssociations, lambdaFunctions, ecsServices, buildProjects]

testRule(
  rule,
  {
    pass: {
      'an administrator with MFA, which no machine has': [
        roleThatTrusts('web', EC2, {
          inlinePolicies: [{ name: 'all', document: statement({ Action: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }) }],
        }),
      ],
      'an administrator with young MFA': [
        roleThatTrusts('web', EC2, {
          inlinePolicies: [{ name: 'all', document: statement({ Action: '*', Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } } }) }],
        }),
      ],
      'within a boundary that takes it away': [
        given(iamPolicies, policyRow('narrow', documents.reading)),
        roleThatTrusts('web', EC2, { ...ADMINISTRATOR, boundaryArn: 'arn:aws:iam::aws:policy/narrow' }),
      ],
      'a role without policies': [roleThatTrusts('web', EC2)],
      'a reader': [roleThatTrusts('web', EC2, { inlinePolicies: [{ name: 'read', document: documents.reading }] })],
    },
    fail: {
      'an administrator with MFA where it is told of': {
        given: [
          roleThatTrusts('web', EC2, {
            inlinePolicies: [{ name: 'all', document: statement({ Action: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } } }) }],
          }),
        ],
        severity: 'low',
      },
      'an administrator with MFA, and from some addresses without': {
        given: [
          roleThatTrusts('web', EC2, {
            inlinePolicies: [
              { name: 'all', document: statement({ Action: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }) },
              { name: 'own', document: statement({ Action: 'iam:PutRolePolicy', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }) },
            ],
          }),
        ],
        severity: 'low',
      },
      'a role that can give itself everything': {
        given: [
          roleThatTrusts('web', EC2, { ...WEB, inlinePolicies: [{ name: 'own', document: statement({ Action: 'iam:PutRolePolicy' }) }] }),
          instanceWith('web'),
        ],
        severity: 'high',
      },
      'an administrator from some addresses': {
        given: [
          roleThatTrusts('web', EC2, {
            ...WEB,
            inlinePolicies: [{ name: 'all', document: statement({ Action: '*', Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }) }],
          }),
          instanceWith('web'),
        ],
        severity: 'medium',
        message: /is an administrator under a condition/,
      },
      'whatever the organization takes away, where that was not read': {
        given: [
          given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId: '999999999999', featureSet: 'ALL' }),
          roleThatTrusts('web', EC2, { ...ADMINISTRATOR, ...WEB }),
          instanceWith('web'),
        ],
        gaps: [{ dataset: 'organization-policies', scope: 'aws-organization/o-exampleorg1', reason: 'denied', detail: 'denied' }],
        severity: 'high',
        evidence: [{ label: 'Privileged', value: expect.stringMatching(/^may do everything, by all; .* could not be read$/) }],
      },
      'an administrator on EC2': {
        given: [roleThatTrusts('web', EC2, { ...ADMINISTRATOR, ...WEB }), instanceWith('web')],
        subjects: ['AROAweb'],
        severity: 'high',
        message: 'Role web is an administrator, and EC2 instance i-web0 in eu-west-1 can use it.',
        evidence: [
          { label: 'Privileged', value: 'may do everything, by all' },
          { label: 'Runs as it', value: 'EC2 instance i-web0 in eu-west-1' },
        ],
      },
      'on more instances than one names': {
        given: [roleThatTrusts('web', EC2, { ...ADMINISTRATOR, ...WEB }), ...[0, 1, 2, 3, 4].map(n => instanceWith('web', 'associated', n))],
        message: /EC2 instance i-web2 in eu-west-1 and 2 more can use it/,
      },
      'for instances of which there are none': {
        given: [roleThatTrusts('web', EC2, { ...ADMINISTRATOR, ...WEB }), instanceWith('other'), functionAs('other')],
        severity: 'medium',
        message: 'Role web is an administrator, and code on ec2 can use it, though nothing that was found runs as it today.',
      },
      'on a service of which it is not read what it runs': {
        given: [roleThatTrusts('run', [service(['ec2.amazonaws.com', 'glue.amazonaws.com'])], ADMINISTRATOR)],
        severity: 'high',
        message: /whether any does is not known, since what glue runs is not read\.$/,
      },
      'for an instance that gives its profile up': {
        given: [roleThatTrusts('web', EC2, { ...ADMINISTRATOR, ...WEB }), instanceWith('web', 'disassociating')],
        severity: 'medium',
      },
      'for functions that could not be read in a Region': {
        given: [roleThatTrusts('run', LAMBDA, ADMINISTRATOR)],
        gaps: [{ dataset: 'lambda-functions', scope: HERE, part: 'us-east-1', reason: 'denied', detail: 'denied' }],
        severity: 'high',
        message: /whether any does is not known, since Lambda functions in us-east-1 could not be read \(denied\)/,
      },
      'for functions of which there are none, where instances could not be read': {
        given: [roleThatTrusts('run', LAMBDA, ADMINISTRATOR)],
        gaps: [{ dataset: 'instance-profile-associations', scope: HERE, reason: 'denied', detail: 'denied' }],
        severity: 'medium',
      },
      'on a function, where others could not be read': {
        given: [roleThatTrusts('run', LAMBDA, ADMINISTRATOR), functionAs('run')],
        gaps: [{ dataset: 'lambda-functions', scope: HERE, part: 'us-east-1', reason: 'denied', detail: 'denied' }],
        severity: 'high',
        message: /Lambda function f-run in eu-west-1 can use it/,
      },
      'by a managed policy, for functions and containers': {
        given: [
          given(iamPolicies, policyRow('AdministratorAccess', documents.everything)),
          roleThatTrusts('run', [service(['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com'])], { attachedPolicies: attached('AdministratorAccess') }),
        ],
        severity: 'medium',
        message: /code on ecs-tasks, lambda can use it/,
      },
      'on containers': {
        given: [roleThatTrusts('run', [service('ecs-tasks.amazonaws.com')], ADMINISTRATOR), serviceAs('other', 'run')],
        severity: 'high',
        message: /ECS service s-other,run in eu-west-1 can use it/,
      },
      'for builds': {
        given: [roleThatTrusts('build', [service('codebuild.amazonaws.com')], ADMINISTRATOR), projectAs('build')],
        severity: 'high',
        message: /CodeBuild project p-build in eu-west-1 can use it/,
      },
      'within a boundary that allows everything': [
        given(iamPolicies, policyRow('wide', documents.everything)),
        roleThatTrusts('web', EC2, { ...ADMINISTRATOR, boundaryArn: 'arn:aws:iam::aws:policy/wide' }),
      ],
    },
    unknown: {
      'a policy that cannot be read': { given: [roleThatTrusts('web', EC2, PERHAPS)], message: /is not known: policy broken could not be read/ },
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
  },
  { answersWithout: [...ORGANIZATION_DATASETS, ...COMPUTE] },
)
