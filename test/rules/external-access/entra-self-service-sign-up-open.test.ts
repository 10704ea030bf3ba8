import rule from '../../../rules/external-access/entra-self-service-sign-up-open.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { authenticationFlowsPolicies, signUpFlows } from '../../../src/datasets/entra/guests.ts'
import { entraOrganizations } from '../../../src/datasets/entra/tenant.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const policy = (isSelfServiceSignUpEnabled: boolean) =>
  given(authenticationFlowsPolicies, { id: 'authenticationFlowsPolicy', scope, name: 'Authentication flows policy', isSelfServiceSignUpEnabled })
const flow = (id: string) => ({ id, scope, name: id, type: 'signUpOrSignIn' })
const tenantOf = (tenantType: string) =>
  given(entraOrganizations, {
    id: 'aaaaaaaa-0000-4000-8000-000000000001',
    scope,
    name: 'Contoso',
    tenantType,
    verifiedDomains: [],
    onPremisesSyncEnabled: null,
    onPremisesLastSyncAt: null,
  })
const partner = given(signUpFlows, flow('B2X_1_Partner'))

testRule(rule, {
  pass: {
    off: [policy(false), partner, tenantOf('AAD')],
    'no flow to sign up by': [policy(true), tenantOf('AAD')],
    'a declared flow': [
      policy(true),
      partner,
      tenantOf('AAD'),
      given(declared, { id: 'declared/1', name: 'b2x_1_partner', kind: 'application', value: 'b2x_1_partner', reason: 'Suppliers sign up' }),
    ],
  },
  fail: {
    'a flow that is not declared': {
      given: [policy(true), partner, tenantOf('AAD')],
      severity: 'low',
      message: /^Outsiders can make themselves guests by the user flow B2X_1_Partner\.$/,
      evidence: [{ label: 'User flows', value: ['B2X_1_Partner'] }],
    },
    several: { given: [policy(true), given(signUpFlows, flow('B2X_1_a'), flow('B2X_1_b')), tenantOf('AAD')], message: /by 2 user flows/ },
  },
  'not-applicable': { 'an external tenant': [policy(true), partner, tenantOf('CIAM')] },
})
