import rule from '../../../rules/strong-authentication/entra-password-protection-weak.ts'
import { directorySettings } from '../../../src/datasets/entra/authorization-policy.ts'
import { directorySynchronizations } from '../../../src/datasets/entra/domains.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { setting, synchronization } from '../settings-rows.ts'

const cloud = given(directorySynchronizations, synchronization())
const synced = given(directorySynchronizations, synchronization({ isEnabled: true }))
const good = { EnableBannedPasswordCheck: 'True', BannedPasswordCount: '12', LockoutThreshold: '8', LockoutDurationInSeconds: '90' }
const rules = (values: Readonly<Record<string, string>>) => given(directorySettings, setting('passwords', { ...good, ...values }))

testRule(rule, {
  pass: {
    'own words, and lockout': [cloud, rules({}), p2],
    'enforced on-premises too': [synced, rules({ BannedPasswordCheckOnPremisesMode: 'Enforced' }), p2],
    'twenty attempts where that is wanted': { given: [cloud, rules({ LockoutThreshold: '20' }), p2], parameters: { attempts: 20 } },
  },
  fail: {
    'never changed': { given: [cloud, p2], message: /no words of the organization/, evidence: [{ value: 'never changed' }], severity: 'medium' },
    'a list that is not checked': { given: [cloud, rules({ EnableBannedPasswordCheck: 'False' }), p2], evidence: [{ value: 'not checked' }] },
    'many attempts': { given: [cloud, rules({ LockoutThreshold: '50' }), p2], message: /after 50 attempts/ },
    'a short lockout': { given: [cloud, rules({ LockoutDurationInSeconds: '5' }), p2], message: /only 5 seconds/ },
    'not on-premises': { given: [synced, rules({ BannedPasswordCheckOnPremisesMode: 'Audit' }), p2], message: /domain controllers/ },
  },
})
