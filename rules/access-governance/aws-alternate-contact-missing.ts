import { alternateContacts } from '../../src/datasets/aws/account-upkeep.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-alternate-contact-missing',
  title: 'The account has a security contact',
  failureTitle: 'No security contact',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'access-governance',
  rationale:
    'When AWS sees a key of the account on the Internet or abuse coming from it, it writes to the security contact; without one, to the address of the root user, which often nobody reads. Only whether there is a contact is looked at, not who it is.',
  remediation: [
    {
      text: 'Register a mailbox that several people read; for members, from the management account with --account-id.',
      command: 'aws account put-alternate-contact --alternate-contact-type SECURITY --name NAME --title TITLE --email-address ADDRESS --phone-number NUMBER',
    },
  ],
  verify: [{ text: 'The contact is there.', command: 'aws account get-alternate-contact --alternate-contact-type SECURITY' }],
  frameworks: {
    'cis-aws@7.0': ['2.3'],
    'cis-aws@5.0': ['1.2'],
    'aws-security-hub': ['Account.1'],
    'nist-800-53@r5': ['CM-2', 'IR-6'],
    'mcsb@2': ['IR-2'],
  },
  equivalents: { prowler: ['account_security_contact_information_is_registered'], 'security-hub': ['Account.1'] },
  references: [
    { title: 'Update the alternate contacts', url: 'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html' },
    { title: 'Security Hub controls for accounts', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/account-controls.html' },
  ],
  subjects: alternateContacts,
  needs: {},
  check({ id, name, hasSecurityContact }) {
    if (hasSecurityContact) return pass()
    return fail(`Account ${name} has no security contact.`, [evidence('Security contact', false, id)])
  },
})
