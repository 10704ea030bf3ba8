import { unlikeUsual } from './usual.ts'

/**
 * What Microsoft Graph lacks there stays open and says so; nothing of it holds, and none of it counts as a failure to look.
 */
export const expectedChina = unlikeUsual({
  holds: [
    'entra-conditional-access-excludes-many',
    'entra-pim-activation-without-justification',
    'entra-pim-activation-without-mfa',
    'entra-pim-not-used',
    'entra-privileged-role-assigned-outside-pim',
    'entra-sign-in-risk-policy-missing',
    'entra-standing-global-administrator',
    'entra-user-not-registered-for-mfa',
  ],
  fails: {
    'entra-password-protection-weak': 'itself medium',
    'entra-pim-activation-too-long': 'Global Administrator medium, 1 hold',
    'entra-pim-activation-without-approval': 'Global Administrator high, Privileged Role Administrator high',
    'entra-pim-alerts-not-sent': 'Global Administrator low, Privileged Role Administrator low',
    'entra-pim-permanent-assignment-allowed': 'Global Administrator medium, Privileged Role Administrator medium',
    'entra-user-risk-policy-missing': 'itself high',
  },
  open: {
    'entra-agent-blueprint-secret': 'all?',
    'entra-agent-identity-overprivileged': 'all?',
    'entra-agent-identity-unowned': 'all?',
    'entra-application-inactive-privileged': 'all?',
    'entra-application-management-policy-missing': 'all?',
    'entra-invitation-domains-open': 'all?',
    'entra-risky-user-open': 'all?',
  },
})
