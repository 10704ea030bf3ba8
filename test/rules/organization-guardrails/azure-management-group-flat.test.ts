import rule from '../../../rules/organization-guardrails/azure-management-group-flat.ts'
import { azureSubscriptions, managementGroups } from '../../../src/datasets/azure/hierarchy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { managementGroup, root, rootGroup, shop, subscription } from '../azure-rows.ts'

const groups = given(managementGroups, rootGroup, managementGroup('platform'))

testRule(rule, {
  pass: { 'in a group': [groups, given(azureSubscriptions, subscription())] },
  fail: { 'in the root group': { given: [groups, given(azureSubscriptions, subscription({ managementGroup: root }))], subjects: [shop], severity: 'medium' } },
  unknown: { 'where nobody was told': { given: [groups, given(azureSubscriptions, subscription({ managementGroup: null }))], message: /Shop is in/ } },
  'not-applicable': {
    'one that is not asked for': [groups, given(azureSubscriptions, subscription({ isAsked: false, managementGroup: root }))],
    'one that is disabled': [groups, given(azureSubscriptions, subscription({ state: 'Disabled', managementGroup: root }))],
  },
})
