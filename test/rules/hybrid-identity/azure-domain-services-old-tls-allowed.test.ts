import rule from '../../../rules/hybrid-identity/azure-domain-services-old-tls-allowed.ts'
import { domainServices } from '../../../src/datasets/azure/domain-services.ts'
import { subscriptionStates } from '../../../src/datasets/azure/hierarchy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { managedDomain } from '../azure-domain-services-rows.ts'
import { inState } from '../azure-rows.ts'

testRule(rule, {
  pass: { 'TLS 1.2 only': [given(domainServices, managedDomain())] },
  fail: { 'older TLS is accepted': { given: [given(domainServices, managedDomain({ oldTls: true }))], severity: 'high' } },
  unknown: { 'Azure does not say': [given(domainServices, managedDomain({ oldTls: null }))] },
  'not-applicable': { 'its subscription is disabled': [given(domainServices, managedDomain()), given(subscriptionStates, inState('Disabled'))] },
})
