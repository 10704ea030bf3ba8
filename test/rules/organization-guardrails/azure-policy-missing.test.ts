import rule from '../../../rules/organization-guardrails/azure-policy-missing.ts'
import { type GroupPolicyAssignment, groupPolicyAssignments } from '../../../src/datasets/azure/governance.ts'
import { azureSubscriptions, managementGroups } from '../../../src/datasets/azure/hierarchy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { managementGroup, root, rootGroup, shop, subscription } from '../azure-rows.ts'

const groups = given(managementGroups, rootGroup, managementGroup('platform'))
const here = given(azureSubscriptions, subscription())
const initiative = (managementGroup: string, more: Partial<GroupPolicyAssignment> = {}) =>
  given(groupPolicyAssignments, {
    id: `baseline-${managementGroup}`,
    name: 'Baseline',
    managementGroup,
    isInitiative: true,
    isEnforced: true,
    excludes: [],
    ...more,
  })

testRule(rule, {
  pass: {
    'one that leaves out another': [groups, here, initiative(root, { excludes: ['elsewhere'] })],
    'from the group above': [groups, here, initiative('platform')],
    'from the root group': [groups, here, initiative(root)],
  },
  fail: {
    'one that is past due, which can be used': [groups, given(azureSubscriptions, subscription({ state: 'PastDue' }))],
    none: { given: [groups, here], subjects: [shop], severity: 'low' },
    'at another group': [groups, here, initiative('elsewhere')],
    'one that leaves the subscription out': [groups, here, initiative(root, { excludes: [shop] })],
    'one that leaves its group out': [groups, here, initiative(root, { excludes: ['platform'] })],
    'a single policy': [groups, here, initiative('platform', { isInitiative: false })],
    'one that is not enforced': [groups, here, initiative('platform', { isEnforced: false })],
  },
  unknown: {
    'where nobody was told': { given: [groups, given(azureSubscriptions, subscription({ managementGroup: null })), initiative(root)], message: /Shop is in/ },
    'in a group whose place is not known': {
      given: [groups, given(azureSubscriptions, subscription({ managementGroup: 'lost' })), initiative(root)],
      message: /Shop is in/,
    },
  },
  'not-applicable': {
    'one that is disabled': [groups, given(azureSubscriptions, subscription({ state: 'Disabled' }))],
    'one that is not asked for': [groups, given(azureSubscriptions, subscription({ isAsked: false }))],
  },
})
