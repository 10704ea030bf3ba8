import rule from '../../../rules/cross-cloud/cross-aws-administrator-single-factor.ts'
import { identityStoreUsers } from '../../../src/datasets/aws/identity-store.ts'
import { awsApplications } from '../../../src/datasets/entra/applications.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { policy } from '../../analysis/conditional-access/tenant.ts'
import { datasetsIn, given, testRule } from '../../rule-tester.ts'
import { application, estate, mfa, roleOfBob, throughGroup } from '../identity-graph-rows.ts'

const APPLICATION_ADMINISTRATOR = '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3'
const GROUPS_ADMINISTRATOR = 'fdd7a751-b60b-444a-984c-02652fe8fa1c'

const mfaAtAws = given(conditionalAccessPolicies, policy('MFA at AWS', { applications: { includeApplications: [application.appId] } }))
/** Nobody gets in without being assigned. */
const assignedOnly = (rows: ReturnType<typeof estate>) => [
  ...rows.filter(({ dataset }) => dataset !== awsApplications),
  given(awsApplications, { ...application, appRoleAssignmentRequired: true }),
]

testRule(
  rule,
  {
    pass: {
      'MFA is required': [...throughGroup, mfa],
      'the owner of the group must still sign in to AWS, with MFA': [...assignedOnly(estate({ group: { owners: [{ id: 'bob', type: 'user' }] } })), mfaAtAws],
      'whoever administers groups must still sign in to AWS, with MFA': [
        ...assignedOnly(throughGroup),
        ...roleOfBob(GROUPS_ADMINISTRATOR, 'Groups Administrator'),
        mfaAtAws,
      ],
      'nobody is in the group': estate({ members: [] }),
      'membership is activated with MFA': estate({ members: [], eligible: ['ann'] }),
    },
    fail: {
      'a password is enough': {
        given: throughGroup,
        subjects: ['ann'],
        severity: 'critical',
        message: /^ann@contoso\.example comes to administrator of 111111111111 with a password\.$/,
      },
      'whoever administers the application takes it': {
        given: [...throughGroup, ...roleOfBob(APPLICATION_ADMINISTRATOR, 'Application Administrator')],
        subjects: ['ann', 'bob'],
        message: /bob@contoso\.example comes to administrator of 111111111111 with a password/,
      },
    },
    unknown: {
      'the user is disabled in Identity Center, though in the group': {
        given: [
          ...throughGroup.filter(({ dataset }) => dataset !== identityStoreUsers),
          given(identityStoreUsers, { id: 'ann', name: 'Ann@contoso.example', status: 'DISABLED', emails: [] }),
        ],
        message: /the user is disabled in Identity Center/,
      },
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
