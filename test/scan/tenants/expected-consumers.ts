import { unlikeUsual } from './usual.ts'

/**
 * Nothing is demanded of the two administrators. Of consumers Conditional Access is not asked: user flows decide, and that stays open.
 */
export const expectedConsumers = unlikeUsual({
  holds: [
    'entra-application-dangerous-permission',
    'entra-application-implicit-grant',
    'entra-application-redirect-unsafe',
    'entra-guest-owns-application',
    'entra-multi-tenant-app-trusts-email',
    'entra-service-principal-hidden-credential',
    'entra-service-principal-privileged-role',
  ],
  fails: {
    'entra-admins-without-phishing-resistant-mfa': '[itself]',
    'entra-application-multi-tenant-unlocked': 'Shop medium',
    'entra-emergency-access-missing': 'itself high',
    'entra-legacy-authentication-allowed': 'itself critical',
    'entra-mfa-not-required-for-admins': '[itself]',
    'entra-mfa-not-required-for-azure-management': '[itself]',
    'entra-mfa-not-required-for-users': 'itself critical',
    'entra-privileged-user-weak-method': 'ada@consumers.onmicrosoft.com high, bob@consumers.onmicrosoft.com high',
    'entra-security-defaults-off-without-conditional-access': '[itself]',
    'entra-standing-global-administrator': 'ada@consumers.onmicrosoft.com high, bob@consumers.onmicrosoft.com high',
    'entra-unknown-platform-allowed': 'itself medium',
  },
  open: {
    'entra-external-tenant-mfa-missing': 'Consumers?',
  },
  notAsked: [
    'entra-conditional-access-excludes-many',
    'entra-conditional-access-references-deleted',
    'entra-conditional-access-unused-policy',
    'entra-continuous-access-evaluation-disabled',
    'entra-emergency-access-weak',
    'entra-invitation-domains-open',
    'entra-legacy-authentication-seen',
    'entra-password-protection-weak',
    'entra-privileged-user-inactive',
    'entra-protected-actions-missing',
    'entra-token-protection-missing',
    'entra-user-inactive',
    'entra-user-not-registered-for-mfa',
  ],
})
