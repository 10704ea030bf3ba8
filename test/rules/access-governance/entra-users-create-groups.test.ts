import rule from '../../../rules/access-governance/entra-users-create-groups.ts'
import { authorizationPolicies, directorySettings } from '../../../src/datasets/entra/authorization-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { authorizationPolicy, setting } from '../settings-rows.ts'

const closed = given(authorizationPolicies, authorizationPolicy())
const open = given(authorizationPolicies, authorizationPolicy({}, { allowedToCreateSecurityGroups: true }))
const without = given(directorySettings, setting('groups', { EnableGroupCreation: 'false', GroupCreationAllowedGroupId: 'g-makers' }))

testRule(rule, {
  pass: { 'both closed': [closed, without] },
  fail: {
    'security groups': { given: [open, without], message: 'Every user may create security groups.' },
    'Microsoft 365 groups, never changed': { given: [closed], message: 'Every user may create Microsoft 365 groups.', evidence: [{ value: 'never changed' }] },
    'Microsoft 365 groups, changed and open': [closed, given(directorySettings, setting('groups', { EnableGroupCreation: 'True' }))],
    both: { given: [open], message: /security groups and Microsoft 365 groups/ },
  },
})
