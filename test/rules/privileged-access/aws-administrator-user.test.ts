import rule from '../../../rules/privileged-access/aws-administrator-user.ts'
import { iamGroups, iamPolicies, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { attached, documents, groupRow, policyRow, userRow } from '../aws-rows.ts'
import { allow, inline, inOrganization, organizationDark, organizationTables, statements } from '../permission-rows.ts'

const admin = given(iamPolicies, policyRow('AdministratorAccess', documents.everything))
const ann = given(iamUsers, userRow('ann', { attachedPolicies: attached('AdministratorAccess') }))

testRule(
  rule,
  {
    pass: {
      'a reader': [given(iamUsers, userRow('ann', inline(allow('s3:Get*'))))],
      'everything but IAM': [given(iamUsers, userRow('ann', inline({ Effect: 'Allow', NotAction: ['iam:*', 'sts:*'], Resource: '*' })))],
      'everything, until a day that is past': [
        given(iamUsers, userRow('ann', inline(allow('*', { Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } } })))),
      ],
      'declared emergency access': [ann, admin, given(declared, declaration('principal', 'ann', 'emergency-access'))],
      'an administrator within a boundary': [
        given(iamUsers, userRow('ann', { attachedPolicies: attached('AdministratorAccess'), boundaryArn: 'arn:aws:iam::aws:policy/Narrow' })),
        given(iamPolicies, policyRow('AdministratorAccess', documents.everything), policyRow('Narrow', documents.reading)),
      ],
      'an account in which the organization forbids everything': [ann, admin, ...inOrganization(statements(allow('*', { Effect: 'Deny' })))],
    },
    fail: {
      AdministratorAccess: {
        given: [ann, admin],
        subjects: ['AIDAann'],
        severity: 'high',
        message: 'IAM user ann may do everything.',
        evidence: [{ label: 'Statements that say so', value: ['Allow: statement 1 of identity policy AdministratorAccess'], row: 'AIDAann' }],
      },
      'through a group': {
        given: [
          given(iamUsers, userRow('ann', { groups: ['admins'] })),
          given(iamGroups, groupRow('admins', { attachedPolicies: attached('AdministratorAccess') })),
          admin,
        ],
        evidence: [{ label: 'Through groups', value: ['admins'] }],
      },
      'one who can give itself everything': {
        given: [given(iamUsers, userRow('ann', inline(allow('iam:AttachUserPolicy', { Resource: `arn:aws:iam::*:user/${'$'}{aws:username}` }))))],
        message: 'IAM user ann can attach a policy to itself.',
      },
      'everything, until a day that is to come': {
        given: [given(iamUsers, userRow('ann', inline(allow('*', { Condition: { NumericLessThan: { 'aws:EpochTime': '4070908800' } } }))))],
        severity: 'high',
      },
      'with MFA': {
        given: [given(iamUsers, userRow('ann', inline(allow('*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))))],
        severity: 'medium',
        message: /under a condition/,
        evidence: [{ label: 'Condition', value: 'aws:multifactorauthpresent is true' }],
      },
      'under guardrails of the organization': [ann, admin, ...inOrganization(statements(allow('organizations:LeaveOrganization', { Effect: 'Deny' })))],
      'declared as a service user': [ann, admin, given(declared, declaration('principal', 'ann', 'service-user'))],
    },
    unknown: {
      'a policy that cannot be read': {
        given: [given(iamUsers, userRow('ann', { inlinePolicies: [{ name: 'odd', document: '{' }] }))],
        message: /policy odd could not be read/,
      },
      'an organization whose policies may not be read': {
        given: [ann, admin, ...inOrganization().slice(0, 1)],
        gaps: organizationDark,
        message: /service control policies could not be read/,
      },
    },
  },
  { answersWithout: organizationTables },
)
