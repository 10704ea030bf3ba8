import rule from '../../../rules/audit-and-protection/entra-session-control-missing.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { subscribedSkus } from '../../../src/datasets/entra/tenant.ts'
import { policy, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { sku } from '../entra-rows.ts'
import { sessionPolicy } from '../session-rows.ts'

const users = given(entraUsers, user('ann'), user('bob'))
const licence = given(subscribedSkus, sku('ADALLOM_S_STANDALONE'))
const one = (...rows: ConditionalAccessPolicy[]) => [users, licence, given(conditionalAccessPolicies, ...rows)]
const control = { cloudAppSecurity: 'monitorOnly' }

testRule(rule, {
  pass: {
    everywhere: one(sessionPolicy('P', control)),
    'on devices that are not managed': one(
      sessionPolicy('P', control, {
        conditions: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True -or device.trustType -eq "ServerAD"' } },
      }),
    ),
    'managed devices demanded': one(policy('P', { grant: { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] } })),
  },
  fail: {
    'MFA only': {
      given: one(policy('MFA')),
      severity: 'low',
      message: /^2 of 2 enabled members sign in on unmanaged devices without Conditional Access App Control:/,
    },
    'for one of them': { given: one(sessionPolicy('P', control, { users: { includeUsers: ['ann'] } })), message: /^1 of 2/ },
    'MFA or a managed device': one(policy('P', { grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } })),
  },
  unknown: {
    'a filter that cannot be read': one(
      sessionPolicy('P', control, { conditions: { deviceFilter: { mode: 'include', rule: 'device.model -resembles "x"' } } }),
    ),
    'nobody to ask about': [licence, given(conditionalAccessPolicies, policy('MFA'))],
  },
})
