import rule from '../../../rules/strong-authentication/entra-device-code-flow-allowed.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { type PolicyWords, policy, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const users = given(entraUsers, user('ann'), user('bob'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const block = (transferMethods: string, words: PolicyWords = {}) =>
  policy('Block', { ...words, conditions: { transferMethods }, grant: { builtInControls: ['block'] } })

testRule(rule, {
  pass: {
    'blocked for everybody': [users, policies(block('deviceCodeFlow'))],
    'blocked together with the other flow': [users, policies(block('deviceCodeFlow,authenticationTransfer'))],
    'a managed device is asked for, which cannot be shown with a code': [
      users,
      policies(policy('Devices', { grant: { builtInControls: ['compliantDevice'] } })),
    ],
    'only declared emergency access is left out': [
      users,
      given(declared, declaration('principal', 'bob', 'emergency-access')),
      policies(block('deviceCodeFlow', { users: { excludeUsers: ['bob'] } })),
    ],
  },
  fail: {
    'no policy': {
      given: [users],
      severity: 'high',
      message: /^Conditional Access lets 2 of 2 enabled users sign in by device code flow: no enabled policy asks it of them\.$/,
    },
    'MFA is asked for, which is what the victim does': [users, policies(policy('MFA'))],
    'the other flow is blocked': [users, policies(block('authenticationTransfer'))],
    'somebody is left out': {
      given: [users, policies(block('deviceCodeFlow', { users: { excludeUsers: ['bob'] } }))],
      message: /^Conditional Access lets 1 of 2 .*: policy "Block" excludes them by name\.$/,
    },
    'report-only': [users, policies(block('deviceCodeFlow', { state: 'enabledForReportingButNotEnforced' }))],
  },
  unknown: {
    'nobody to ask about': [policies(block('deviceCodeFlow'))],
    'a condition that this version does not know': [users, policies(block('deviceCodeFlow', { unknownConditions: ['new'] }))],
  },
})
