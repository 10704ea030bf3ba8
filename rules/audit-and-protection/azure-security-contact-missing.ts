import { alertedSubscriptions } from '../../src/estate/azure/defended-subscriptions.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-security-contact-missing',
  title: 'A named contact and the owners hear of alerts of Defender for Cloud',
  failureTitle: 'Nobody or not everybody hears of alerts of Defender for Cloud',
  cloud: 'azure',
  severity: 'low',
  recommendation: 'audit-and-protection',
  rationale:
    'An alert that nobody reads stops nobody. Mail to the people who own the subscription, and to an address that is watched, costs nothing and needs no other system.',
  remediation: [
    {
      text: 'Under Environment settings of the subscription, Email notifications: choose the role Owner, add the address of those who watch, and notify about alerts of high severity.',
    },
  ],
  verify: [{ text: 'The contact is there.', command: 'az security contact list --subscription SUBSCRIPTION_ID' }],
  frameworks: { 'mcsb@2': ['IR-2'], 'nist-800-53@r5': ['IR-6'] },
  equivalents: { prowler: ['defender_ensure_notify_emails_to_owners', 'defender_ensure_notify_alerts_severity_is_high'] },
  references: [
    { title: 'Configure email notifications for alerts', url: 'https://learn.microsoft.com/azure/defender-for-cloud/configure-email-notifications' },
  ],
  subjects: alertedSubscriptions,
  needs: {},
  // One that is disabled cannot be changed, and nothing runs in it.
  where: ({ isUsable }) => isUsable,
  check({ name, contacts }) {
    const told = contacts.filter(({ isEnabled, alertsFrom }) => isEnabled && alertsFrom !== null)
    const emails = told.flatMap(contact => contact.emails)
    // Until somebody changes it Azure tells the owners: https://learn.microsoft.com/azure/defender-for-cloud/configure-email-notifications
    const isDefault = contacts.length === 0
    const hasOwners = isDefault || told.some(({ roles }) => roles.includes('Owner'))
    if (emails.length > 0 && hasOwners) return pass()
    const missing = [...(emails.length === 0 ? ['no address is told'] : []), ...(hasOwners ? [] : ['the owners are not told'])]
    return fail(`Of alerts in ${name}, ${missing.join(' and ')}.`, [
      evidence('Addresses', emails),
      evidence('Roles', isDefault ? ['Owner, by default'] : told.flatMap(({ roles }) => roles)),
    ])
  },
})
