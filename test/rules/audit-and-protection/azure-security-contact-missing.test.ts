import rule from '../../../rules/audit-and-protection/azure-security-contact-missing.ts'
import { type SecurityContact, securityContacts } from '../../../src/datasets/azure/defender.ts'
import { subscriptionStates } from '../../../src/datasets/azure/hierarchy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { inState } from '../azure-rows.ts'

const contact = (more: Partial<SecurityContact> = {}) =>
  given(securityContacts, { id: 'default', name: 'default', isEnabled: true, emails: ['soc@contoso.example'], roles: ['Owner'], alertsFrom: 'High', ...more })

testRule(rule, {
  pass: { 'an address and the owners': [contact()] },
  fail: {
    'no contact': {
      given: [given(securityContacts)],
      message: /no address is told\.$/,
      severity: 'low',
      evidence: [{ label: 'Roles', value: ['Owner, by default'] }],
    },
    'the owners only': { given: [contact({ emails: [] })], message: /no address is told\.$/ },
    'an address only': { given: [contact({ roles: ['Contributor'] })], message: /the owners are not told\.$/ },
    'a contact that is off': [contact({ isEnabled: false })],
    'a contact that no alert reaches': [contact({ alertsFrom: null })],
  },
  'not-applicable': Object.fromEntries(
    ['Disabled', 'Warned', 'Expired'].map(state => [`a subscription that is ${state}`, [given(subscriptionStates, inState(state)), given(securityContacts)]]),
  ),
})
