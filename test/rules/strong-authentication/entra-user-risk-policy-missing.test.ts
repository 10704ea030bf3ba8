import rule from '../../../rules/strong-authentication/entra-user-risk-policy-missing.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { policy, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'

const users = given(entraUsers, user('ann'), user('bob'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)

testRule(rule, {
  pass: {
    'MFA and a password change': [
      p2,
      users,
      policies(policy('Risky', { conditions: { userRiskLevels: ['high'] }, grant: { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] } })),
    ],
    'risk remediation': [p2, users, policies(policy('Risky', { conditions: { userRiskLevels: ['high'] }, grant: { builtInControls: ['riskRemediation'] } }))],
    'a block at medium and high': [
      p2,
      users,
      policies(policy('Risky', { conditions: { userRiskLevels: ['medium', 'high'] }, grant: { builtInControls: ['block'] } })),
    ],
  },
  fail: {
    'MFA alone leaves the password as it is': {
      given: [p2, users, policies(policy('Risky', { conditions: { userRiskLevels: ['high'] } }))],
      severity: 'high',
      message: /^Conditional Access lets 2 of 2 enabled members go on at high user risk without a password change or another remedy: /,
    },
    'MFA or a password change': [
      p2,
      users,
      policies(policy('Risky', { conditions: { userRiskLevels: ['high'] }, grant: { operator: 'OR', builtInControls: ['mfa', 'passwordChange'] } })),
    ],
    'medium alone': [p2, users, policies(policy('Risky', { conditions: { userRiskLevels: ['medium'] }, grant: { builtInControls: ['block'] } }))],
    'no policy': [p2, users],
  },
  unknown: {
    'a control that this version does not know': [
      p2,
      users,
      policies(policy('Risky', { conditions: { userRiskLevels: ['high'] }, grant: { builtInControls: ['new'] } })),
    ],
  },
})
