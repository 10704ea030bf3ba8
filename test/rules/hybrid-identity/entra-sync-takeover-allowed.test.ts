import rule from '../../../rules/hybrid-identity/entra-sync-takeover-allowed.ts'
import { synchronizationFeatures } from '../../../src/datasets/entra/role-security.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const blocks = (blocksSoftMatch: boolean, blocksHardMatchTakeover: boolean) => [
  given(synchronizationFeatures, { id: 't', scope, name: 'Contoso', blocksSoftMatch, blocksHardMatchTakeover }),
]

testRule(rule, {
  pass: { both: blocks(true, true) },
  fail: {
    neither: { given: blocks(false, false), severity: 'medium', message: /by soft match and hard match\.$/ },
    'one of them': { given: blocks(true, false), message: /by hard match\.$/ },
  },
  'not-applicable': { 'nothing is synchronized': [] },
})
