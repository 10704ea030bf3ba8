import rule from '../../../rules/hybrid-identity/azure-domain-services-rc4-allowed.ts'
import { domainServices } from '../../../src/datasets/azure/domain-services.ts'
import { subscriptionStates } from '../../../src/datasets/azure/hierarchy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { managedDomain } from '../azure-domain-services-rows.ts'
import { inState } from '../azure-rows.ts'

testRule(rule, {
  pass: { 'AES and armoring': [given(domainServices, managedDomain())] },
  fail: {
    'RC4, armored': { given: [given(domainServices, managedDomain({ kerberosRc4: true }))], message: /accepts RC4\.$/ },
    'AES, not armored': { given: [given(domainServices, managedDomain({ kerberosArmoring: false }))], message: /does not armor\.$/ },
    'RC4, and nothing said of armoring': [given(domainServices, managedDomain({ kerberosRc4: true, kerberosArmoring: null }))],
  },
  unknown: {
    'nothing said of RC4': [given(domainServices, managedDomain({ kerberosRc4: null }))],
    'nothing said of armoring': [given(domainServices, managedDomain({ kerberosArmoring: null }))],
  },
  'not-applicable': { 'its subscription is disabled': [given(domainServices, managedDomain()), given(subscriptionStates, inState('Disabled'))] },
})
