import { unlikeUsual } from './usual.ts'

/**
 * Every question about hybrid identity holds. What nobody set in PIM and Conditional Access fails as it was delivered.
 */
export const expectedSynchronized = unlikeUsual({
  holds: [
    'entra-conditional-access-excludes-many',
    'entra-on-premises-password-protection-off',
    'entra-password-hash-sync-off',
    'entra-password-protection-weak',
    'entra-pim-activation-without-justification',
    'entra-pim-activation-without-mfa',
    'entra-pim-not-used',
    'entra-privileged-role-assigned-outside-pim',
    'entra-sign-in-risk-policy-missing',
    'entra-standing-global-administrator',
    'entra-sync-stale',
    'entra-user-not-registered-for-mfa',
  ],
  fails: {
    'entra-pim-activation-too-long': 'Global Administrator medium, 1 hold',
    'entra-pim-activation-without-approval': 'Global Administrator high, Privileged Role Administrator high',
    'entra-pim-alerts-not-sent': 'Global Administrator low, Privileged Role Administrator low',
    'entra-pim-permanent-assignment-allowed': 'Global Administrator medium, Privileged Role Administrator medium',
    'entra-user-risk-policy-missing': 'itself high',
  },
  open: {
    'entra-pass-through-authentication-in-use': 'all?',
    'entra-sync-takeover-allowed': 'all?',
  },
})
