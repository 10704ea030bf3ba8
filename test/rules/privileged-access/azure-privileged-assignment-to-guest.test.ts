import rule from '../../../rules/privileged-access/azure-privileged-assignment-to-guest.ts'
import { azureCustomRoles, azureRoleAssignments, CONTRIBUTOR, OWNER } from '../../../src/datasets/azure/authorization.ts'
import { azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { assignment, customRole, person, shop, team } from '../azure-rows.ts'

const people = given(azurePrincipals, person('ann'), person('gus', { userType: 'Guest' }), team('team', ['ann', 'gus']), team('hidden', null))

testRule(
  rule,
  {
    pass: {
      'a guest with a custom role that is narrow': [
        people,
        given(azureCustomRoles, customRole('viewer', ['*/read', 'Microsoft.Web/sites/restart/action'])),
        given(azureRoleAssignments, assignment('gus', shop, 'viewer', { isCustom: true })),
      ],
      'a member': [people, given(azureRoleAssignments, assignment('ann', shop, CONTRIBUTOR))],
      'a group of another tenant that is declared': [
        people,
        given(azureRoleAssignments, assignment('abroad', shop, CONTRIBUTOR, { principalType: 'ForeignGroup' })),
        given(declared, declaration('principal', 'ABROAD')),
      ],
    },
    fail: {
      'a guest with a custom role that changes whatever there is': {
        given: [
          people,
          given(azureCustomRoles, customRole('operator', ['*'], { notActions: ['Microsoft.Authorization/*/Write', '*/delete'] })),
          given(azureRoleAssignments, assignment('gus', shop, 'operator', { isCustom: true })),
        ],
        severity: 'high',
        evidence: [{ label: 'The custom role allows', value: ['*/write', '*/action'] }],
      },
      'a guest': {
        given: [people, given(azureRoleAssignments, assignment('gus', shop, CONTRIBUTOR))],
        severity: 'high',
        message: /^Guest gus@contoso\.example is/,
      },
      'a guest in a group': {
        given: [people, given(azureRoleAssignments, assignment('team', 'platform', OWNER, { principalType: 'Group' }))],
        message: /through group team\.$/,
        evidence: [{ label: 'Guests', value: ['gus@contoso.example'] }],
      },
      'a group of another tenant, such as that of the partner who sells the subscription': {
        given: [people, given(azureRoleAssignments, assignment('abroad', shop, OWNER, { principalType: 'ForeignGroup' }))],
        severity: 'high',
        message: /^ForeignGroup abroad of another tenant is Owner of/,
      },
      'a guest whose account is turned off': {
        given: [
          given(azurePrincipals, person('gus', { userType: 'Guest', accountEnabled: false })),
          given(azureRoleAssignments, assignment('gus', shop, CONTRIBUTOR)),
        ],
        severity: 'low',
      },
      'in a resource group': { given: [people, given(azureRoleAssignments, assignment('gus', `${shop}/data`))], severity: 'medium' },
    },
    unknown: {
      'a guest with a custom role that was not read': {
        given: [people, given(azureRoleAssignments, assignment('gus', shop, 'unread', { isCustom: true }))],
        message: /what the role unread allows/,
      },
      'a group whose members were not read': {
        given: [people, given(azureRoleAssignments, assignment('hidden', shop, OWNER, { principalType: 'Group' }))],
        message: /hidden/,
      },
      'a principal that was not read': { given: [people, given(azureRoleAssignments, assignment('unread', shop))], message: /User unread/ },
    },
    'not-applicable': { 'a narrow role': [people, given(azureRoleAssignments, assignment('gus', shop, 'reader'))] },
  },
  { answersWithout: [azureCustomRoles] },
)
