import { unlikeUsual } from './usual.ts'

/**
 * Administrators do MFA; customers do not, which is a question of its own. That customers sign up, by codes sent by e-mail, is what the tenant is for.
 */
export const expectedCustomers = unlikeUsual({
  fails: {
    'entra-emergency-access-missing': 'itself high',
    'entra-external-tenant-mfa-missing': 'itself medium',
    'entra-standing-global-administrator': 'ada@customers.onmicrosoft.com high, bob@customers.onmicrosoft.com high',
  },
  notAsked: [
    'entra-conditional-access-excludes-many',
    'entra-emergency-access-weak',
    'entra-invitation-domains-open',
    'entra-legacy-authentication-seen',
    'entra-password-protection-weak',
    'entra-privileged-user-inactive',
    'entra-protected-actions-missing',
    'entra-self-service-sign-up-open',
    'entra-token-protection-missing',
    'entra-user-inactive',
    'entra-user-not-registered-for-mfa',
    'entra-weak-methods-enabled',
  ],
})
