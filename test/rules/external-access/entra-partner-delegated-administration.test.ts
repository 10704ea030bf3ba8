import rule from '../../../rules/external-access/entra-partner-delegated-administration.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { crossTenantPartners } from '../../../src/datasets/entra/cross-tenant-access.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { partner } from '../settings-rows.ts'

const id = '99999999-2222-4333-8444-555555555555'
const provider = given(crossTenantPartners, partner(id, { isServiceProvider: true }))

testRule(rule, {
  pass: { 'a declared provider': [provider, given(declared, declaration('tenant', id))] },
  fail: { 'a provider nobody declared': { given: [provider], severity: 'info', subjects: [id] } },
  'not-applicable': { 'a partner that provides no service': [given(crossTenantPartners, partner(id))] },
})
