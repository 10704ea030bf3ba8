import rule from '../../../rules/application-identity/entra-application-management-policy-missing.ts'
import { type AppManagementPolicy, type AppRestriction, appManagementPolicies } from '../../../src/datasets/entra/application-policies.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const restriction = (kind: string, says: Partial<AppRestriction> = {}): AppRestriction => ({
  kind,
  isEnabled: true,
  maximumLifetime: null,
  since: null,
  ...says,
})
const keys = restriction('asymmetricKeyLifetime', { maximumLifetime: 'P365D' })
const whole = [restriction('passwordAddition'), keys]
const short = [restriction('passwordLifetime', { maximumLifetime: 'P90D' }), keys]
const inMonths = [restriction('passwordLifetime', { maximumLifetime: 'P6M' }), restriction('asymmetricKeyLifetime', { maximumLifetime: 'P1Y' })]
const policy = (says: Partial<AppManagementPolicy> = {}) =>
  given(appManagementPolicies, {
    id: 'defaultAppManagementPolicy',
    scope,
    name: 'Default app management policy',
    isEnabled: true,
    applications: whole,
    servicePrincipals: whole,
    ...says,
  })

testRule(rule, {
  pass: {
    'no new secrets, and short certificates': [policy()],
    'secrets that end soon': [policy({ applications: short, servicePrincipals: short })],
    'lives in months and years': [policy({ applications: inMonths, servicePrincipals: inMonths })],
  },
  fail: {
    off: { given: [policy({ isEnabled: false })], severity: 'medium', message: /the default app management policy is off/ },
    'for applications only': { given: [policy({ servicePrincipals: [] })], message: /all credentials/ },
    'not for older applications': {
      given: [policy({ applications: [restriction('passwordAddition', { since: '2025-01-01T00:00:00Z' }), keys] })],
      message: /secrets of applications/,
    },
    'a restriction that is off': { given: [policy({ applications: [restriction('passwordAddition', { isEnabled: false }), keys] })] },
    'lives longer than is wanted here': { given: [policy()], parameters: { certificateDays: 180 }, message: /all credentials/ },
  },
})
