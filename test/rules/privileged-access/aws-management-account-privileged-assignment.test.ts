import rule from '../../../rules/privileged-access/aws-management-account-privileged-assignment.ts'
import { iamPolicies, iamRoles } from '../../../src/datasets/aws/iam.ts'
import { accountAssignments } from '../../../src/datasets/aws/identity-center.ts'
import { identityStoreMemberships } from '../../../src/datasets/aws/identity-store.ts'
import { identityCenterInstances } from '../../../src/datasets/aws/organization.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { documents } from '../aws-rows.ts'
import { assignment, instance, MANAGEMENT, ownPolicy, policyOf, reserved, SCOPE, SHOP, sets, store } from '../identity-center-rows.ts'
import { allow, statements } from '../permission-rows.ts'

const people = ['ann', 'bob', 'cid', 'dan', 'eve', 'fay']
const around = [
  instance,
  ...sets({ admin: { managed: ['AdministratorAccess'] }, perhaps: { customer: ['own'] }, reader: { managed: ['ReadOnlyAccess'] } }),
  ...store({
    users: { ...Object.fromEntries(people.map(name => [name, {}])), gil: { status: 'DISABLED' } },
    groups: { few: ['ann', 'bob', 'gil'], many: people, more: ['cid', 'dan', 'eve', 'fay'] },
  }),
]
/** The role of the set that names a policy of the account, whose document there is this. */
const perhaps = (document: string) => [
  given(iamRoles, reserved(MANAGEMENT, 'perhaps', { attachedPolicies: [ownPolicy(MANAGEMENT, '/own')] })),
  given(iamPolicies, policyOf(MANAGEMENT, '/own', document)),
]
const assigned = (...rows: readonly ReturnType<typeof assignment>[]) => given(accountAssignments, ...rows)
/** A set whose inline policy says this, held by ann in the management account. */
const inlineSet = (...list: readonly object[]) => [
  instance,
  ...sets({ iam: { managed: ['PowerUserAccess'], inline: statements(...list) } }),
  ...store({ users: { ann: {} } }),
  assigned(assignment('iam', 'user:ann', MANAGEMENT)),
]
const emergency = given(declared, declaration('principal', 'fay@example.com', 'emergency-access'))

testRule(
  rule,
  {
    pass: {
      'one directly, whose policies there allow little': [...around, ...perhaps(documents.reading), assigned(assignment('perhaps', 'user:ann', MANAGEMENT))],
      'one directly, who may make users, to whom they can give nothing': inlineSet(allow(['iam:Get*', 'iam:CreateUser', 'iam:CreateGroup'])),
      'one directly, who may do everything in IAM of another account': inlineSet(allow('iam:*', { Resource: `arn:aws:iam::${SHOP}:*` })),
      'a small group': [...around, assigned(assignment('admin', 'group:few', MANAGEMENT, SHOP))],
      'nobody but in other accounts': [...around, assigned(assignment('admin', 'user:ann', SHOP), assignment('admin', 'group:many', SHOP))],
      readers: [...around, assigned(assignment('reader', 'user:ann', MANAGEMENT), assignment('reader', 'group:many', MANAGEMENT))],
      'a user who is disabled, or gone': [...around, assigned(assignment('admin', 'user:gil', MANAGEMENT), assignment('admin', 'user:former', MANAGEMENT))],
      'a user declared as emergency access': [...around, emergency, assigned(assignment('admin', 'user:fay', MANAGEMENT))],
      'as many as are allowed here': { given: [...around, assigned(assignment('admin', 'group:many', MANAGEMENT))], parameters: { people: 6 } },
      'few, even with those who may be administrators': [
        ...around,
        assigned(assignment('admin', 'group:few', MANAGEMENT), assignment('perhaps', 'group:few', MANAGEMENT)),
      ],
      'a large group without the one for emergencies': [...around, emergency, assigned(assignment('admin', 'group:many', MANAGEMENT))],
    },
    fail: {
      'one directly, whose policies there allow everything': [
        ...around,
        ...perhaps(documents.everything),
        assigned(assignment('perhaps', 'user:ann', MANAGEMENT)),
      ],
      'one directly, who may do everything in IAM': {
        given: inlineSet(allow('iam:*')),
        severity: 'high',
        evidence: [{ label: 'Permission sets', value: ['iam, by its inline policy'] }],
      },
      'one directly, who may make a role with any policy': inlineSet(allow(['iam:CreateRole', 'iam:AttachRolePolicy'])),
      'one directly, who may do everything in IAM, whatever is denied elsewhere': inlineSet(allow('iam:*'), { ...allow('s3:*'), Effect: 'Deny' }),
      'one directly, whose policies there make any user': [
        ...around,
        ...perhaps(statements(allow('iam:*'))),
        assigned(assignment('perhaps', 'user:ann', MANAGEMENT)),
      ],
      'more than five': {
        given: [...around, assigned(assignment('admin', 'group:many', MANAGEMENT))],
        severity: 'high',
        message: /6 people administer it, more than 5/,
        evidence: [{ label: 'Through groups', value: ['many'] }],
      },
      'more than five in several groups': [...around, assigned(assignment('admin', 'group:few', MANAGEMENT), assignment('admin', 'group:more', MANAGEMENT))],
      'one directly': {
        given: [...around, assigned(assignment('admin', 'group:few', MANAGEMENT), assignment('admin', 'user:ann', MANAGEMENT))],
        message: /1 person holds that directly/,
      },
      'one directly, where a group could not be read': {
        given: [...around, assigned(assignment('admin', 'group:few', MANAGEMENT), assignment('admin', 'user:ann', MANAGEMENT))],
        gaps: [{ dataset: identityStoreMemberships.name, scope: SCOPE, part: 'few', reason: 'failed', detail: 'no answer' }],
      },
      'one directly, and somebody for emergencies': {
        given: [...around, emergency, assigned(assignment('admin', 'user:ann', MANAGEMENT), assignment('admin', 'user:fay', MANAGEMENT))],
        evidence: [{ label: 'Declared as emergency access', value: ['fay@example.com'] }],
      },
    },
    unknown: {
      'many, who may be administrators': {
        given: [...around, assigned(assignment('perhaps', 'group:many', MANAGEMENT))],
        message: /perhaps makes administrators/,
      },
      'one directly, who may be an administrator': [...around, assigned(assignment('perhaps', 'user:ann', MANAGEMENT))],
      'one directly, who may do everything in IAM with MFA': {
        given: inlineSet(allow('iam:*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
        message: /under a condition|what its role there allows is not known/,
      },
      'a group that could not be read': {
        given: [...around, assigned(assignment('admin', 'group:few', MANAGEMENT))],
        gaps: [{ dataset: identityStoreMemberships.name, scope: SCOPE, part: 'few', reason: 'failed', detail: 'no answer' }],
      },
      'what is assigned there is not for a delegated administrator to see': {
        given: [...around, assigned(assignment('admin', 'group:few', SHOP))],
        gaps: [{ dataset: accountAssignments.name, scope: SCOPE, part: MANAGEMENT, reason: 'out-of-reach', detail: 'a delegated administrator reads it' }],
      },
    },
    'not-applicable': { 'no Identity Center': [given(identityCenterInstances), ...sets({}), ...store({}), assigned()] },
  },
  { answersWithout: [iamRoles, iamPolicies] },
)
