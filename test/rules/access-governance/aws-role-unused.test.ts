import rule from '../../../rules/access-governance/aws-role-unused.ts'
import { organizationAccounts } from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { accountRow, documents } from '../aws-rows.ts'
import { ORGANIZATION_DATASETS } from '../organization-datasets.ts'
import { ADMINISTRATOR, lets, PERHAPS, roleThatTrusts, SERVICE_LINKED, service } from '../role-rows.ts'

const EC2 = [service('ec2.amazonaws.com')]
const VENDOR = [lets({ AWS: 'arn:aws:iam::999999999999:root' })]
const GITHUB = [lets({ Federated: 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com' }, 'sts:AssumeRoleWithWebIdentity')]

testRule(
  rule,
  {
    pass: {
      'a role used on the last day': [roleThatTrusts('a', EC2, { lastUsedAt: '2026-08-26T00:00:00Z' })],
      'a new role': [roleThatTrusts('a', EC2, { createdAt: '2026-10-01T00:00:00Z' })],
      'one that Control Tower keeps': [roleThatTrusts('AWSControlTowerExecution', [lets({ AWS: 'arn:aws:iam::111111111111:role/x' })])],
      'one of the CDK': [roleThatTrusts('cdk-hnb659fds-deploy-role-111111111111-eu-west-1', EC2)],
    },
    fail: {
      'a role never used': {
        given: [roleThatTrusts('a', EC2)],
        subjects: ['AROAa'],
        severity: 'low',
        message: /has not been used as far back as AWS tells/,
      },
      'a role not used for long': {
        given: [roleThatTrusts('a', EC2, { lastUsedAt: '2026-08-25T00:00:00Z' })],
        message: 'Role a has not been used for 91 days, where 90 are allowed.',
      },
      'a shorter limit': { given: [roleThatTrusts('a', EC2, { lastUsedAt: '2026-11-01T00:00:00Z' })], parameters: { days: 7 } },
      'an administrator whom a stranger can become': {
        given: [roleThatTrusts('a', VENDOR, ADMINISTRATOR)],
        severity: 'high',
        evidence: [{ label: 'Trusted from outside', value: ['arn:aws:iam::999999999999:root'] }],
      },
      'an administrator for a pipeline': { given: [roleThatTrusts('a', GITHUB, ADMINISTRATOR)], severity: 'high' },
      'the same, called like a role of the CDK': {
        given: [roleThatTrusts('cdk-hnb659fds-deploy-role-111111111111-eu-west-1', VENDOR, ADMINISTRATOR)],
        severity: 'high',
      },
      'an administrator whom an account of the organization can become': {
        given: [given(organizationAccounts, accountRow('999999999999')), roleThatTrusts('a', VENDOR, ADMINISTRATOR)],
        severity: 'low',
        evidence: [{ label: 'Trusted from outside', value: 'nobody' }],
      },
      'a stranger with this account’s number in the name': {
        given: [roleThatTrusts('a', [lets({ AWS: 'arn:aws:iam::999999999999:role/111111111111' })], ADMINISTRATOR)],
        severity: 'high',
      },
      'a stranger who was deleted': { given: [roleThatTrusts('a', [lets({ AWS: 'AROAEXAMPLE0000000000' })], ADMINISTRATOR)], severity: 'low' },
      'a reader whom a stranger can become': { given: [roleThatTrusts('a', VENDOR)], severity: 'low' },
    },
    unknown: {
      'a role from the future': { given: [roleThatTrusts('a', EC2, { lastUsedAt: '2027-01-01T00:00:00Z' })], message: /one of the clocks is wrong/ },
      'an administrator called like a role of Control Tower, whose trust policy cannot be read': {
        given: [roleThatTrusts('AWSControlTowerExecution', VENDOR, { ...ADMINISTRATOR, trustPolicy: documents.broken })],
        message: /it is not known whom it trusts/,
      },
      'one called so that may be an administrator, and trusts a stranger': {
        given: [roleThatTrusts('AWSControlTowerExecution', VENDOR, PERHAPS)],
        message: /it is not known whether it is privileged/,
      },
    },
    'not-applicable': { 'a service-linked role': [roleThatTrusts('a', [service('x.amazonaws.com')], SERVICE_LINKED)] },
  },
  { answersWithout: ORGANIZATION_DATASETS },
)
