import rule from '../../../rules/strong-authentication/entra-security-info-registration-open.ts'
import { conditionalAccessPolicies, namedLocations } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { location, type PolicyWords, policy, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const users = given(entraUsers, user('ann'), user('bob'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const office = given(
  namedLocations,
  location('office', { name: 'Office', isTrusted: true, ipRanges: ['192.0.2.0/24'] }),
  location('home', { name: 'Home', ipRanges: ['198.51.100.0/24'] }),
)
const action = { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] }
const register = (words: PolicyWords = {}) => policy('Registration', { applications: action, ...words })
const outside = (...excludeLocations: string[]) => ({ locations: { includeLocations: ['All'], excludeLocations } })

testRule(rule, {
  pass: {
    MFA: [users, policies(register())],
    'MFA outside trusted locations': [users, office, policies(register({ conditions: outside('AllTrusted') }))],
    'a managed device, or MFA': [users, policies(register({ grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice', 'domainJoinedDevice'] } }))],
    'blocked outside a trusted place': [users, office, policies(register({ conditions: outside('office'), grant: { builtInControls: ['block'] } }))],
  },
  fail: {
    'policies for applications do not reach it': {
      given: [users, policies(policy('MFA'))],
      severity: 'high',
      message: /^With a password alone, security information can be registered for 2 of 2 enabled members: no enabled policy asks it of them\.$/,
    },
    'a place that is not trusted is left out': {
      given: [users, office, policies(register({ conditions: outside('home') }))],
      message: /: policy "Registration" applies only outside "Home"\.$/,
    },
    'terms of use': [users, policies(register({ grant: { termsOfUse: ['terms'] } }))],
  },
  unknown: { 'a condition that this version does not know': [users, policies(register({ unknownConditions: ['new'] }))] },
})
