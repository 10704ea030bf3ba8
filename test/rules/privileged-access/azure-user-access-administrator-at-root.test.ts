import rule from '../../../rules/privileged-access/azure-user-access-administrator-at-root.ts'
import { azureRoleAssignments, OWNER, USER_ACCESS_ADMINISTRATOR } from '../../../src/datasets/azure/authorization.ts'
import { azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { given, testRule } from '../../rule-tester.ts'
import { assignment, person, shop, team } from '../azure-rows.ts'

const people = given(
  azurePrincipals,
  person('ann'),
  person('bob'),
  team('team', ['bob']),
  team('empty', []),
  team('hidden', null),
  person('off', { accountEnabled: false }),
)

testRule(rule, {
  pass: {
    'an owner of a subscription': [people, given(azureRoleAssignments, assignment('ann', shop))],
    'somebody who is gone': [given(azurePrincipals, person('left', { isDeleted: true })), given(azureRoleAssignments, assignment('left', '/'))],
  },
  fail: {
    'one who is bound by a condition': {
      given: [people, given(azureRoleAssignments, assignment('ann', '/', USER_ACCESS_ADMINISTRATOR, { hasCondition: true, bindsRoles: true }))],
      severity: 'high',
    },
    'an empty group': { given: [people, given(azureRoleAssignments, assignment('empty', '/', OWNER, { principalType: 'Group' }))], severity: 'medium' },
    'a group whose members were not read': {
      given: [people, given(azureRoleAssignments, assignment('hidden', '/', OWNER, { principalType: 'Group' }))],
      severity: 'critical',
    },
    'an account that is turned off': { given: [people, given(azureRoleAssignments, assignment('off', '/'))], severity: 'medium' },
    'a group of another tenant': {
      given: [people, given(azureRoleAssignments, assignment('abroad', '/', OWNER, { principalType: 'ForeignGroup' }))],
      severity: 'critical',
    },
    'one whose condition binds nothing': {
      given: [people, given(azureRoleAssignments, assignment('ann', '/', USER_ACCESS_ADMINISTRATOR, { hasCondition: true, bindsRoles: null }))],
      severity: 'critical',
    },
    'a user at the root scope': {
      given: [people, given(azureRoleAssignments, assignment('ann', '/', USER_ACCESS_ADMINISTRATOR), assignment('ann', shop))],
      subjects: ['ann-/-18d7'],
      severity: 'critical',
      message: /^ann@contoso\.example is .* at the root scope/,
    },
    'a group, with who is in it': {
      given: [people, given(azureRoleAssignments, assignment('team', '/', OWNER, { principalType: 'Group' }))],
      evidence: [{ label: 'Members', value: 'bob@contoso.example' }],
    },
    'somebody of whom nothing is known': { given: [people, given(azureRoleAssignments, assignment('nobody', '/'))], message: /^nobody is Owner/ },
  },
  'not-applicable': { 'another role': [people, given(azureRoleAssignments, assignment('ann', '/', 'reader'))] },
})
