import rule from '../../../rules/external-access/entra-external-tenant-mfa-missing.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { entraOrganizations, securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { policy, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const tenant = (tenantType: string | null) =>
  given(entraOrganizations, {
    id: 'contoso',
    scope,
    name: 'Contoso Customers',
    tenantType,
    verifiedDomains: [],
    onPremisesSyncEnabled: null,
    onPremisesLastSyncAt: null,
  })
const users = given(entraUsers, user('ann'), user('customer', { creationType: 'LocalAccount' }))
const policies = (...rows: ConditionalAccessPolicy[]) => given(conditionalAccessPolicies, ...rows)

testRule(rule, {
  pass: { 'MFA for everybody': [tenant('CIAM'), users, policies(policy('MFA'))] },
  fail: {
    'no policy': {
      given: [tenant('CIAM'), users, policies()],
      subjects: ['contoso'],
      severity: 'medium',
      message: /^Conditional Access lets 2 of 2 users of Contoso Customers sign in without MFA/,
    },
    'security defaults': {
      given: [tenant('CIAM'), users, policies(), given(securityDefaultsPolicies, { id: 'defaults', scope, name: 'Security Defaults', isEnabled: true })],
      message: /^Security defaults are on and no more: 2 of 2 users of Contoso Customers are asked for MFA only when Microsoft judges it necessary\.$/,
    },
    'a policy for staff only': {
      given: [tenant('CIAM'), users, policies(policy('MFA', { users: { includeUsers: ['ann'] } }))],
      message: /^Conditional Access lets 1 of 2 users of Contoso Customers sign in without MFA/,
    },
    'one application only': [tenant('CIAM'), users, policies(policy('Shop', { applications: { includeApplications: ['shop'] } }))],
  },
  unknown: {
    B2C: [tenant('AAD B2C'), users, policies(policy('MFA'))],
    'a condition that is not known': [tenant('CIAM'), users, policies(policy('MFA', { unknownConditions: ['new'] }))],
    'nobody to ask about': [tenant('CIAM'), policies(policy('MFA'))],
  },
  'not-applicable': { 'a tenant for staff': [tenant('AAD'), users, policies()] },
})
