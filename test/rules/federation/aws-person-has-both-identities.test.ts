import rule from '../../../rules/federation/aws-person-has-both-identities.ts'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { identityStoreUsers } from '../../../src/datasets/aws/identity-store.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { awsApplicationAssignments, awsApplications } from '../../../src/datasets/entra/applications.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { guest, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { credentialsRow, userRow } from '../aws-rows.ts'
import { awsApplication } from '../entra-rows.ts'
import { store } from '../identity-center-rows.ts'

const iam = (name: string, more: Parameters<typeof credentialsRow>[1] = { passwordEnabled: true }) => [
  given(iamUsers, userRow(name)),
  given(credentialReport, credentialsRow(name, more)),
]
const people = given(entraUsers, user('ann'), guest('gus'))
const assigned = (principalId: string, principalType = 'User') =>
  given(awsApplicationAssignments, { id: principalId, scope, name: principalId, resourceId: 'sp-aws', principalId, principalType, appRoleId: 'role' })
const application = (says: Parameters<typeof awsApplication>[0] = {}) => given(awsApplications, awsApplication(says))
const signsIn = [people, application(), assigned('ann')]
const inStore = store({ users: { a: { name: 'ANN@contoso.example' } } })
const withKey = { accessKeys: [{ slot: 1 as const, active: true, lastRotatedAt: '2026-01-01T00:00:00Z' }] }

testRule(
  rule,
  {
    pass: {
      'nobody of that name': [...iam('robot'), ...signsIn, ...inStore],
      'somebody of Entra who cannot sign in to AWS': [...iam('ann@contoso.example'), people, application()],
      'an application that is disabled': [...iam('ann@contoso.example'), people, application({ accountEnabled: false }), assigned('ann')],
      'a user of Identity Center who is disabled': [
        ...iam('ann@contoso.example'),
        ...store({ users: { a: { name: 'ann@contoso.example', status: 'DISABLED' } } }),
      ],
      'a beginning that two people have': [
        ...iam('ann'),
        given(entraUsers, user('ann'), user('ann2', { name: 'ann@fabrikam.example' })),
        application({ appRoleAssignmentRequired: false }),
      ],
    },
    fail: {
      'the user name of Identity Center': {
        given: [...iam('ann@contoso.example'), ...inStore],
        subjects: ['AIDAann@contoso.example'],
        severity: 'high',
        message: 'IAM user ann@contoso.example is also ANN@contoso.example of Identity Center (user name or e-mail address).',
        evidence: [{ label: 'Match', value: 'by the whole name' }],
      },
      'the user principal name of somebody who is let into AWS': {
        given: [...iam('Ann@contoso.example', withKey), ...signsIn],
        severity: 'high',
        message: /through AWS IAM Identity Center \(user principal name\)\.$/,
        evidence: [{ label: 'Active access keys', value: 1 }],
      },
      'a guest by the address of home': {
        given: [...iam('gus@fabrikam.example'), people, application({ appRoleAssignmentRequired: false })],
        severity: 'high',
      },
      'the part before the @': {
        given: [...iam('ann'), ...signsIn, ...inStore],
        severity: 'medium',
        message: /^IAM user ann may also be ANN@contoso\.example of Identity Center and ann@contoso\.example, through/,
      },
    },
    unknown: {
      'a group of which nobody knows the members': {
        given: [...iam('ann'), people, application(), assigned('admins', 'Group')],
        message: /the members of group admins are not known/,
      },
      'a password of which the report does not tell': [...iam('ann@contoso.example', { passwordEnabled: undefined }), ...inStore],
    },
    'not-applicable': {
      'no credentials': [...iam('ann@contoso.example', {}), ...inStore],
      'a program': [
        ...iam('ann@contoso.example'),
        ...inStore,
        given(declared, declaration('principal', 'arn:aws:iam::111111111111:user/ann@contoso.example', 'service-user')),
      ],
    },
  },
  { answersWithout: [identityStoreUsers, awsApplications, awsApplicationAssignments, entraUsers, referencedGroups] },
)
