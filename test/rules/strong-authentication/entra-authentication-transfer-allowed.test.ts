import rule from '../../../rules/strong-authentication/entra-authentication-transfer-allowed.ts'
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
    'blocked for everybody': [users, policies(block('authenticationTransfer'))],
    'blocked together with the other flow': [users, policies(block('deviceCodeFlow,authenticationTransfer'))],
    'only declared emergency access is left out': [
      users,
      given(declared, declaration('principal', 'bob', 'emergency-access')),
      policies(block('authenticationTransfer', { users: { excludeUsers: ['bob'] } })),
    ],
  },
  fail: {
    'no policy': {
      given: [users],
      severity: 'medium',
      message:
        /^Conditional Access lets 2 of 2 enabled users carry a sign-in to another device by authentication transfer: no enabled policy asks it of them\.$/,
    },
    'MFA is asked for, which is what the victim does': [users, policies(policy('MFA'))],
    'the other flow is blocked': [users, policies(block('deviceCodeFlow'))],
    'somebody is left out': {
      given: [users, policies(block('authenticationTransfer', { users: { excludeUsers: ['bob'] } }))],
      message: /^Conditional Access lets 1 of 2 .*: policy "Block" excludes them by name\.$/,
    },
    'report-only': [users, policies(block('authenticationTransfer', { state: 'enabledForReportingButNotEnforced' }))],
  },
  unknown: {
    'nobody to ask about': [policies(block('authenticationTransfer'))],
    'a condition that this version does not know': [users, policies(block('authenticationTransfer', { unknownConditions: ['new'] }))],
  },
})
