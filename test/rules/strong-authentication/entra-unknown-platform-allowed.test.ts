import rule from '../../../rules/strong-authentication/entra-unknown-platform-allowed.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { policy, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const users = given(entraUsers, user('ann'), user('bob'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const known = ['android', 'iOS', 'windows', 'macOS', 'linux', 'windowsPhone']
const on = (includePlatforms: string[], excludePlatforms: string[] = []) => ({ platforms: { includePlatforms, excludePlatforms } })

testRule(rule, {
  pass: {
    'MFA on any platform': [users, policies(policy('MFA'))],
    'blocked but for those in use': [
      users,
      policies(policy('MFA', { conditions: on(known) }), policy('Block', { conditions: on(['all'], known), grant: { builtInControls: ['block'] } })),
    ],
  },
  fail: {
    'MFA on each platform by name': {
      given: [users, policies(policy('MFA', { conditions: on(known) }))],
      severity: 'medium',
      message:
        /^Conditional Access lets 2 of 2 enabled members sign in without MFA from a platform that Microsoft does not recognize: policy "MFA" applies only on /,
    },
    'no policy': [users],
  },
  unknown: { 'a platform that this version does not know': [users, policies(policy('MFA', { conditions: on([...known, 'fridge']) }))] },
})
