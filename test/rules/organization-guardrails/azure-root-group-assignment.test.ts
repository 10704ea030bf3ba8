import rule from '../../../rules/organization-guardrails/azure-root-group-assignment.ts'
import { azureRoleAssignments, azureScheduledAssignments, CONTRIBUTOR, OWNER, USER_ACCESS_ADMINISTRATOR } from '../../../src/datasets/azure/authorization.ts'
import { azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { assignment, person, program, root, scheduled, shop, team } from '../azure-rows.ts'

const people = given(azurePrincipals, person('ann'), program('pipeline'), team('team', ['ann'], ['pipeline']), team('empty', []), team('hidden', null))
const group = { principalType: 'Group' }

testRule(rule, {
  pass: {
    'a reader': [people, given(azureRoleAssignments, assignment('ann', root, 'reader'))],
    'who is declared': [
      people,
      given(azureRoleAssignments, assignment('team', root, CONTRIBUTOR, group)),
      given(declared, declaration('principal', 'ann', 'emergency-access'), declaration('application', 'pipeline')),
    ],
    'PIM itself': [
      given(azurePrincipals, program('ms-pim', { appId: '01fc33a7-78ba-4d2f-a4b7-768e336e890e' })),
      given(azureRoleAssignments, assignment('ms-pim', root, USER_ACCESS_ADMINISTRATOR, { principalType: 'ServicePrincipal' })),
    ],
    'who activated it for some hours': [
      people,
      given(azureRoleAssignments, assignment('ann', root)),
      given(azureScheduledAssignments, scheduled(assignment('ann', root), 'Activated', '2026-11-24T04:00:00Z')),
    ],
    'a group that nobody is in': [people, given(azureRoleAssignments, assignment('empty', root, OWNER, group))],
  },
  fail: {
    'a contributor': {
      given: [people, given(azureRoleAssignments, assignment('ann', root, CONTRIBUTOR))],
      severity: 'high',
      message: /of the root management group\.$/,
    },
    'a group of another tenant': {
      given: [people, given(azureRoleAssignments, assignment('abroad', root, OWNER, { principalType: 'ForeignGroup' }))],
      message: /^ForeignGroup abroad of another tenant is Owner/,
    },
    'a group with a program in it': {
      given: [
        people,
        given(azureRoleAssignments, assignment('team', root, OWNER, group)),
        given(declared, declaration('principal', 'ann', 'emergency-access')),
      ],
      message: /^pipeline is Owner of the root management group through group team\.$/,
    },
  },
  unknown: {
    'a group whose members were not read': { given: [people, given(azureRoleAssignments, assignment('hidden', root, OWNER, group))], message: /hidden/ },
  },
  'not-applicable': { elsewhere: [people, given(azureRoleAssignments, assignment('ann', '/'), assignment('ann', 'platform'), assignment('ann', shop))] },
})
