import rule from '../../../rules/external-access/entra-tenant-restrictions-off.ts'
import { crossTenantDefaults } from '../../../src/datasets/entra/cross-tenant-access.ts'
import { given, testRule } from '../../rule-tester.ts'
import { crossTenantDefault, everyone } from '../settings-rows.ts'

testRule(rule, {
  pass: { 'blocks everybody': [given(crossTenantDefaults, crossTenantDefault())] },
  fail: {
    'not set': { given: [given(crossTenantDefaults, crossTenantDefault({ tenantRestrictions: null }))], severity: 'low', evidence: [{ value: 'not set' }] },
    'lets everybody': [given(crossTenantDefaults, crossTenantDefault({ tenantRestrictions: everyone('allowed') }))],
  },
})
