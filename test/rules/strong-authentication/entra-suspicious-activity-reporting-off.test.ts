import rule from '../../../rules/strong-authentication/entra-suspicious-activity-reporting-off.ts'
import { methodsPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { methodsPolicy } from '../settings-rows.ts'

const reporting = (state: string, include = 'all_users') => [
  given(methodsPolicies, methodsPolicy({ reportSuspiciousActivity: { state, include, exclude: null } })),
]

testRule(rule, {
  pass: { 'on for everybody': reporting('enabled') },
  fail: {
    'left to Microsoft': { given: reporting('default'), message: /leaves it off/, severity: 'low' },
    off: { given: reporting('disabled'), message: /Nobody/ },
    'for a group': { given: reporting('enabled', 'g-1'), message: /Only chosen/ },
  },
})
