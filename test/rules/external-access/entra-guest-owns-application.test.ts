import rule from '../../../rules/external-access/entra-guest-owns-application.ts'
import { applicationOwners } from '../../../src/datasets/entra/app-registrations.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { owner } from '../application-rows.ts'

const people = (says = {}) =>
  given(entraUsers, user('ann'), user('eve', { userType: 'Guest', creationType: 'Invitation', externalUserState: 'Accepted', ...says }))

testRule(rule, {
  pass: { 'a member': [people(), given(applicationOwners, owner('shop', 'ann'))] },
  fail: {
    'a guest, beside a member': {
      given: [people(), given(applicationOwners, owner('shop', 'ann'), owner('shop', 'eve', { name: 'Shop' }))],
      subjects: ['shop/eve'],
      severity: 'high',
      message: /owns the registration of Shop\.$/,
    },
    'of an enterprise application': {
      given: [people(), given(applicationOwners, owner('sp-app-x', 'eve', { owned: 'servicePrincipal', name: 'Payroll' }))],
      message: /owns the enterprise application Payroll\.$/,
    },
  },
  unknown: { 'somebody who is not in the directory': [people(), given(applicationOwners, owner('shop', 'gone'))] },
  'not-applicable': {
    'a program': [people(), given(applicationOwners, owner('shop', 'sp-y', { ownerType: 'servicePrincipal' }))],
    'a guest who is disabled': [people({ accountEnabled: false }), given(applicationOwners, owner('shop', 'eve'))],
  },
})
