import { unlikeUsual } from './usual.ts'

/**
 * Conditional Access is whole, so that every question about it holds that is not about devices, sessions and device registration. PIM and access reviews need P2 and fail; who is
 * at risk is told to nobody, and not asked.
 */
export const expectedPremium = unlikeUsual({
  holds: [
    'entra-admins-without-phishing-resistant-mfa',
    'entra-application-credential-expired',
    'entra-application-dangerous-permission',
    'entra-application-implicit-grant',
    'entra-application-secret-long-lived',
    'entra-conditional-access-excludes-many',
    'entra-device-code-flow-allowed',
    'entra-global-administrators-count',
    'entra-guest-owns-application',
    'entra-security-info-registration-open',
    'entra-service-principal-hidden-credential',
    'entra-service-principal-privileged-role',
    'entra-user-not-registered-for-mfa',
  ],
  fails: {
    'entra-application-secret': 'Time sheets: premium-secret low',
    'entra-password-protection-weak': 'itself medium',
    'entra-standing-global-administrator': 'ada@premium.onmicrosoft.com high, 2 hold',
    'entra-standing-privileged-role': 'bob@premium.onmicrosoft.com high',
  },
})
