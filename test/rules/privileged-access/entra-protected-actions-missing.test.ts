import rule from '../../../rules/privileged-access/entra-protected-actions-missing.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { protectableActions } from '../../../src/datasets/entra/protected-actions.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, type PolicyWords, policy, role, roles, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'

const tenant = [p2, given(entraUsers, user('ann'), user('bob')), given(roleDefinitions, ...roles)]
const administrator = given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR))
const action = (authenticationContext: string | null, name = 'microsoft.directory/deletedItems/delete') =>
  given(protectableActions, { id: 'delete', scope, name, authenticationContext })
const forContext = (words: PolicyWords = {}): ConditionalAccessPolicy =>
  policy('Context', { applications: { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] }, ...words })
const policies = (...rows: ConditionalAccessPolicy[]) => given(conditionalAccessPolicies, ...rows)

testRule(rule, {
  pass: { 'a context with a policy that demands MFA': [...tenant, administrator, action('c1'), policies(forContext())] },
  fail: {
    'no context': {
      given: [...tenant, administrator, action(null), policies(forContext())],
      subjects: ['delete'],
      severity: 'medium',
      message: 'microsoft.directory/deletedItems/delete needs no authentication context.',
    },
    'a context without a policy': { given: [...tenant, administrator, action('c2'), policies(forContext())], message: /for which there is no policy\.$/ },
    'a policy that leaves administrators out': {
      given: [...tenant, administrator, action('c1'), policies(forContext({ users: { excludeRoles: [GLOBAL_ADMINISTRATOR] } }))],
      message: /1 of 1 administrators need not prove MFA/,
    },
    'a policy in report-only': [...tenant, administrator, action('c1'), policies(forContext({ state: 'enabledForReportingButNotEnforced' }))],
  },
  unknown: {
    'a policy with a condition that is not known': [...tenant, administrator, action('c1'), policies(forContext({ unknownConditions: ['new'] }))],
    'a custom privileged role of a group whose members are not known': {
      given: [
        ...tenant.slice(0, 2),
        given(roleDefinitions, ...roles, role('custom', 'Keeper', { isBuiltIn: false })),
        given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR), active('dark', 'custom', { principalType: 'group' })),
        action('c1'),
        policies(forContext()),
      ],
      gaps: [{ dataset: 'referenced-groups', scope, part: 'dark', reason: 'denied', detail: 'hidden' }],
    },
    'no administrator': [...tenant, action('c1'), policies(forContext())],
  },
  'not-applicable': {
    'an action that destroys nothing': [...tenant, administrator, action(null, 'microsoft.directory/namedLocations/basic/update'), policies()],
  },
})
