import rule from '../../../rules/hybrid-identity/azure-domain-services-old-tls-allowed.ts'
import { domainServices } from '../../../src/datasets/azure/domain-services.ts'
import { given, testRule } from '../../rule-tester.ts'
import { managedDomain } from '../azure-domain-services-rows.ts'

testRule(rule, {
  pass: { 'TLS 1.2 only': [given(domainServices, managedDomain())] },
  fail: { 'older TLS is accepted': { given: [given(domainServices, managedDomain({ oldTls: true }))], severity: 'high' } },
  unknown: { 'Azure does not say': [given(domainServices, managedDomain({ oldTls: null }))] },
})
