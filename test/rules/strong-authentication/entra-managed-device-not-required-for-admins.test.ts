import rule from '../../../rules/strong-authentication/entra-managed-device-not-required-for-admins.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, policy, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const users = given(entraUsers, user('ann'), user('bob'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const administrator = [users, given(roleDefinitions, ...roles), given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR))]
const managed = { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] }

testRule(rule, {
  pass: {
    'a compliant or hybrid joined device': [...administrator, policies(policy('Devices', { users: { includeRoles: [GLOBAL_ADMINISTRATOR] }, grant: managed }))],
    'all other devices are blocked': [
      ...administrator,
      policies(
        policy('Block', {
          conditions: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True -or device.trustType -eq "ServerAD"' } },
          grant: { builtInControls: ['block'] },
        }),
      ),
    ],
  },
  fail: {
    'MFA or a compliant device': {
      given: [...administrator, policies(policy('Either', { grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } }))],
      severity: 'medium',
      message: /^Conditional Access lets 1 of 1 administrators sign in to any application from a device that is not managed: /,
    },
    'for some platforms only': [
      ...administrator,
      policies(policy('Windows', { conditions: { platforms: { includePlatforms: ['windows'], excludePlatforms: [] } }, grant: managed })),
    ],
    'no policy': [...administrator],
  },
  unknown: {
    'a filter that is not understood': [
      ...administrator,
      policies(policy('Block', { conditions: { deviceFilter: { mode: 'exclude', rule: 'device.weather -sunny' } }, grant: { builtInControls: ['block'] } })),
    ],
    'no administrator': [users, policies(policy('Devices', { grant: managed }))],
  },
})
