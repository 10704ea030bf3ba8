import rule from '../../../rules/strong-authentication/entra-sign-in-risk-policy-missing.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { policy, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'

const users = given(entraUsers, user('ann'), user('bob'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)

testRule(rule, {
  pass: {
    'MFA for risky sign-ins': [p2, users, policies(policy('Risky', { conditions: { signInRiskLevels: ['medium', 'high'] } }))],
    'a policy for each level': [
      p2,
      users,
      policies(
        policy('Medium', { conditions: { signInRiskLevels: ['medium'] } }),
        policy('High', { conditions: { signInRiskLevels: ['high'] }, grant: { builtInControls: ['block'] } }),
      ),
    ],
    'MFA for every sign-in': [p2, users, policies(policy('MFA'))],
  },
  fail: {
    'high alone does not cover medium': {
      given: [p2, users, policies(policy('High', { conditions: { signInRiskLevels: ['high'] } }))],
      severity: 'high',
      message:
        /^Conditional Access lets 2 of 2 enabled members through at medium or high sign-in risk without MFA: policy "High" applies only at sign-in risk high\.$/,
    },
    'user risk is another matter': [p2, users, policies(policy('User', { conditions: { userRiskLevels: ['medium', 'high'] } }))],
    'no policy': [p2, users],
  },
  unknown: {
    'a condition that this version does not know': [p2, users, policies(policy('Risky', { unknownConditions: ['new'] }))],
  },
})
