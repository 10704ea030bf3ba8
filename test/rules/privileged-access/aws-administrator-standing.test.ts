import rule from '../../../rules/privileged-access/aws-administrator-standing.ts'
import { iamPolicies, iamRoles } from '../../../src/datasets/aws/iam.ts'
import { accountAssignments, identityCenterApplications, permissionSetProvisionings } from '../../../src/datasets/aws/identity-center.ts'
import { identityStoreMemberships } from '../../../src/datasets/aws/identity-store.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { application, assignment, instance, MANAGEMENT, provisioning, SCOPE, SHOP, sets, store } from '../identity-center-rows.ts'

const fromEntra = { externalIds: [{ issuer: 'https://scim.aws.com/1', id: 'entra-ben' }] }

const holding = (...assignments: readonly ReturnType<typeof assignment>[]) => [
  instance,
  ...sets({ Admin: { managed: ['AdministratorAccess'] }, Reader: { managed: ['ReadOnlyAccess'] }, Custom: { customer: ['Own'] } }),
  ...store({ users: { ann: {}, ben: fromEntra, old: { status: 'DISABLED' } }, groups: { admins: ['ann'], provisioned: ['ben'], past: ['old'] } }),
  given(accountAssignments, ...assignments),
  ...['Admin', 'Reader', 'Custom'].map(name => given(permissionSetProvisionings, provisioning(name, [MANAGEMENT, SHOP]))),
]
const team = (status = 'ENABLED') => given(identityCenterApplications, application('TEAM IDC APP', { status }))

testRule(
  rule,
  {
    pass: {
      'emergency access that was declared': [
        ...holding(assignment('Admin', 'user:ann', SHOP)),
        given(declared, declaration('principal', 'ann@example.com', 'emergency-access')),
      ],
    },
    fail: {
      'a group of Identity Center’s own': {
        given: holding(assignment('Admin', 'group:admins', MANAGEMENT, SHOP)),
        severity: 'high',
        message: /^Permission set Admin makes group admins administrator of 2 accounts all the time\.$/,
        evidence: [{ label: 'People of Identity Center’s own directory', value: ['ann@example.com'] }],
      },
      'a user directly': {
        given: holding(assignment('Admin', 'user:ann', SHOP)),
        message: /makes user ann@example\.com administrator of account 222222222222/,
      },
      'a group, whatever gives access for a time besides': { given: [...holding(assignment('Admin', 'group:admins', SHOP)), team()] },
      'a user, where that is disabled': { given: [...holding(assignment('Admin', 'user:ann', SHOP)), team('DISABLED')] },
    },
    unknown: {
      'TEAM may have assigned it': [...holding(assignment('Admin', 'user:ann', SHOP)), team()],
      'another system may have': {
        given: [...holding(assignment('Admin', 'user:ann', SHOP)), given(identityCenterApplications, application('Elevator'))],
        parameters: { applications: ['elevator'] },
      },
      'what the set allows is up to each account': holding(assignment('Custom', 'group:admins', SHOP)),
      'who is in the group was not read': {
        given: holding(assignment('Admin', 'group:past', SHOP)),
        gaps: [{ dataset: identityStoreMemberships.name, scope: SCOPE, part: 'past', reason: 'denied', detail: 'no' }],
      },
    },
    'not-applicable': {
      'people who come from an identity provider': holding(assignment('Admin', 'user:ben', SHOP), assignment('Admin', 'group:provisioned', SHOP)),
      'the set makes no administrator': holding(assignment('Reader', 'group:admins', SHOP)),
      'nobody is behind it': holding(assignment('Admin', 'group:past', SHOP), assignment('Admin', 'user:gone', SHOP)),
    },
  },
  { answersWithout: [iamRoles, iamPolicies] },
)
