import rule from '../../../rules/strong-authentication/entra-security-defaults-off-without-conditional-access.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { policy } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const defaults = (isEnabled: boolean) => given(securityDefaultsPolicies, { id: 'sd', name: 'Security defaults', isEnabled })
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)

testRule(rule, {
  pass: {
    'security defaults': [defaults(true)],
    'an enabled policy': [defaults(false), policies(policy('MFA'))],
    'a strength, for one group': [
      defaults(false),
      policies(
        policy('Strength', {
          users: { includeUsers: ['None'], includeGroups: ['g'] },
          grant: { builtInControls: [], authenticationStrengthId: '00000000-0000-0000-0000-000000000004' },
        }),
      ),
    ],
  },
  fail: {
    nothing: { given: [defaults(false)], severity: 'critical' },
    'report-only': {
      given: [defaults(false), policies(policy('MFA', { state: 'enabledForReportingButNotEnforced' }))],
      evidence: [{ label: 'Report-only, which enforces nothing', value: ['MFA'] }],
    },
    disabled: [defaults(false), policies(policy('MFA', { state: 'disabled' }))],
    'for no user': [defaults(false), policies(policy('MFA', { users: { includeUsers: ['None'] } }))],
    'for agents': [
      defaults(false),
      policies(
        policy('Agents', { users: { includeUsers: ['AllAgentIdUsers'] } }),
        policy('Resources', { applications: { includeApplications: ['AllAgentIdResources'] } }),
      ),
    ],
    'for no application': [defaults(false), policies(policy('MFA', { applications: { includeApplications: ['None'] } }))],
    'a grant without a control': [defaults(false), policies(policy('MFA', { grant: { builtInControls: [] } }))],
    'session controls only': [defaults(false), policies(policy('Session', { grant: null }))],
    'about workload identities only': [
      defaults(false),
      policies(
        policy('Workloads', {
          conditions: { clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'], excludeServicePrincipals: [] } },
        }),
      ),
    ],
    'about a user action only': [
      defaults(false),
      policies(policy('Register', { applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] } })),
    ],
  },
})
