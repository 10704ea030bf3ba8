import rule from '../../../rules/organization-guardrails/azure-root-group-assignment.ts'
import { azureRoleAssignments, CONTRIBUTOR, OWNER } from '../../../src/datasets/azure/authorization.ts'
import { azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { assignment, person, program, root, shop, team } from '../azure-rows.ts'

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
    'a group that nobody is in': [people, given(azureRoleAssignments, assignment('empty', root, OWNER, group))],
  },
  fail: {
    'a contributor': {
      given: [people, given(azureRoleAssignments, assignment('ann', root, CONTRIBUTOR))],
      severity: 'high',
      message: /of the root management group\.$/,
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
