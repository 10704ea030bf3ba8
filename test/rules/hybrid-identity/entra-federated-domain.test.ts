import rule from '../../../rules/hybrid-identity/entra-federated-domain.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { domainFederations, entraDomains } from '../../../src/datasets/entra/domains.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { domain, federation } from '../settings-rows.ts'

const issuer = 'http://sts.contoso.com/adfs/services/trust/'
const federated = [
  given(entraDomains, domain('corp.contoso.com', { authenticationType: 'Federated' })),
  given(domainFederations, federation('corp.contoso.com')),
]

testRule(rule, {
  pass: {
    managed: [given(entraDomains, domain('contoso.com'))],
    'a subdomain of a declared issuer’s': [
      ...federated,
      given(entraDomains, domain('shop.corp.contoso.com', { authenticationType: 'Federated', isRoot: false })),
      given(declared, declaration('issuer', issuer)),
    ],
    'a declared issuer': [...federated, given(declared, declaration('issuer', issuer.toUpperCase()))],
  },
  fail: {
    'an issuer nobody declared': { given: federated, subjects: ['corp.contoso.com'], severity: 'high', message: /sts\.contoso\.com/ },
    'a root domain below a declared issuer’s': {
      given: [
        ...federated,
        given(entraDomains, domain('shop.corp.contoso.com', { authenticationType: 'Federated' })),
        given(declared, declaration('issuer', issuer)),
      ],
      subjects: ['shop.corp.contoso.com'],
      message: /was not told/,
    },
    'a second configuration nobody declared': {
      given: [
        ...federated,
        given(domainFederations, federation('corp.contoso.com', { id: 'f-2', issuerUri: 'urn:elsewhere' })),
        given(declared, declaration('issuer', issuer)),
      ],
      message: /urn:elsewhere/,
    },
  },
  unknown: { 'a kind that is not documented': [given(entraDomains, domain('contoso.com', { authenticationType: 'Quantum' }))] },
})
