import rule from '../../../rules/organization-guardrails/aws-rcp-not-used.ts'
import {
  type OrganizationPolicy,
  organizationAccounts,
  organizationalUnits,
  organizationPolicies,
  organizationRoots,
} from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { account, MANAGEMENT, SHOP } from '../identity-center-rows.ts'

const statement = (more: object) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Principal: '*', Action: 's3:*', Resource: '*', ...more }] })
const PERIMETER = statement({
  Effect: 'Deny',
  Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
})
const TLS = statement({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })
const FULL = statement({ Effect: 'Allow', Action: '*' })

const policy = (document: string, target: string, type = 'RESOURCE_CONTROL_POLICY'): Omit<OrganizationPolicy, 'scope'> => ({
  id: `p-${target}-${document.length}`,
  name: `perimeter of ${target}`,
  arn: `arn:aws:organizations::${MANAGEMENT}:policy/o-exampleorg1/${type.toLowerCase()}/p-${target}`,
  type,
  isAwsManaged: false,
  document,
  targets: [{ id: target, type: 'ROOT' }],
})
const tree = (...enabledPolicyTypes: readonly string[]) => [
  given(organizationRoots, { id: 'r-1', name: 'Root', enabledPolicyTypes: [...enabledPolicyTypes] }),
  given(organizationalUnits, { id: 'ou-1', name: 'Production', arn: 'arn:ou-1', parentId: 'r-1' }),
  given(organizationAccounts, account(MANAGEMENT, { parentId: 'r-1' }), account(SHOP), account('333333333333', { status: 'SUSPENDED', parentId: 'r-1' })),
]
const on = tree('SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY')

testRule(rule, {
  pass: {
    'a perimeter on the root': [...on, given(organizationPolicies, policy(FULL, 'r-1'), policy(PERIMETER, 'r-1'))],
    'a perimeter by the organization of the resource, but for what is tagged': [
      ...on,
      given(
        organizationPolicies,
        policy(
          statement({
            Effect: 'Deny',
            Condition: {
              StringNotEqualsIfExists: { 'aws:PrincipalOrgID': `\${aws:ResourceOrgID}`, 'aws:ResourceTag/open': 'true' },
            },
          }),
          'r-1',
        ),
      ),
    ],
    'a perimeter of accounts': [
      ...on,
      given(organizationPolicies, policy(statement({ Effect: 'Deny', Condition: { StringNotEquals: { 'aws:PrincipalAccount': [MANAGEMENT, SHOP] } } }), 'r-1')),
    ],
    'a perimeter of paths': [
      ...on,
      given(
        organizationPolicies,
        policy(statement({ Effect: 'Deny', Condition: { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/*' } } }), 'r-1'),
      ),
    ],
    'a perimeter of ARNs': [
      ...on,
      given(
        organizationPolicies,
        policy(statement({ Effect: 'Deny', Condition: { ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::${SHOP}:role/*` } } }), 'r-1'),
      ),
    ],
    'a perimeter on the unit': [...on, given(organizationPolicies, policy(PERIMETER, 'ou-1'))],
    'a perimeter on the account, beside a text that cannot be read': [...on, given(organizationPolicies, policy('{', 'r-1'), policy(PERIMETER, SHOP))],
  },
  fail: {
    'the type is not enabled': { given: [...tree('SERVICE_CONTROL_POLICY'), given(organizationPolicies)], severity: 'low', message: /not enabled/ },
    'only what allows everything': { given: [...on, given(organizationPolicies, policy(FULL, 'r-1'))], message: /1 of 1 active member accounts: 2{12}/ },
    'a policy that lets outsiders in over TLS': [...on, given(organizationPolicies, policy(TLS, 'r-1'))],
    'a Deny that spares everybody': [
      ...on,
      given(organizationPolicies, policy(statement({ Effect: 'Deny', Condition: { StringNotLikeIfExists: { 'aws:PrincipalOrgID': '*' } } }), 'r-1')),
    ],
    'a Deny that spares every organization there is': [
      ...on,
      given(organizationPolicies, policy(statement({ Effect: 'Deny', Condition: { StringNotLikeIfExists: { 'aws:PrincipalOrgID': 'o-*' } } }), 'r-1')),
    ],
    'a Deny for services that call on behalf of others': [
      ...on,
      given(
        organizationPolicies,
        policy(
          statement({
            Effect: 'Deny',
            Condition: {
              StringNotEqualsIfExists: { 'aws:SourceOrgID': 'o-exampleorg1' },
              Null: { 'aws:SourceAccount': 'false' },
              Bool: { 'aws:PrincipalIsAWSService': 'true' },
            },
          }),
          'r-1',
        ),
      ),
    ],
    'a Deny that spares a role of whatever account': [
      ...on,
      given(organizationPolicies, policy(statement({ Effect: 'Deny', Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/admin' } } }), 'r-1')),
    ],
    'a Deny of outsiders without TLS': [
      ...on,
      given(
        organizationPolicies,
        policy(
          statement({
            Effect: 'Deny',
            Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorg1' }, Bool: { 'aws:SecureTransport': 'false' } },
          }),
          'r-1',
        ),
      ),
    ],
    'a Deny of resources outside, which it never meets': [
      ...on,
      given(organizationPolicies, policy(statement({ Effect: 'Deny', Condition: { StringNotEquals: { 'aws:ResourceOrgID': 'o-exampleorg1' } } }), 'r-1')),
    ],
    'a service control policy of the same words': [...on, given(organizationPolicies, policy(PERIMETER, 'r-1', 'SERVICE_CONTROL_POLICY'))],
    'a perimeter around another account': {
      given: [...on, given(organizationPolicies, policy(PERIMETER, '333333333333'))],
      evidence: [{ label: 'Policies against outsiders', value: ['perimeter of 333333333333'] }],
    },
  },
  unknown: {
    'a text that cannot be read': [...on, given(organizationPolicies, policy('{', 'r-1'))],
    'no root': [given(organizationRoots), given(organizationalUnits), given(organizationAccounts, account(SHOP)), given(organizationPolicies)],
    'a place that cannot be followed': [
      given(organizationRoots, { id: 'r-1', name: 'Root', enabledPolicyTypes: ['RESOURCE_CONTROL_POLICY'] }),
      given(organizationalUnits),
      given(organizationAccounts, account(SHOP)),
      given(organizationPolicies),
    ],
  },
  'not-applicable': {
    'only the management account': [
      given(organizationRoots, { id: 'r-1', name: 'Root', enabledPolicyTypes: [] }),
      given(organizationAccounts, account(MANAGEMENT, { parentId: 'r-1' })),
      given(organizationPolicies),
    ],
  },
})
