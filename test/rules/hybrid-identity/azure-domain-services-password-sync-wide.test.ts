import rule from '../../../rules/hybrid-identity/azure-domain-services-password-sync-wide.ts'
import { domainServices } from '../../../src/datasets/azure/domain-services.ts'
import { subscriptionStates } from '../../../src/datasets/azure/hierarchy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { managedDomain } from '../azure-domain-services-rows.ts'
import { inState } from '../azure-rows.ts'

testRule(rule, {
  pass: { 'no NTLM hashes, chosen groups': [given(domainServices, managedDomain())] },
  fail: {
    'NTLM hashes': { given: [given(domainServices, managedDomain({ syncsNtlmHashes: true }))], message: /keeps NTLM hashes\.$/ },
    everybody: { given: [given(domainServices, managedDomain({ isScoped: false }))], message: /holds every user of the tenant\.$/ },
  },
  unknown: { 'Azure does not say': [given(domainServices, managedDomain({ syncsNtlmHashes: null }))] },
  'not-applicable': { 'its subscription is disabled': [given(domainServices, managedDomain()), given(subscriptionStates, inState('Disabled'))] },
})
