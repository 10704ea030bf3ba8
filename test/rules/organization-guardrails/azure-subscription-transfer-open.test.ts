import rule from '../../../rules/organization-guardrails/azure-subscription-transfer-open.ts'
import { subscriptionPolicies } from '../../../src/datasets/azure/governance.ts'
import { given, testRule } from '../../rule-tester.ts'
import { root } from '../azure-rows.ts'

const policy = (blocksLeaving: boolean, blocksEntering: boolean) =>
  given(subscriptionPolicies, { id: root, name: 'Subscription policies', blocksLeaving, blocksEntering })

testRule(rule, {
  pass: { 'both are blocked': [policy(true, true)] },
  fail: {
    leaving: { given: [policy(false, true)], severity: 'medium', message: /can leave it at will/ },
    entering: { given: [policy(true, false)], severity: 'high', message: /can enter it at will/ },
    both: { given: [policy(false, false)], severity: 'high', message: /leave it and enter it/ },
  },
})
