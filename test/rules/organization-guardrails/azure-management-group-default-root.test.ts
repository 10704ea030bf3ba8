import rule from '../../../rules/organization-guardrails/azure-management-group-default-root.ts'
import { type HierarchySettings, hierarchySettings } from '../../../src/datasets/azure/governance.ts'
import { given, testRule } from '../../rule-tester.ts'
import { root } from '../azure-rows.ts'

const settings = (more: Partial<HierarchySettings> = {}) =>
  given(hierarchySettings, { id: root, name: 'Hierarchy settings', requiresAuthorizationForGroups: false, defaultGroup: root, ...more })

testRule(rule, {
  pass: { 'as it should be': [settings({ defaultGroup: 'newcomers' })] },
  fail: { 'as it comes': { given: [settings()], subjects: [root], severity: 'medium' } },
})
