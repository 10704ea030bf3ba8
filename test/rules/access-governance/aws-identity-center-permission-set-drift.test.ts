import rule from '../../../rules/access-governance/aws-identity-center-permission-set-drift.ts'
import { iamPolicies, iamRoles } from '../../../src/datasets/aws/iam.ts'
import { permissionSetProvisionings } from '../../../src/datasets/aws/identity-center.ts'
import { organizationAccounts } from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents } from '../aws-rows.ts'
import { account, awsPolicy, MANAGEMENT, ownPolicy, policyOf, provisioning, reserved, SHOP, setId, sets, shopScope } from '../identity-center-rows.ts'

const CLOSED = '333333333333'
const accounts = given(organizationAccounts, account(MANAGEMENT), account(SHOP), account(CLOSED, { status: 'SUSPENDED' }))
const inManagement = (outdated: readonly string[] = []) => given(permissionSetProvisionings, provisioning('set', [MANAGEMENT], outdated))
const inBoth = given(permissionSetProvisionings, provisioning('set', [MANAGEMENT, SHOP]))
const none = given(iamPolicies)
const reading = (resource: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: resource }] })
const readingTurned = (resource: string) =>
  JSON.stringify({ Statement: { Resource: [resource], Action: ['s3:ListBucket', 's3:GetObject'], Effect: 'Allow' }, Version: '2012-10-17' })

testRule(
  rule,
  {
    pass: {
      'a role with all that the set says, in another order': [
        ...sets({ set: { managed: ['ReadOnlyAccess', 'job-function/Billing'], inline: reading('*'), boundary: 'arn:aws:iam::aws:policy/PowerUserAccess' } }),
        accounts,
        inManagement(),
        none,
        given(
          iamRoles,
          reserved(MANAGEMENT, 'set', {
            attachedPolicies: [awsPolicy('job-function/Billing'), awsPolicy('ReadOnlyAccess')],
            inlinePolicies: [{ name: 'AwsSSOInlinePolicy', document: readingTurned('*') }],
            boundaryArn: 'arn:aws:iam::aws:policy/PowerUserAccess',
          }),
        ),
      ],
      'a policy of each account, which speaks of its own account': {
        given: [
          ...sets({ set: { customer: ['deploy'], boundary: 'limit' } }),
          accounts,
          inBoth,
          given(
            iamRoles,
            ...[MANAGEMENT, SHOP].map(id =>
              reserved(id, 'set', { attachedPolicies: [ownPolicy(id, '/deploy')], boundaryArn: `arn:aws:iam::${id}:policy/limit` }),
            ),
          ),
          given(
            iamPolicies,
            ...[MANAGEMENT, SHOP].flatMap(id => [policyOf(id, '/deploy', reading(`arn:aws:s3:::logs-${id}/*`)), policyOf(id, '/limit', documents.everything)]),
          ),
        ],
        scopes: [shopScope],
      },
      'a set that an account which is closed lags behind of': [
        ...sets({ set: {} }),
        accounts,
        given(permissionSetProvisionings, provisioning('set', [MANAGEMENT, CLOSED], [CLOSED])),
        none,
        given(iamRoles, reserved(MANAGEMENT, 'set')),
      ],
      'a role left over from a former instance beside the right one': [
        ...sets({ set: {} }),
        accounts,
        inManagement(),
        none,
        given(iamRoles, reserved(MANAGEMENT, 'set', { id: 'AROAold', attachedPolicies: [awsPolicy('AdministratorAccess')] }), reserved(MANAGEMENT, 'set')),
      ],
    },
    fail: {
      'changed, and not provisioned since': {
        given: [...sets({ set: {} }), accounts, inManagement([MANAGEMENT]), none, given(iamRoles, reserved(MANAGEMENT, 'set'))],
        severity: 'medium',
        subjects: [setId('set')],
        message: /not provisioned since in 1 of 1 accounts: 1{12}/,
      },
      'a role with more than the set': {
        given: [
          ...sets({ set: {} }),
          accounts,
          inManagement(),
          none,
          given(iamRoles, reserved(MANAGEMENT, 'set', { attachedPolicies: [awsPolicy('AdministratorAccess')] })),
        ],
        message: /with arn:aws:iam::aws:policy\/AdministratorAccess besides in account 1{12}/,
      },
      'a role with less than the set': {
        given: [...sets({ set: { managed: ['ReadOnlyAccess'] } }), accounts, inManagement(), none, given(iamRoles, reserved(MANAGEMENT, 'set'))],
        message: /without arn:aws:iam::aws:policy\/ReadOnlyAccess/,
      },
      'another inline policy': [
        ...sets({ set: { inline: reading('*') } }),
        accounts,
        inManagement(),
        none,
        given(iamRoles, reserved(MANAGEMENT, 'set', { inlinePolicies: [{ name: 'AwsSSOInlinePolicy', document: documents.everything }] })),
      ],
      'no boundary where the set has one': [
        ...sets({ set: { boundary: 'limit' } }),
        accounts,
        inManagement(),
        none,
        given(iamRoles, reserved(MANAGEMENT, 'set')),
      ],
      'no role': {
        given: [...sets({ set: {} }), accounts, inManagement(), none, given(iamRoles, reserved(MANAGEMENT, 'other'))],
        message: /without a role for it/,
      },
      'a policy that one account rewrote': {
        given: [
          ...sets({ set: { customer: ['deploy'] } }),
          accounts,
          inBoth,
          given(iamRoles, ...[MANAGEMENT, SHOP].map(id => reserved(id, 'set', { attachedPolicies: [ownPolicy(id, '/deploy')] }))),
          given(iamPolicies, policyOf(MANAGEMENT, '/deploy', reading('*')), policyOf(SHOP, '/deploy', documents.everything)),
        ],
        scopes: [shopScope],
        severity: 'low',
        message: /policy \/deploy, which says something else in 2{12}/,
      },
      'changed, where another account is dark': {
        given: [
          ...sets({ set: {} }),
          accounts,
          given(permissionSetProvisionings, provisioning('set', [MANAGEMENT, SHOP], [SHOP])),
          none,
          given(iamRoles, reserved(MANAGEMENT, 'set')),
        ],
        evidence: [{ label: 'Accounts that were not read', value: [SHOP] }],
      },
    },
    unknown: {
      'an account that is not read': {
        given: [...sets({ set: {} }), accounts, inBoth, none, given(iamRoles, reserved(MANAGEMENT, 'set'))],
        message: /in 1 of 2 accounts could not be read: 2{12}/,
      },
    },
    'not-applicable': {
      'a set that is provisioned nowhere': [...sets({ set: {} }), accounts, given(permissionSetProvisionings, provisioning('set', [])), none, given(iamRoles)],
    },
  },
  { answersWithout: [iamRoles, iamPolicies] },
)
