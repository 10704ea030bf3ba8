import rule from '../../../rules/external-access/azure-lighthouse-delegation-unknown.ts'
import { CONTRIBUTOR } from '../../../src/datasets/azure/authorization.ts'
import { azureDelegations } from '../../../src/datasets/azure/governance.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const READER = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'
const partner = '99999999-2222-4333-8444-000000000001'
const delegation = given(azureDelegations, {
  id: 'd-1',
  name: 'Managed services',
  managedByTenantId: partner,
  managedByTenantName: 'Partner',
  authorizations: [{ roleId: 'b24988ac-6180-42a0-ab88-20f7382dd24c', principalName: 'Operators', isEligible: false }],
})

const reading = (more: boolean) =>
  given(azureDelegations, {
    id: 'd-4',
    name: 'Reports',
    managedByTenantId: partner,
    managedByTenantName: 'Partner',
    authorizations: [
      { roleId: READER, principalName: 'Operators', isEligible: false },
      ...(more ? [{ roleId: CONTRIBUTOR, principalName: 'Operators', isEligible: true }] : []),
    ],
  })

testRule(rule, {
  pass: {
    'a declared tenant': [delegation, given(declared, declaration('tenant', partner.toUpperCase()))],
    'a tenant of this scan': { given: [delegation], scopes: [{ id: `entra-tenant/${partner}`, kind: 'entra-tenant', name: 'Ours' }] },
  },
  fail: {
    'another tenant': {
      given: [delegation],
      severity: 'high',
      message: /^Partner \(99999999-.*\) manages the subscription by the delegation Managed services, and is not declared\.$/,
      evidence: [{ label: 'Held by', value: ['Operators: b24988ac-6180-42a0-ab88-20f7382dd24c'] }],
    },
    'one that reads only': { given: [reading(false)], severity: 'medium' },
    'one that reads, and can activate more': {
      given: [reading(true)],
      severity: 'high',
      evidence: [{ label: 'Held by', value: [`Operators: ${READER}`, `Operators: ${CONTRIBUTOR}, after activation`] }],
    },
    'one of a resource group': {
      given: [
        given(azureDelegations, {
          id: '/subscriptions/s/resourcegroups/shop/providers/microsoft.managedservices/registrationassignments/d-3',
          name: 'Backup',
          managedByTenantId: partner,
          managedByTenantName: 'Partner',
          authorizations: [],
        }),
      ],
      message: /manages resource group shop by the delegation Backup/,
    },
    'one without a name': {
      given: [
        given(azureDelegations, {
          id: 'd-2',
          name: 'd-2',
          managedByTenantId: partner,
          managedByTenantName: null,
          authorizations: [{ roleId: 'r', principalName: null, isEligible: false }],
        }),
      ],
    },
  },
})
