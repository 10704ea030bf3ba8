import rule from '../../../rules/cross-cloud/cross-aws-access-by-weak-administrator.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { administrativeUnits } from '../../../src/datasets/entra/role-security.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, role } from '../../analysis/conditional-access/tenant.ts'
import { datasetsIn, defaultScopes, given, testRule } from '../../rule-tester.ts'
import { estate, roleOfBob, throughGroup } from '../identity-graph-rows.ts'

const GROUPS_ADMINISTRATOR = 'fdd7a751-b60b-444a-984c-02652fe8fa1c'
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
const HELPDESK_ADMINISTRATOR = '729827e3-9c14-49f7-bb1b-9608f156bbb8'
const DIRECTORY_WRITERS = '9360feb5-f418-4baa-8175-e2a00bac4301'

/** A role of Bob's over a part of the tenant. */
const roleOver = (templateId: string, directoryScopeId: string) => [
  given(roleDefinitions, role(templateId, 'Lesser Administrator')),
  given(activeRoleAssignments, active('bob', templateId, { directoryScopeId })),
]
const UNIT = '/administrativeUnits/unit'
const unit = (members: readonly string[], more: { readonly isMemberManagementRestricted?: boolean; readonly isCut?: boolean } = {}) =>
  given(administrativeUnits, { id: 'unit', name: 'Cloud', isMemberManagementRestricted: false, isCut: false, members: [...members], ...more })

testRule(
  rule,
  {
    pass: {
      'nobody else takes hold of it': throughGroup,
      'the group can hold roles, and whoever administers groups does not change it': [
        ...estate({ group: { isAssignableToRole: true } }),
        ...roleOfBob(GROUPS_ADMINISTRATOR, 'Groups Administrator'),
      ],
      'the group can hold roles, and the administrative unit that it is in gives no more': [
        ...estate({ group: { isAssignableToRole: true } }),
        ...roleOver(GROUPS_ADMINISTRATOR, UNIT),
        unit(['admins']),
      ],
      'the administrative unit of whoever administers groups holds others': [...throughGroup, ...roleOver(GROUPS_ADMINISTRATOR, UNIT), unit(['others'])],
      'the group is in a restricted unit, and the role is held for another': [
        ...estate({ group: { isManagementRestricted: true } }),
        ...roleOver(GROUPS_ADMINISTRATOR, UNIT),
        unit(['admins']),
      ],
      'whoever administers the tenant is above it': [...throughGroup, ...roleOfBob(GLOBAL_ADMINISTRATOR, 'Global Administrator')],
    },
    fail: {
      'whoever administers groups puts anybody in': {
        given: [...throughGroup, ...roleOfBob(GROUPS_ADMINISTRATOR, 'Groups Administrator')],
        subjects: ['bob'],
        severity: 'high',
        message: /^bob@contoso\.example does not administer AWS, and can take it/,
      },
      'whoever administers groups changes the rule that fills it': {
        given: [...estate({ group: { membershipRule: '(user.department -eq "cloud")' } }), ...roleOfBob(GROUPS_ADMINISTRATOR, 'Groups Administrator')],
        subjects: ['bob'],
      },
      'whoever administers the groups of its administrative unit puts anybody in': {
        given: [...throughGroup, ...roleOver(GROUPS_ADMINISTRATOR, UNIT), unit(['admins'])],
        subjects: ['bob'],
      },
      'whoever administers the restricted unit that it is in puts anybody in': {
        given: [
          ...estate({ group: { isManagementRestricted: true } }),
          ...roleOver(GROUPS_ADMINISTRATOR, UNIT),
          unit(['admins'], { isMemberManagementRestricted: true }),
        ],
        subjects: ['bob'],
      },
      'whoever administers this group alone puts anybody in': { given: [...throughGroup, ...roleOver(GROUPS_ADMINISTRATOR, '/admins')], subjects: ['bob'] },
      'Directory Writers change provisioning, whatever the group': {
        given: [...estate({ group: { isAssignableToRole: true } }), ...roleOfBob(DIRECTORY_WRITERS, 'Directory Writers')],
        subjects: ['bob'],
      },
      'the owner of the group puts himself in': {
        given: estate({ group: { owners: [{ id: 'bob', type: 'user' }] } }),
        subjects: ['bob'],
      },
    },
    unknown: {
      'a helpdesk resets the administrator, unless a role protects them': {
        given: [...throughGroup, ...roleOfBob(HELPDESK_ADMINISTRATOR, 'Helpdesk Administrator')],
        message: /^Whether bob@contoso\.example can take the way/,
      },
      'a helpdesk of the administrator’s unit does': {
        given: [...throughGroup, ...roleOver(HELPDESK_ADMINISTRATOR, UNIT), unit(['ann'])],
        message: /^Whether bob@contoso\.example can take the way/,
      },
      'the administrative unit was not read whole': {
        given: [...throughGroup, ...roleOver(GROUPS_ADMINISTRATOR, UNIT), unit([], { isCut: true })],
        message: /bob@contoso\.example .* what the administrative unit holds was not read whole/,
      },
      'a helpdesk resets passwords, and Conditional Access could not be read': {
        given: [...throughGroup, ...roleOfBob(HELPDESK_ADMINISTRATOR, 'Helpdesk Administrator')],
        gaps: [{ dataset: conditionalAccessPolicies.name, scope: defaultScopes['entra-tenant'].id, reason: 'denied', detail: 'access denied' }],
        message: /^Whether bob@contoso\.example can take the way/m,
      },
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
