import rule from '../../../rules/organization-guardrails/azure-policy-missing.ts'
import { type GroupPolicyAssignment, groupPolicyAssignments, type PolicyExemption, policyExemptions } from '../../../src/datasets/azure/governance.ts'
import { azureSubscriptions, managementGroups } from '../../../src/datasets/azure/hierarchy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { managementGroup, root, rootGroup, shop, subscription } from '../azure-rows.ts'

const groups = given(managementGroups, rootGroup, managementGroup('platform'))
const here = given(azureSubscriptions, subscription())
const row = (managementGroup: string, more: Partial<GroupPolicyAssignment> = {}) => ({
  id: `baseline-${managementGroup}`,
  name: 'Baseline',
  managementGroup,
  isInitiative: true,
  isEnforced: true,
  isNarrowed: false,
  excludes: [],
  ...more,
})
const initiative = (managementGroup: string, more: Partial<GroupPolicyAssignment> = {}) => given(groupPolicyAssignments, row(managementGroup, more))
const exemption = (more: Partial<PolicyExemption> = {}) =>
  given(policyExemptions, {
    id: 'exemption',
    name: 'Legacy',
    managementGroup: null,
    subscription: shop,
    assignment: `baseline-${root}`,
    category: 'Waiver',
    endAt: null,
    ...more,
  })

testRule(rule, {
  pass: {
    'an exemption that has ended': [groups, here, initiative(root), exemption({ endAt: '2026-11-01T00:00:00Z' })],
    'an exemption from another assignment': [groups, here, initiative(root), exemption({ assignment: 'other' })],
    'an exemption of another subscription': [groups, here, initiative(root), exemption({ subscription: 'other' })],
    'one that it is exempted from, and one that it is not': [groups, here, given(groupPolicyAssignments, row(root), row('platform')), exemption()],

    'one that leaves out another': [groups, here, initiative(root, { excludes: ['elsewhere'] })],
    'from the group above': [groups, here, initiative('platform')],
    'from the root group': [groups, here, initiative(root)],
  },
  fail: {
    'an exemption of the subscription': {
      given: [groups, here, initiative(root), exemption()],
      message: /inherits no policy initiative that it is not exempted from\.$/,
      evidence: [{ label: 'Exemptions', value: ['Legacy (Waiver)'] }],
    },
    'an exemption of the group above, with an end to come': [
      groups,
      here,
      initiative(root),
      exemption({ subscription: null, managementGroup: 'platform', category: 'Mitigated', endAt: '2027-01-01T00:00:00Z' }),
    ],
    'one that is past due, which can be used': [groups, given(azureSubscriptions, subscription({ state: 'PastDue' }))],
    none: { given: [groups, here], subjects: [shop], severity: 'low' },
    'at another group': [groups, here, initiative('elsewhere')],
    'one that leaves the subscription out': [groups, here, initiative(root, { excludes: [shop] })],
    'one that leaves its group out': [groups, here, initiative(root, { excludes: ['platform'] })],
    'a single policy': [groups, here, initiative('platform', { isInitiative: false })],
    'one that is not enforced': [groups, here, initiative('platform', { isEnforced: false })],
  },
  unknown: {
    'one for some resources only': { given: [groups, here, initiative(root, { isNarrowed: true })], message: /some kinds of resources/ },
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
