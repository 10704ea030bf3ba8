import rule from '../../../rules/hybrid-identity/azure-domain-services-ldaps-exposed.ts'
import { domainServices } from '../../../src/datasets/azure/domain-services.ts'
import { subscriptionStates } from '../../../src/datasets/azure/hierarchy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { managedDomain } from '../azure-domain-services-rows.ts'
import { inState } from '../azure-rows.ts'

testRule(rule, {
  pass: {
    'secure LDAP inside only': [given(domainServices, managedDomain())],
    'secure LDAP never set up': [given(domainServices, managedDomain({ secureLdap: null, secureLdapFromInternet: null, certificateEndAt: null }))],
    'secure LDAP off, though the internet was once allowed': [given(domainServices, managedDomain({ secureLdap: false, secureLdapFromInternet: true }))],
  },
  fail: {
    'the internet is answered': { given: [given(domainServices, managedDomain({ secureLdapFromInternet: true }))], severity: 'high' },
    'the certificate has expired': { given: [given(domainServices, managedDomain({ certificateEndAt: '2025-01-01T00:00:00Z' }))], severity: 'medium' },
    'no signing': { given: [given(domainServices, managedDomain({ ldapSigning: false }))], severity: 'medium' },
    'no channel binding': { given: [given(domainServices, managedDomain({ channelBinding: false }))], severity: 'medium' },
  },
  unknown: {
    'nothing said of the internet': [given(domainServices, managedDomain({ secureLdapFromInternet: null }))],
    'nothing said of signing': [given(domainServices, managedDomain({ ldapSigning: null }))],
  },
  'not-applicable': { 'its subscription is disabled': [given(domainServices, managedDomain()), given(subscriptionStates, inState('Disabled'))] },
})
