import rule from '../../../rules/external-access/entra-guest-owns-application.ts'
import { applicationOwners, entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { application, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { owner, registration } from '../application-rows.ts'

const shop = given(entraApplications, registration('shop', { name: 'Shop' }))
const people = (says = {}) =>
  given(entraUsers, user('ann'), user('eve', { userType: 'Guest', creationType: 'Invitation', externalUserState: 'Accepted', ...says }))
const enterprise = given(servicePrincipals, application('app-x', 'Payroll'))

testRule(rule, {
  pass: { 'a member': [shop, people(), given(applicationOwners, owner('shop', 'ann'))] },
  fail: {
    'a guest, beside a member': {
      given: [shop, people(), given(applicationOwners, owner('shop', 'ann'), owner('shop', 'eve'))],
      subjects: ['shop/eve'],
      severity: 'high',
      message: /owns the registration of Shop\.$/,
    },
    'of an enterprise application': {
      given: [enterprise, people(), given(applicationOwners, owner('sp-app-x', 'eve', { owned: 'servicePrincipal' }))],
      message: /owns the enterprise application Payroll\.$/,
    },
  },
  unknown: { 'somebody who is not in the directory': [shop, people(), given(applicationOwners, owner('shop', 'gone'))] },
  'not-applicable': {
    'a program': [shop, people(), given(applicationOwners, owner('shop', 'sp-y', { ownerType: 'servicePrincipal' }))],
    'a guest who is disabled': [shop, people({ accountEnabled: false }), given(applicationOwners, owner('shop', 'eve'))],
  },
})
