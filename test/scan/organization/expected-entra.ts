import { expectedEntraApplications } from './expected-entra-applications.ts'
import { expectedEntraGovernance } from './expected-entra-governance.ts'
import { expectedEntraPolicies } from './expected-entra-policies.ts'
import { expectedEntraPolicyHygiene } from './expected-entra-policy-hygiene.ts'
import { expectedEntraPrivilege } from './expected-entra-privilege.ts'
import { expectedEntraProgramRights } from './expected-entra-program-rights.ts'
import { expectedEntraSettings } from './expected-entra-settings.ts'
import { expectedEntraTrust } from './expected-entra-trust.ts'
import type { VerdictTable } from './verdict-table.ts'

/** What is found in each tenant, and where it holds; folded findings are in brackets. */
export const expectedEntra: VerdictTable = {
  'entra-application-owner-escalates': {
    faulty: 'keeper medium, 1 hold',
  },
  'entra-synced-user-privileged-in-aws': {
    faulty: '[synced-admin@contoso.onmicrosoft.com], 1 hold',
    holds: 'bare sound',
  },
  // None of the tenants is one for customers.
  'entra-external-tenant-mfa-missing': {},
  ...expectedEntraApplications,
  ...expectedEntraGovernance,
  ...expectedEntraPolicies,
  ...expectedEntraPrivilege,
  ...expectedEntraPolicyHygiene,
  ...expectedEntraProgramRights,
  ...expectedEntraSettings,
  ...expectedEntraTrust,
  'entra-admins-without-phishing-resistant-mfa': {
    faulty: '[itself]',
    bare: '[itself]',
    holds: 'sound',
  },
  'entra-aws-app-assignment-not-required': {
    faulty: 'aws-open high, 2 hold',
    holds: 'sound',
  },
  'entra-aws-app-missing': {
    holds: 'organization',
  },
  'entra-aws-app-single-account': {
    faulty: 'aws-accounts medium, 2 hold',
    holds: 'sound',
  },
  'entra-aws-role-mapping-dangling': {
    faulty:
      'arn:aws:iam::100000000003:role/through-entra-all-day low, arn:aws:iam::100000000003:role/through-entra-for-anyone low, aws-accounts: of-last-year medium, 1 hold',
  },
  'entra-saml-signing-key-unknown': {
    identity: 'EntraOfStranger high, 1 hold',
  },
  'entra-emergency-access-missing': {
    faulty: 'itself high',
    bare: 'itself high',
    holds: 'sound',
  },
  'entra-global-administrators-count': {
    bare: 'itself medium',
    holds: 'faulty sound',
  },
  'entra-legacy-authentication-allowed': {
    faulty: 'itself critical',
    bare: 'itself critical',
    holds: 'sound',
  },
  'entra-legacy-authentication-seen': {
    faulty: 'itself high',
    holds: 'sound',
  },
  'entra-mfa-not-required-for-admins': {
    faulty: '[itself]',
    bare: '[itself]',
    holds: 'sound',
  },
  'entra-mfa-not-required-for-aws': {
    faulty: 'aws-open critical, 2 hold',
    holds: 'sound',
  },
  'entra-mfa-not-required-for-azure-management': {
    faulty: '[itself]',
    bare: '[itself]',
    holds: 'sound',
  },
  'entra-mfa-not-required-for-users': {
    faulty: 'itself critical',
    bare: 'itself critical',
    holds: 'sound',
  },
  'entra-pim-activation-too-long': {
    faulty: 'Global Administrator medium, 3 hold',
    bare: '[itself]',
    holds: 'sound',
  },
  'entra-pim-activation-without-approval': {
    faulty: 'Global Administrator high, Privileged Role Administrator high',
    bare: '[itself]',
    holds: 'sound',
  },
  'entra-pim-activation-without-mfa': {
    faulty: 'Global Administrator high, 3 hold',
    bare: '[itself]',
    holds: 'sound',
  },
  'entra-pim-not-used': {
    bare: 'itself high',
    holds: 'faulty sound',
  },
  'entra-pim-permanent-assignment-allowed': {
    faulty: 'Global Administrator medium, Privileged Role Administrator medium, Security Administrator medium, User Administrator medium',
    bare: '[itself]',
    holds: 'sound',
  },
  'entra-privileged-role-assigned-outside-pim': {
    faulty: '[User Administrator: outside-pim@contoso.onmicrosoft.com], 4 hold',
    bare: '[itself]',
    holds: 'sound',
  },
  'entra-privileged-user-guest': {
    faulty: 'guest-admin@contoso.onmicrosoft.com high, 8 hold',
    holds: 'bare sound',
  },
  'entra-privileged-user-synced': {
    faulty: 'synced-admin@contoso.onmicrosoft.com high, 8 hold',
    holds: 'bare sound',
  },
  'entra-security-defaults-off-without-conditional-access': {
    bare: '[itself]',
    holds: 'faulty sound',
  },
  'entra-standing-global-administrator': {
    faulty: 'ada@contoso.onmicrosoft.com high, 1 hold',
    bare: 'ada@tailspin.onmicrosoft.com high',
    holds: 'sound',
  },
  'entra-standing-privileged-role': {
    faulty: 'outside-pim@contoso.onmicrosoft.com high, standing-security@contoso.onmicrosoft.com high, 5 hold',
    holds: 'sound',
  },
  'entra-user-not-registered-for-mfa': {
    faulty: 'bob@contoso.onmicrosoft.com medium, eligible@contoso.onmicrosoft.com critical, 7 hold',
    holds: 'sound',
  },
  'entra-weak-methods-enabled': {
    // Until the migration is complete the legacy policies may allow what is disabled here.
    faulty: 'Email medium, Sms medium, Voice unknown',
    holds: 'bare sound',
  },
}
