import rule from '../../../rules/strong-authentication/entra-mfa-not-required-for-azure-management.ts'
import { AZURE_MANAGEMENT } from '../../../src/analysis/conditional-access/applications.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { guest, policy, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const users = given(entraUsers, user('ann'), user('bob'), guest('gus'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const azure = { includeApplications: [AZURE_MANAGEMENT] }

testRule(rule, {
  pass: {
    'a policy for Azure management': [users, policies(policy('Azure', { applications: azure }))],
    'a policy for all resources, which names it without saying so': [users, policies(policy('All'))],
    'security defaults, which ask everybody there': [users, given(securityDefaultsPolicies, { id: 'sd', name: 'Security defaults', isEnabled: true })],
    'declared emergency access aside': [
      users,
      policies(policy('Azure', { applications: azure, users: { excludeUsers: ['bob'] } })),
      given(declared, declaration('principal', 'bob', 'emergency-access')),
    ],
  },
  fail: {
    'no policy': {
      given: [users],
      severity: 'medium',
      message: /^Conditional Access lets 3 of 3 enabled users read Azure over the command line and REST without MFA: no enabled policy/,
    },
    'the admin portals are not the API behind them': [users, policies(policy('Portals', { applications: { includeApplications: ['MicrosoftAdminPortals'] } }))],
    'all resources but Azure management': {
      given: [users, policies(policy('All', { applications: { excludeApplications: [AZURE_MANAGEMENT] } }))],
      message: /policy "All" excludes Windows Azure Service Management API\.$/,
    },
    'guests are left out': {
      given: [users, policies(policy('Members', { applications: azure, users: { excludeUsers: ['GuestsOrExternalUsers'] } }))],
      message: /^Conditional Access lets 1 of 3 /,
    },
    'browsers only': [users, policies(policy('Browser', { applications: azure, clients: ['browser'] }))],
  },
  unknown: {
    'nobody to ask about': [policies(policy('Azure', { applications: azure }))],
    'limited by location': [
      users,
      policies(policy('Abroad', { applications: azure, conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } })),
    ],
  },
})
