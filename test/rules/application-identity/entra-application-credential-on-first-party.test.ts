import rule from '../../../rules/application-identity/entra-application-credential-on-first-party.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { application } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { certificate, secret } from '../application-rows.ts'

const microsoft = (appId: string, says = {}) =>
  given(servicePrincipals, application(appId, 'Microsoft’s', { appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a', ...says }))
const exchange = '00000002-0000-0ff1-ce00-000000000000'

testRule(rule, {
  pass: { none: [microsoft('graph')], 'one that has ended': [microsoft('graph', { passwordCredentials: [secret('s', { endAt: '2025-01-01T00:00:00Z' })] })] },
  fail: {
    'a secret': {
      given: [microsoft('graph', { passwordCredentials: [secret('s')] })],
      subjects: ['sp-graph'],
      severity: 'critical',
      message: /^Somebody has added a credential/,
    },
    'a certificate of an Exchange hybrid': {
      given: [microsoft(exchange, { keyCredentials: [certificate('k')] })],
      severity: 'high',
      message: /^Servers of an Exchange hybrid/,
    },
    'a secret on Exchange Online': {
      given: [microsoft(exchange, { keyCredentials: [certificate('k')], passwordCredentials: [secret('s')] })],
      severity: 'critical',
      message: /2 credentials/,
    },
  },
  'not-applicable': { 'somebody else’s': [given(servicePrincipals, application('x', 'X', { passwordCredentials: [secret('s')] }))] },
})
