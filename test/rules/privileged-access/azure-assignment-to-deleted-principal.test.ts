import rule from '../../../rules/privileged-access/azure-assignment-to-deleted-principal.ts'
import { azureRoleAssignments } from '../../../src/datasets/azure/authorization.ts'
import { azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { given, testRule } from '../../rule-tester.ts'
import { assignment, person, shop } from '../azure-rows.ts'

const people = given(azurePrincipals, person('ann'), person('gone', { isDeleted: true }))

testRule(rule, {
  pass: { 'somebody who is there': [people, given(azureRoleAssignments, assignment('ann', shop, 'reader'))] },
  fail: {
    'somebody who is gone, of a kind that Azure no longer tells': {
      given: [people, given(azureRoleAssignments, assignment('gone', shop, 'reader', { principalType: 'Unknown' }))],
      message: /^Unknown gone, which is gone,/,
    },
    'somebody who is gone': {
      given: [people, given(azureRoleAssignments, assignment('gone', shop, 'reader'))],
      severity: 'low',
      message: /^User gone, which is gone, is still reader/,
    },
  },
  unknown: {
    'somebody who was not read': { given: [people, given(azureRoleAssignments, assignment('unread', shop))], message: /whether User unread exists/ },
    'a principal of a kind that Azure does not tell': {
      given: [people, given(azureRoleAssignments, assignment('unread', shop, 'reader', { principalType: 'Unknown' }))],
      message: /whether Unknown unread exists/,
    },
    'a device': [people, given(azureRoleAssignments, assignment('laptop', shop, 'reader', { principalType: 'Device' }))],
  },
  'not-applicable': {
    'a group of another tenant': [people, given(azureRoleAssignments, assignment('abroad', shop, 'reader', { principalType: 'ForeignGroup' }))],
  },
})
