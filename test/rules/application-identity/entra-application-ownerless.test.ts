import rule from '../../../rules/application-identity/entra-application-ownerless.ts'
import { applicationOwners, entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { owner, privileged, registration, unreadAdministrators } from '../application-rows.ts'

const shop = given(entraApplications, registration('shop'), registration('plain'))
const owned = (...by: string[]) => given(applicationOwners, ...by.map(id => owner('shop', id)))

testRule(rule, {
  pass: {
    'two owners': [shop, owned('u-ann', 'u-bob'), ...privileged('app-shop')],
    'one, where one is enough': { given: [shop, owned('u-ann'), ...privileged('app-shop')], parameters: { owners: 1 } },
  },
  fail: {
    'nobody, beside one that leads nowhere': { given: [shop, ...privileged('app-shop')], subjects: ['shop'], severity: 'low', message: /nobody owns it/ },
    'two, of whom one has left': {
      given: [shop, owned('u-ann', 'u-bob'), given(entraUsers, user('u-ann'), user('u-bob', { accountEnabled: false })), ...privileged('app-shop')],
      message: /a single owner/,
    },
    'nobody, beside a group that was not read': {
      given: [shop, ...privileged('app-shop'), ...unreadAdministrators],
      subjects: ['shop'],
    },
    'a single one': { given: [shop, owned('u-ann'), ...privileged('app-shop')], message: /a single owner/ },
  },
  unknown: {
    'a group that holds a role and was not read': {
      given: [shop, ...unreadAdministrators],
      subjects: ['dark'],
      message: 'The members of group dark, which holds Global Administrator, are not known: applications may be among them.',
    },
  },
  'not-applicable': { 'leads nowhere': [shop, ...privileged('app-other')] },
})
