import rule from '../../../rules/organization-guardrails/aws-scp-does-not-protect.ts'
import { organizationAccounts, organizationalUnits, organizationPolicies, organizationRoots } from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { accountRow, documents } from '../aws-rows.ts'
import { allow, controlPolicy, statements } from '../permission-rows.ts'

const deny = (action: string | readonly string[], more: object = {}) => statements({ ...allow(action), Effect: 'Deny', ...more })
const root = (...enabledPolicyTypes: string[]) => given(organizationRoots, { id: 'r-1', name: 'Root', enabledPolicyTypes })
const enabled = root('SERVICE_CONTROL_POLICY')
const units = given(organizationalUnits, { id: 'ou-1', name: 'Members', arn: 'arn:ou-1', parentId: 'r-1' })
const member = accountRow('222222222222', { parentId: 'ou-1' })
const management = accountRow('111111111111')
const accounts = given(organizationAccounts, management, member)
const full = controlPolicy('p-FullAWSAccess', documents.everything, 'r-1', 'ou-1', '222222222222')
const policies = (...more: readonly ReturnType<typeof controlPolicy>[]) => given(organizationPolicies, full, ...more)

const everything = [
  controlPolicy(
    'p-actions',
    deny([
      'organizations:LeaveOrganization',
      'cloudtrail:StopLogging',
      'cloudtrail:DeleteTrail',
      'guardduty:*',
      'config:*',
      'access-analyzer:Delete*',
      'iam:CreateUser',
      'iam:CreateAccessKey',
    ]),
    'ou-1',
  ),
  controlPolicy('p-root', deny('*', { Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } }), 'r-1'),
]
const but = (protection: string) => `222222222222#${protection}`
const without = (...actions: readonly string[]) => [controlPolicy('p-most', statements({ Effect: 'Deny', NotAction: actions, Resource: '*' }), 'ou-1')]

testRule(rule, {
  pass: {
    'all of it forbidden': [enabled, units, accounts, policies(...everything)],
    'but to a role that is named': [
      enabled,
      units,
      accounts,
      policies(controlPolicy('p-1', deny('*', { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/security/*' } } }), 'ou-1')),
    ],
    'by an allow list at the account': [
      enabled,
      units,
      accounts,
      given(
        organizationPolicies,
        controlPolicy('p-full', documents.everything, 'r-1', 'ou-1'),
        controlPolicy('p-list', statements(allow('dynamodb:*')), '222222222222'),
      ),
    ],
  },
  fail: {
    'what is forbidden to ARNs of another partition': {
      given: [
        enabled,
        units,
        given(
          organizationAccounts,
          accountRow('111111111111', { arn: 'arn:aws-cn:organizations::111111111111:account/o-exampleorg1/111111111111' }),
          accountRow('222222222222', { parentId: 'ou-1', arn: 'arn:aws-cn:organizations::111111111111:account/o-exampleorg1/222222222222' }),
        ),
        policies(
          ...without('cloudtrail:*', 'guardduty:*'),
          controlPolicy('p-cn', deny('cloudtrail:*', { Resource: 'arn:aws-cn:cloudtrail:*:*:*' }), 'ou-1'),
          controlPolicy('p-aws', deny('guardduty:*', { Resource: 'arn:aws:guardduty:*:*:*' }), 'ou-1'),
        ),
      ],
      subjects: [but('guardduty')],
    },
    'nothing but FullAWSAccess': {
      given: [enabled, units, accounts, policies()],
      subjects: ['leaving', 'root', 'cloudtrail', 'guardduty', 'config', 'access-analyzer', 'iam-users'].map(but),
      severity: 'medium',
      message: 'No service control policy forbids leaving the organization in account 222222222222.',
      evidence: [{ label: 'Actions left to an administrator', value: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'], row: '222222222222' }],
    },
    'one action of a protection': {
      given: [enabled, units, accounts, policies(...without('cloudtrail:DeleteTrail'))],
      subjects: [but('cloudtrail')],
      evidence: [{ label: 'Actions left to an administrator', value: ['cloudtrail:DeleteTrail'] }],
    },
    'a Deny for some Regions': {
      given: [
        enabled,
        units,
        accounts,
        policies(
          ...without('guardduty:*'),
          controlPolicy('p-2', deny('*', { Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-west-1'] } } }), 'r-1'),
        ),
      ],
      subjects: [but('guardduty')],
      severity: 'medium',
      evidence: [
        {
          label: 'Deny statements that do not suffice',
          value: ['Deny: statement 1 of service control policy p-2, when not (aws:requestedregion is eu-west-1)'],
        },
      ],
    },
    'a Deny without MFA': {
      given: [
        enabled,
        units,
        accounts,
        policies(
          ...without('config:*'),
          controlPolicy('p-2', deny('config:*', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }), 'r-1'),
        ),
      ],
      subjects: [but('config')],
      severity: 'low',
      message: /unless a condition is met/,
      evidence: [{ label: 'Left when', value: 'aws:multifactorauthpresent is true' }],
    },
    'the root user alone': { given: [enabled, units, accounts, policies(everything[0] as ReturnType<typeof controlPolicy>)], subjects: [but('root')] },
  },
  unknown: {
    'a policy that cannot be read': { given: [enabled, units, accounts, policies(controlPolicy('p-1', '{', 'r-1'))], message: /could not be read/ },
    'an account whose unit is not known': [enabled, units, given(organizationAccounts, accountRow('222222222222', { parentId: 'ou-gone' })), policies()],
    'an account that may be the management account': [enabled, units, given(organizationAccounts, { ...member, arn: 'arn:unexpected' }), policies()],
  },
  'not-applicable': {
    'the management account': [enabled, units, given(organizationAccounts, management), policies()],
    'a suspended member': [enabled, units, given(organizationAccounts, { ...member, status: 'SUSPENDED' }), policies()],
    'policies that are not enabled': [root(), units, accounts, policies()],
  },
})
