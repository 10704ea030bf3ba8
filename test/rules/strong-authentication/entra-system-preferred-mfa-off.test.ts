import rule from '../../../rules/strong-authentication/entra-system-preferred-mfa-off.ts'
import { methodsPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { methodsPolicy } from '../settings-rows.ts'

const preferred = (state: string, include = 'all_users', exclude: string | null = null) => [
  given(methodsPolicies, methodsPolicy({ systemPreferred: { state, include, exclude } })),
]

testRule(rule, {
  pass: { 'on for everybody': preferred('enabled'), 'left to Microsoft, which has it on': preferred('default') },
  fail: {
    off: { given: preferred('disabled'), message: /Nobody/, severity: 'low' },
    'for a group': { given: preferred('enabled', 'g-1'), message: /Only some/ },
    'a group left out': { given: preferred('enabled', 'all_users', 'g-2'), evidence: [{ label: 'But not', value: 'g-2' }] },
    'left to Microsoft, for a group': { given: preferred('default', 'g-1'), evidence: [{ label: 'For', value: 'g-1' }] },
  },
})
