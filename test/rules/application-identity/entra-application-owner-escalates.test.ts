import rule from '../../../rules/application-identity/entra-application-owner-escalates.ts'
import { applicationOwners, entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { owner, privileged, registration, unreadAdministrators } from '../application-rows.ts'
import { mfa, phishingResistant, roleOfBob } from '../identity-graph-rows.ts'

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'

const owned = (by: string, more: Parameters<typeof owner>[2] = {}, ownedId = 'shop') => [
  given(entraApplications, registration('shop'), registration('plain')),
  given(entraUsers, user('ann'), user('bob'), user('left', { accountEnabled: false })),
  given(applicationOwners, owner(ownedId, by, more)),
  ...privileged('app-shop'),
]

testRule(rule, {
  pass: {
    'a phishing-resistant strength is required': [...owned('ann'), ...phishingResistant],
    'an administrator, of whom another rule asks': [...owned('bob'), ...roleOfBob(GLOBAL_ADMINISTRATOR, 'Global Administrator')],
  },
  fail: {
    'a password is enough': {
      given: owned('ann'),
      subjects: ['shop/ann'],
      severity: 'high',
      message: /^ann@contoso\.example owns the registration of ann, which leads to the whole tenant, and signs in with a password\.$/,
    },
    'MFA that can be phished': { given: [...owned('ann'), mfa], severity: 'medium' },
    'the enterprise application': { given: owned('ann', { owned: 'servicePrincipal' }, 'sp-app-shop'), message: /owns the enterprise application/ },
  },
  unknown: {
    'who the owner is, is not known': owned('stranger'),
    'who else is administrator is not known': [...owned('ann'), ...unreadAdministrators],
  },
  'not-applicable': {
    'an application that leads nowhere': owned('ann', {}, 'plain'),
    'the owner has left': owned('left'),
    'a program owns it': owned('robot', { ownerType: 'servicePrincipal' }),
  },
})
