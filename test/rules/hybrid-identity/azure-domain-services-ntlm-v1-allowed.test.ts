import rule from '../../../rules/hybrid-identity/azure-domain-services-ntlm-v1-allowed.ts'
import { domainServices } from '../../../src/datasets/azure/domain-services.ts'
import { subscriptionStates } from '../../../src/datasets/azure/hierarchy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { managedDomain } from '../azure-domain-services-rows.ts'
import { inState } from '../azure-rows.ts'

testRule(rule, {
  pass: { 'it is off': [given(domainServices, managedDomain())] },
  fail: { 'it is on': { given: [given(domainServices, managedDomain({ ntlmV1: true }))], severity: 'high' } },
  unknown: { 'Azure does not say': [given(domainServices, managedDomain({ ntlmV1: null }))] },
  'not-applicable': { 'its subscription is disabled': [given(domainServices, managedDomain()), given(subscriptionStates, inState('Disabled'))] },
})
