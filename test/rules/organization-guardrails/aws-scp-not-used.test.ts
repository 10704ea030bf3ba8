import rule from '../../../rules/organization-guardrails/aws-scp-not-used.ts'
import {
  type OrganizationAccount,
  type OrganizationPolicy,
  organizationAccounts,
  organizationalUnits,
  organizationPolicies,
  organizationRoots,
} from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'

const account = (id: string, name: string, parentId: string, more: Partial<OrganizationAccount> = {}): Omit<OrganizationAccount, 'scope'> => ({
  id,
  name,
  arn: `arn:aws:organizations::111111111111:account/o-exampleorg1/${id}`,
  status: 'ACTIVE',
  parentId,
  ...more,
})
const policy = (id: string, document: string, ...targets: readonly string[]): Omit<OrganizationPolicy, 'scope'> => ({
  id,
  name: id,
  arn: `arn:aws:organizations::111111111111:policy/o-exampleorg1/service_control_policy/${id}`,
  type: 'SERVICE_CONTROL_POLICY',
  isAwsManaged: false,
  document,
  targets: targets.map(target => ({ id: target, type: 'ROOT' })),
})

const FULL = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })
const DENY = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] })

const SPARING_SANDBOX = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalAccount': '333333333333' } } }],
})

const root = (...enabledPolicyTypes: readonly string[]) => given(organizationRoots, { id: 'r-1', name: 'Root', enabledPolicyTypes: [...enabledPolicyTypes] })
const units = given(
  organizationalUnits,
  { id: 'ou-prod', name: 'Production', arn: 'arn:ou-prod', parentId: 'r-1' },
  { id: 'ou-shop', name: 'Shop', arn: 'arn:ou-shop', parentId: 'ou-prod' },
)
const management = account('111111111111', 'management', 'r-1')
const shop = account('222222222222', 'shop', 'ou-shop')
const sandbox = account('333333333333', 'sandbox', 'r-1')
const everywhere = ['r-1', 'ou-prod', 'ou-shop', '111111111111', '222222222222', '333333333333']
const full = policy('p-FullAWSAccess', FULL, ...everywhere)
const enabled = root('SERVICE_CONTROL_POLICY')
const accounts = given(organizationAccounts, management, shop, sandbox)
const policies = (...more: readonly ReturnType<typeof policy>[]) => given(organizationPolicies, full, ...more)

testRule(rule, {
  pass: {
    'a Deny at the root': [enabled, units, accounts, policies(policy('p-1', DENY, 'r-1'))],
    'a Deny above one member and at the other': [enabled, units, accounts, policies(policy('p-1', DENY, 'ou-prod', '333333333333'))],
    'the only member without is suspended': [
      enabled,
      units,
      given(organizationAccounts, management, shop, { ...sandbox, status: 'SUSPENDED' }),
      policies(policy('p-1', DENY, 'ou-shop')),
    ],
    'the only member without was never activated': [
      enabled,
      units,
      given(organizationAccounts, management, shop, { ...sandbox, status: 'PENDING_ACTIVATION' }),
      policies(policy('p-1', DENY, 'ou-shop')),
    ],
    'an unreadable policy beside a Deny higher up': [enabled, units, accounts, policies(policy('p-1', DENY, 'r-1'), policy('p-2', '{', '333333333333'))],
  },
  fail: {
    'a Deny at the root that spares one account': {
      given: [enabled, units, accounts, policies(policy('p-1', SPARING_SANDBOX, 'r-1'))],
      message: /from 1 of 2 active member accounts: sandbox \(333333333333\)/,
    },
    'not enabled': {
      given: [root('RESOURCE_CONTROL_POLICY'), units, accounts, given(organizationPolicies)],
      subjects: ['aws-organization/o-exampleorg1'],
      severity: 'high',
      message: 'Service control policies are not enabled in organization o-exampleorg1, so nothing limits its 2 active member accounts.',
    },
    'FullAWSAccess everywhere': {
      given: [enabled, units, accounts, policies()],
      message:
        'In organization o-exampleorg1, no service control policy takes anything away from 2 of 2 active member accounts: shop (222222222222), sandbox (333333333333).',
    },
    'a unit that the policy does not reach': {
      given: [enabled, units, accounts, policies(policy('p-1', DENY, 'ou-prod'))],
      message: 'takes anything away from 1 of 2 active member accounts: sandbox (333333333333).',
      evidence: [{ label: 'Accounts without', value: ['sandbox (333333333333)'] }],
    },
    'a policy on the management account alone binds nobody': [enabled, units, accounts, policies(policy('p-1', DENY, '111111111111'))],
    'a policy of another type': [enabled, units, accounts, policies({ ...policy('p-1', DENY, 'r-1'), type: 'RESOURCE_CONTROL_POLICY' })],
    'a policy that is attached to nothing': [enabled, units, accounts, policies(policy('p-1', DENY))],
    'an allow list beside FullAWSAccess': [
      enabled,
      units,
      accounts,
      policies(policy('p-1', JSON.stringify({ Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } }), 'r-1')),
    ],
    'what one policy leaves out and another one at the same place allows': [
      enabled,
      units,
      accounts,
      given(
        organizationPolicies,
        policy('p-1', JSON.stringify({ Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } }), ...everywhere),
        policy('p-2', JSON.stringify({ Statement: { Effect: 'Allow', Action: 'iam:*', Resource: 'arn:*' } }), ...everywhere),
      ),
    ],
    'many accounts, of which three are named': {
      given: [enabled, units, given(organizationAccounts, management, ...[2, 3, 4, 5, 6].map(n => account(`${n}00000000000`, `a${n}`, 'r-1'))), policies()],
      message: 'a2 (200000000000), a3 (300000000000), a4 (400000000000) and 2 more.',
    },
    'an account without a restraint, though another cannot be decided': {
      given: [enabled, units, given(organizationAccounts, management, sandbox, account('444444444444', 'lost', 'ou-gone')), policies()],
      evidence: [{ label: 'Accounts that could not be decided', value: ['lost (444444444444)'] }],
    },
  },
  unknown: {
    'a policy that cannot be read': {
      given: [enabled, units, accounts, policies(policy('p-1', '{', 'r-1'))],
      message: /could not be read, or a Deny may never apply: shop/,
    },
    'an account whose unit is not known': [
      enabled,
      units,
      given(organizationAccounts, account('444444444444', 'lost', 'ou-gone')),
      policies(policy('p-1', DENY, 'r-1')),
    ],
    'units that go in a circle': [
      enabled,
      given(organizationalUnits, { id: 'ou-a', name: 'A', arn: 'a', parentId: 'ou-b' }, { id: 'ou-b', name: 'B', arn: 'b', parentId: 'ou-a' }),
      given(organizationAccounts, account('444444444444', 'lost', 'ou-a')),
      policies(),
    ],
    'an account that may be the management account': [enabled, units, given(organizationAccounts, { ...sandbox, arn: 'arn:unexpected' }), policies()],
    'a Deny of an action that no known service has': [
      enabled,
      units,
      accounts,
      policies(policy('p-1', DENY.replace('organizations:LeaveOrganization', 'organisations:LeaveOrganization'), 'r-1')),
    ],
    'a Deny on resources that its action is never on': [
      enabled,
      units,
      accounts,
      policies(policy('p-1', DENY.replace('"Resource":"*"', '"Resource":"arn:aws:s3:::odd-bucket"'), 'r-1')),
    ],
    'no root': [given(organizationRoots), units, accounts, policies()],
  },
  'not-applicable': {
    'an organization of the management account alone': [enabled, units, given(organizationAccounts, management), policies()],
  },
})
