import rule from '../../../rules/external-access/entra-cross-tenant-sync-inbound.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { crossTenantPartners } from '../../../src/datasets/entra/cross-tenant-access.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { partner } from '../settings-rows.ts'

const id = '88888888-2222-4333-8444-555555555555'
const syncing = given(crossTenantPartners, partner(id, { isUserSyncInboundAllowed: true, isConsentAutomaticInbound: true }))

testRule(rule, {
  pass: {
    'settings without synchronization': [given(crossTenantPartners, partner(id))],
    'a declared tenant': [syncing, given(declared, declaration('tenant', id))],
  },
  fail: {
    'a stranger creates users': { given: [syncing], severity: 'high', subjects: [id] },
    'a stranger’s people are not asked': { given: [given(crossTenantPartners, partner(id, { isConsentAutomaticInbound: true }))], severity: 'medium' },
  },
})
