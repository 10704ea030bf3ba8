import rule from '../../../rules/audit-and-protection/azure-activity-log-not-exported.ts'
import { subscriptionStates } from '../../../src/datasets/azure/hierarchy.ts'
import { activityLogExports } from '../../../src/datasets/azure/logs.ts'
import { given, testRule } from '../../rule-tester.ts'
import { logExport } from '../azure-log-rows.ts'
import { inState } from '../azure-rows.ts'

const categories = ['Administrative', 'Security', 'Policy', 'Alert']

testRule(rule, {
  pass: {
    'all of it by a group': [given(activityLogExports, logExport(['*']))],
    'the categories, over two settings': [
      given(activityLogExports, logExport(categories.slice(0, 2)), logExport(categories.slice(2), { id: 'b', workspace: null, hasEventHub: true })),
    ],
  },
  fail: {
    'no setting': { given: [given(activityLogExports)], severity: 'high', message: /is sent nowhere\.$/ },
    'a category is missing': { given: [given(activityLogExports, logExport(['Administrative', 'Security', 'Alert']))], message: /: Policy\.$/ },
    'a setting that leads nowhere': [given(activityLogExports, logExport(['*'], { workspace: null }))],
  },
  'not-applicable': Object.fromEntries(
    ['Disabled', 'Warned', 'Expired'].map(state => [`a subscription that is ${state}`, [given(subscriptionStates, inState(state)), given(activityLogExports)]]),
  ),
})
