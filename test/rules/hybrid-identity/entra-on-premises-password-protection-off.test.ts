import rule from '../../../rules/hybrid-identity/entra-on-premises-password-protection-off.ts'
import { directorySettings } from '../../../src/datasets/entra/authorization-policy.ts'
import { directorySynchronizations } from '../../../src/datasets/entra/domains.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { setting, synchronization } from '../settings-rows.ts'

const synced = given(directorySynchronizations, synchronization({ isEnabled: true }))
const rules = (values: Readonly<Record<string, string>>) => given(directorySettings, setting('passwords', values))

testRule(rule, {
  pass: {
    enforced: [synced, rules({ EnableBannedPasswordCheckOnPremises: 'True', BannedPasswordCheckOnPremisesMode: 'Enforced' }), p2],
    'enforced, as it is also written': [synced, rules({ BannedPasswordCheckOnPremisesMode: 'Enforce' }), p2],
  },
  fail: {
    'never changed, which is audit': { given: [synced, p2], message: /only note/, evidence: [{ value: 'Audit, never changed' }], severity: 'medium' },
    audit: [synced, rules({ EnableBannedPasswordCheckOnPremises: 'True', BannedPasswordCheckOnPremisesMode: 'Audit' }), p2],
    off: {
      given: [synced, rules({ EnableBannedPasswordCheckOnPremises: 'False', BannedPasswordCheckOnPremisesMode: 'Enforced' }), p2],
      message: /do not check/,
    },
  },
  'not-applicable': {
    'not synchronized': [given(directorySynchronizations, synchronization()), p2],
  },
})
