import rule from '../../../rules/privileged-access/azure-custom-role-owner-equivalent.ts'
import { azureCustomRoles } from '../../../src/datasets/azure/authorization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { customRole, shop } from '../azure-rows.ts'

testRule(rule, {
  pass: {
    'a contributor, who may not write access': [
      given(
        azureCustomRoles,
        customRole('deployer', ['*'], { notActions: ['Microsoft.Authorization/*/Write', 'Microsoft.Authorization/elevateAccess/action'] }),
      ),
    ],
    'one with elevation, which no custom role can be given where it counts': [
      given(azureCustomRoles, customRole('deployer', ['*'], { notActions: ['Microsoft.Authorization/*/write'] })),
    ],
    'a reader': [given(azureCustomRoles, customRole('reader', ['*/read', 'Microsoft.Compute/*']))],
  },
  fail: {
    everything: { given: [given(azureCustomRoles, customRole('boss', ['*']))], subjects: ['boss'], severity: 'medium' },
    'assignments by a wildcard': {
      given: [
        given(
          azureCustomRoles,
          customRole('granter', ['Microsoft.Authorization/*/write'], { assignableScopes: ['/providers/Microsoft.Management/managementGroups/platform'] }),
        ),
      ],
      evidence: [{ label: 'Allows', value: ['Microsoft.Authorization/roleAssignments/write', 'Microsoft.Authorization/roleDefinitions/write'] }],
    },
    'what one permission takes away and another gives': {
      given: [
        given(azureCustomRoles, {
          ...customRole('split', []),
          permissions: [
            { actions: ['*'], notActions: ['Microsoft.Authorization/*'] },
            { actions: ['microsoft.authorization/roleassignments/write'], notActions: [] },
          ],
        }),
      ],
    },
  },
  'not-applicable': {
    'in a resource group only': [given(azureCustomRoles, customRole('local', ['*'], { assignableScopes: [`/subscriptions/${shop}/resourceGroups/data`] }))],
  },
})
