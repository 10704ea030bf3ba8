import rule from '../../../rules/privileged-access/azure-owner-resettable-by-helpdesk.ts'
import { azureOwnerProtections, azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { given, testRule } from '../../rule-tester.ts'
import { person, protection } from '../azure-rows.ts'

const people = given(azurePrincipals, person('ann'), person('gus', { userType: 'Guest' }))
const HELPDESK = '729827e3-9c14-49f7-bb1b-9608f156bbb8'
const GLOBAL = '62e90394-69f5-4237-9190-012177145e10'

testRule(rule, {
  pass: {
    'a directory role that helpdesks may not touch': [people, given(azureOwnerProtections, protection('ann', { directoryRoles: [HELPDESK, GLOBAL] }))],
    'a group that can be assigned to roles': [people, given(azureOwnerProtections, protection('ann', { roleAssignableGroups: ['Owners'] }))],
    'a restricted unit': [people, given(azureOwnerProtections, protection('ann', { restrictedUnits: ['Tier 0'] }))],
  },
  fail: {
    nothing: { given: [people, given(azureOwnerProtections, protection('ann'))], subjects: ['ann'], severity: 'high' },
    'a role that helpdesks may reset': {
      given: [people, given(azureOwnerProtections, protection('ann', { directoryRoles: [HELPDESK] }))],
      evidence: [{ label: 'Directory roles', value: 1 }],
    },
  },
  unknown: { 'a user who was not read': { given: [people, given(azureOwnerProtections, protection('unread'))], message: /What kind of user/ } },
  'not-applicable': {
    'a guest': [people, given(azureOwnerProtections, protection('gus'))],
    'an account that is off': [given(azurePrincipals, person('left', { accountEnabled: false })), given(azureOwnerProtections, protection('left'))],
  },
})
