import rule from '../../../rules/strong-authentication/entra-admin-session-unlimited.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, type PolicyWords, policy, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const administrator = [
  given(entraUsers, user('ann'), user('bob')),
  given(roleDefinitions, ...roles),
  given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR)),
]
const policies = (...rows: readonly ConditionalAccessPolicy[]) => given(conditionalAccessPolicies, ...rows)

const frequency = (frequencyInterval: string, type: string | null, value: number | null, words: PolicyWords = {}): ConditionalAccessPolicy => ({
  ...policy('Sessions', { grant: null, ...words }),
  sessionControls: {
    applicationEnforcedRestrictions: false,
    cloudAppSecurity: null,
    disableResilienceDefaults: false,
    persistentBrowser: null,
    signInFrequency: { frequencyInterval, type, value, authenticationType: 'primaryAndSecondaryAuthentication' },
  },
})
const hourly = (words: PolicyWords = {}) => frequency('timeBased', 'hours', 1, words)

testRule(rule, {
  pass: {
    'one hour': [...administrator, policies(hourly())],
    'one hour for the role': [...administrator, policies(hourly({ users: { includeRoles: [GLOBAL_ADMINISTRATOR] } }))],
    'every time': [...administrator, policies(frequency('everyTime', null, null))],
    'a day for all, and four hours for the role: the shorter counts': [
      ...administrator,
      policies(frequency('timeBased', 'days', 1), frequency('timeBased', 'hours', 4, { users: { includeRoles: [GLOBAL_ADMINISTRATOR] } })),
    ],
    'a day, which the operator finds short enough': { given: [...administrator, policies(frequency('timeBased', 'days', 1))], parameters: { hours: 24 } },
  },
  fail: {
    'MFA and no limit': {
      given: [...administrator, policies(policy('MFA'))],
      severity: 'medium',
      message: /^For 1 of 1 administrators some sessions go on for longer than 4 hours: no enabled policy asks it of them\.$/,
    },
    'a day': [...administrator, policies(frequency('timeBased', 'days', 1))],
    'report-only': [...administrator, policies(hourly({ state: 'enabledForReportingButNotEnforced' }))],
    'in some circumstances only': {
      given: [...administrator, policies(hourly({ conditions: { signInRiskLevels: ['high'] } }))],
      message: /: policy "Sessions" applies only at sign-in risk high\.$/,
    },
  },
  unknown: {
    'a condition that this version does not know': [...administrator, policies(hourly({ unknownConditions: ['new'] }))],
    'no administrator': [given(entraUsers, user('ann')), policies(hourly())],
  },
})
