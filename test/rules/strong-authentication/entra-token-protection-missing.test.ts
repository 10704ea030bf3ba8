import rule from '../../../rules/strong-authentication/entra-token-protection-missing.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, policy, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { olderPolicy, sessionPolicy } from '../session-rows.ts'

const tenant = [given(entraUsers, user('ann'), user('bob')), given(roleDefinitions, ...roles), p2]
const administrator = given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR))
const one = (...rows: ConditionalAccessPolicy[]) => [...tenant, administrator, given(conditionalAccessPolicies, ...rows)]
const onWindows = { platforms: { includePlatforms: ['windows'], excludePlatforms: [] } }
const bound = { secureSignInSession: true }

testRule(rule, {
  pass: {
    'for the role, on Windows': one(
      sessionPolicy('P', bound, {
        users: { includeRoles: [GLOBAL_ADMINISTRATOR] },
        applications: { includeApplications: ['Office365'] },
        clients: ['mobileAppsAndDesktopClients'],
        conditions: onWindows,
      }),
    ),
    blocked: one(
      policy('P', { users: { includeRoles: [GLOBAL_ADMINISTRATOR] }, clients: ['mobileAppsAndDesktopClients'], grant: { builtInControls: ['block'] } }),
    ),
  },
  fail: {
    'no policy': { given: one(policy('MFA')), severity: 'info', message: /^Sign-in sessions of 1 of 1 administrators are not bound/ },
    'for others only': one(sessionPolicy('P', bound, { users: { includeUsers: ['bob'] } })),
    'for Exchange only': one(sessionPolicy('P', bound, { applications: { includeApplications: ['00000002-0000-0ff1-ce00-000000000000'] } })),
    'in report-only': one(sessionPolicy('P', bound, { state: 'enabledForReportingButNotEnforced' })),
  },
  unknown: {
    'a snapshot that does not tell': one(olderPolicy('P')),
    'a condition that is not known': one(sessionPolicy('P', bound, { unknownConditions: ['new'] })),
    'no administrator': [...tenant, given(conditionalAccessPolicies, policy('MFA'))],
  },
})
