import rule from '../../../rules/external-access/entra-cross-tenant-partner-trust.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { crossTenantPartners } from '../../../src/datasets/entra/cross-tenant-access.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { partner } from '../settings-rows.ts'

const id = '88888888-2222-4333-8444-555555555555'
const trusting = given(crossTenantPartners, partner(id, { name: 'Fabrikam', inboundTrust: { mfa: true, compliantDevice: true, hybridJoinedDevice: false } }))

testRule(rule, {
  pass: {
    'nothing is trusted': [given(crossTenantPartners, partner(id))],
    'trust that was declared': [trusting, given(declared, declaration('tenant', id.toUpperCase()))],
    'a tenant of this scan': {
      given: [trusting],
      scopes: [{ id: `entra-tenant/${id}`, kind: 'entra-tenant', name: 'Fabrikam' }],
    },
  },
  fail: { 'a stranger’s MFA and devices': { given: [trusting], message: /MFA and compliant devices of the tenant Fabrikam/, subjects: [id] } },
})
