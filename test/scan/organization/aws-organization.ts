import type { AwsSeed } from '../../clouds/aws/seed.ts'
import { accounts, allow, organizationId } from './accounts.ts'
import { appBackends } from './aws-app-backends.ts'
import { audit } from './aws-audit.ts'
import { soundAccount } from './aws-baseline.ts'
import { cognito } from './aws-cognito.ts'
import { directories } from './aws-directories.ts'
import { federation } from './aws-federation.ts'
import { guardrails } from './aws-guardrails.ts'
import { iamUsers } from './aws-iam-users.ts'
import { identityCenter } from './aws-identity-center.ts'
import { outsideTrusts } from './aws-outside-trusts.ts'
import { policies } from './aws-policies.ts'
import { rootUsers } from './aws-root-users.ts'
import { upkeep } from './aws-upkeep.ts'
import { seedsTogether } from './seeds-together.ts'

const themes = [rootUsers, iamUsers, outsideTrusts, federation, policies, upkeep, cognito, appBackends, directories, audit, identityCenter, guardrails]

const members: readonly (readonly [keyof typeof accounts, string])[] = [
  ['audit', 'security'],
  ['archive', 'security'],
  ['identity', 'security'],
  ['shop', 'production'],
  ['payments', 'production'],
  ['data', 'root'],
  ['pipeline', 'staging'],
  ['web', 'staging'],
  ['sandbox', 'sandbox'],
  ['closed', 'staging'],
  ['acquired', 'acquisitions'],
]

/** The shape of a data perimeter: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html */
const onlyUs = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:*', 'sts:AssumeRole'],
      Resource: '*',
      Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organizationId }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
    },
  ],
}

/** What nobody in a member account should do: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html */
const noBlinding = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Action: [
        'cloudtrail:StopLogging',
        'cloudtrail:DeleteTrail',
        'guardduty:DeleteDetector',
        'guardduty:UpdateDetector',
        'config:StopConfigurationRecorder',
        'config:DeleteConfigurationRecorder',
        'access-analyzer:DeleteAnalyzer',
        'iam:CreateUser',
        'iam:CreateAccessKey',
      ],
      Resource: '*',
    },
    { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } },
  ],
}

/** Twelve accounts of one organization, entered through a role: a fault for each rule, and for each a neighbour where it holds. */
export const organizationAws: AwsSeed = {
  accounts: Object.fromEntries(Object.values(accounts).map(id => [id, seedsTogether([soundAccount, ...themes.map(theme => theme[id])])])),
  organization: {
    management: accounts.management,
    id: organizationId,
    policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
    trustedServices: ['sso', 'guardduty', 'config', 'ram', 'iam', 'ssm'].map(service => `${service}.amazonaws.com`),
    units: [
      { name: 'security' },
      { name: 'workloads' },
      { name: 'production', parent: 'workloads' },
      { name: 'staging', parent: 'workloads' },
      { name: 'sandbox' },
      { name: 'acquisitions' },
    ],
    members: members.map(([name, unit]) => ({ id: accounts[name], name, unit, ...(name === 'closed' ? { status: 'SUSPENDED' as const } : {}) })),
    policies: [
      {
        name: 'no-leaving',
        document: { ...allow({}), Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] },
        targets: ['security', 'workloads', 'acquisitions', accounts.data],
      },
      { name: 'no-blinding', document: noBlinding, targets: ['security', 'workloads', 'acquisitions', accounts.data] },
      { name: 'only-us', type: 'RESOURCE_CONTROL_POLICY', document: onlyUs, targets: ['security'] },
    ],
  },
}
