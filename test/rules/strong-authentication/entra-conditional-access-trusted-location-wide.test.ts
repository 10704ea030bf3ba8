import rule from '../../../rules/strong-authentication/entra-conditional-access-trusted-location-wide.ts'
import { namedLocations } from '../../../src/datasets/entra/conditional-access.ts'
import { location } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const trusted = (...ipRanges: string[]) => given(namedLocations, location('office', { name: 'Office', isTrusted: true, ipRanges }))

testRule(rule, {
  pass: {
    'a few hundred addresses': [trusted('192.0.2.0/24', '2001:db8:1::/48')],
    'as wide as may be': [trusted('198.18.0.0/16')],
    'private addresses, from which nobody comes by the internet': [
      trusted('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', '192.0.2.0/24'),
    ],
    'wider, which the operator allows': { given: [trusted('198.16.0.0/12')], parameters: { ipv4Prefix: 12 } },
  },
  fail: {
    'a provider’s range': {
      given: [trusted('192.0.2.0/24', '198.16.0.0/12')],
      subjects: ['office'],
      severity: 'medium',
      message: 'The trusted location Office covers a range wider than a network of one’s own: 198.16.0.0/12.',
      evidence: [{ label: 'Wide ranges', value: ['198.16.0.0/12'], row: 'office' }],
    },
    'a range that holds more than private addresses': [trusted('172.0.0.0/8')],
    'all that a provider was given of IPv6': [trusted('2001:db8::/32')],
    'a wide range beside one that is not understood': [trusted('198.16.0.0/12', 'everywhere')],
  },
  unknown: { 'a range that is not understood': [trusted('192.0.2.0-192.0.2.9')] },
  'not-applicable': {
    'not trusted': [given(namedLocations, location('wide', { ipRanges: ['198.16.0.0/12'] }))],
    'a country': [given(namedLocations, location('home', { kind: 'country', countries: ['NL'] }))],
  },
})
