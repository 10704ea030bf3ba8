import rule from '../../../rules/access-governance/entra-lifecycle-workflows-missing.ts'
import { lifecycleWorkflows } from '../../../src/datasets/entra/entitlements.ts'
import { subscribedSkus } from '../../../src/datasets/entra/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { sku } from '../entra-rows.ts'
import { workflow } from '../governance-rows.ts'

const licensed = given(subscribedSkus, sku('Entra_Identity_Governance'))

testRule(rule, {
  pass: { 'one for each': [licensed, given(lifecycleWorkflows, workflow('joiner'), workflow('leaver'), workflow('mover', { isEnabled: false }))] },
  fail: {
    none: {
      given: [licensed],
      severity: 'low',
      message: 'No lifecycle workflow that starts by itself takes care of those who join or of those who leave.',
      evidence: [{ label: 'Lifecycle workflows', value: 0 }],
    },
    'none for leavers': { given: [licensed, given(lifecycleWorkflows, workflow('joiner'))], message: /takes care of those who leave\.$/ },
    'one that is off': {
      given: [licensed, given(lifecycleWorkflows, workflow('joiner'), workflow('leaver', { isEnabled: false }))],
      message: /those who leave/,
    },
    'one that nobody scheduled': {
      given: [licensed, given(lifecycleWorkflows, workflow('joiner'), workflow('leaver', { isScheduled: false }))],
      evidence: [{ label: 'What they are', value: ['joiner (joiner)', 'leaver (leaver, not scheduled)'] }],
    },
  },
})
