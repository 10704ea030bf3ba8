import { unlikeUsual } from './usual.ts'

/**
 * MFA is demanded of everybody, and believed of AD FS for three domains of four. What hangs on AD FS and on a synchronization that stands still fails; the accounts for
 * emergencies, and the synchronization account, are in order.
 */
export const expectedFederated = unlikeUsual({
  holds: [
    'entra-conditional-access-excludes-many',
    'entra-pim-activation-without-justification',
    'entra-pim-activation-without-mfa',
    'entra-pim-not-used',
    'entra-privileged-role-assigned-outside-pim',
    'entra-sign-in-risk-policy-missing',
    'entra-standing-global-administrator',
    'entra-sync-account-overprivileged',
    'entra-user-not-registered-for-mfa',
  ],
  fails: {
    'entra-federated-domain': 'labs.example high, plants.example high, shops.example high, 2 hold',
    'entra-federated-domain-mfa-trusted': 'offices.example high, plants.example high, shops.example medium, 1 hold',
    'entra-federation-certificate-expiring': 'labs.example medium, 3 hold',
    'entra-on-premises-password-protection-off': '[itself]',
    'entra-password-hash-sync-off': 'itself medium',
    'entra-password-protection-weak': 'itself medium',
    'entra-pim-activation-too-long': 'Global Administrator medium, 1 hold',
    'entra-pim-activation-without-approval': 'Global Administrator high, Privileged Role Administrator high',
    'entra-pim-alerts-not-sent': 'Global Administrator low, Privileged Role Administrator low',
    'entra-pim-permanent-assignment-allowed': 'Global Administrator medium, Privileged Role Administrator medium',
    'entra-privileged-user-synced': 'ada@offices.example high, 2 hold',
    'entra-sync-stale': 'itself high',
    'entra-user-risk-policy-missing': 'itself high',
  },
  open: {
    'entra-pass-through-authentication-in-use': 'all?',
    'entra-sync-takeover-allowed': 'all?',
  },
})
