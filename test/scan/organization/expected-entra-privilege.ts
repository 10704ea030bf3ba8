import type { VerdictTable } from './verdict-table.ts'

/** Administrators, what they sign in with, the groups they are in, and what PIM asks and tells. */
export const expectedEntraPrivilege: VerdictTable = {
  'entra-administrative-unit-unrestricted': { faulty: 'Berlin info', holds: 'sound' },
  'entra-custom-role-privileged': { faulty: 'Application support medium', holds: 'sound' },
  'entra-disabled-user-keeps-access': { faulty: 'leaver@contoso.onmicrosoft.com medium', holds: 'sound' },
  'entra-dynamic-group-privilege': { faulty: 'Left out high', holds: 'sound' },
  'entra-emergency-access-weak': { faulty: 'break-glass-1@contoso.onmicrosoft.com high', holds: 'sound' },
  'entra-guest-in-privileged-group': {
    faulty: '[guest-admin@contoso.onmicrosoft.com in Desk], [idle-guest@contoso.onmicrosoft.com in Desk], 1 hold',
    holds: 'sound',
  },
  'entra-per-user-mfa-in-use': { faulty: 'standing-security@contoso.onmicrosoft.com medium, 8 hold', holds: 'bare sound' },
  'entra-pim-activation-without-justification': { faulty: 'User Administrator low, 3 hold', bare: '[itself]', holds: 'sound' },
  'entra-pim-alert-open': { faulty: 'Roles are being assigned outside of PIM medium', holds: 'sound' },
  'entra-pim-alerts-not-sent': {
    faulty: 'Global Administrator low, Privileged Role Administrator low, Security Administrator low, User Administrator low',
    bare: '[itself]',
    holds: 'sound',
  },
  'entra-privileged-group-not-protected': { faulty: 'Desk high', holds: 'sound' },
  'entra-privileged-user-inactive': { faulty: 'idle@contoso.onmicrosoft.com medium, 7 hold', holds: 'sound' },
  'entra-privileged-user-weak-method': {
    faulty: 'eligible@contoso.onmicrosoft.com high, 5 hold',
    bare: 'ada@tailspin.onmicrosoft.com unknown',
    holds: 'sound',
  },
  'entra-privileged-user-with-mailbox': { faulty: 'standing-security@contoso.onmicrosoft.com low, 7 hold', holds: 'bare sound' },
  'entra-role-assigned-to-disabled': { faulty: '[leaver@contoso.onmicrosoft.com], 9 hold', holds: 'bare sound' },
  'entra-sync-account-overprivileged': { faulty: 'outside-pim@contoso.onmicrosoft.com high', holds: 'sound' },
  // No application can read it.
  'entra-sync-takeover-allowed': { faulty: 'all unknown', sound: 'all unknown' },
  'entra-too-many-privileged': { faulty: 'itself medium', holds: 'bare sound' },
}
