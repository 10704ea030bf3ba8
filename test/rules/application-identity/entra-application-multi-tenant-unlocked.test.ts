import rule from '../../../rules/application-identity/entra-application-multi-tenant-unlocked.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { given, testRule } from '../../rule-tester.ts'
import { registration } from '../application-rows.ts'

const lock = { isEnabled: true, allProperties: false, credentialsThatVerify: true, credentialsThatSign: true, tokenEncryptionKey: true }
const shop = (propertyLock: typeof lock | null, signInAudience = 'AzureADMultipleOrgs') =>
  given(entraApplications, registration('shop', { propertyLock, signInAudience }))

testRule(rule, {
  pass: { 'each property': [shop(lock)], 'all of them': [shop({ ...lock, allProperties: true, credentialsThatSign: false })] },
  fail: {
    'no lock': { given: [shop(null)], subjects: ['shop'], severity: 'medium', message: /can change all credentials of it/ },
    'a lock that is off': { given: [shop({ ...lock, isEnabled: false })] },
    'personal accounts too, and in part': {
      given: [shop({ ...lock, credentialsThatSign: false }, 'AzureADandPersonalMicrosoftAccount')],
      message: /credentials that sign/,
    },
  },
  'not-applicable': { 'for this tenant alone': [shop(null, 'AzureADMyOrg')] },
})
