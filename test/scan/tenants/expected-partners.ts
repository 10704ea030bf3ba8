import { unlikeUsual } from './usual.ts'

/**
 * MFA that is asked of members reaches neither guests nor people whom the sister company synchronizes in, nor the service provider. Whose MFA is believed without having been
 * declared is a finding; the sister company was declared.
 */
export const expectedPartners = unlikeUsual({
  holds: ['entra-cross-tenant-sync-inbound', 'entra-global-administrators-count'],
  fails: {
    'entra-admins-without-phishing-resistant-mfa': '[itself]',
    'entra-conditional-access-excludes-many': 'Require MFA of members medium, 1 hold',
    'entra-cross-tenant-partner-trust': '51000000-2222-4333-8444-555555555555 medium, 3 hold',
    'entra-guest-inactive':
      'guest-idle_elsewhere.example#EXT#@partners.onmicrosoft.com medium, guest-pending_elsewhere.example#EXT#@partners.onmicrosoft.com medium, 3 hold',
    'entra-guest-without-sponsor':
      'contractor@partners.onmicrosoft.com info, guest-idle_elsewhere.example#EXT#@partners.onmicrosoft.com info, guest-pending_elsewhere.example#EXT#@partners.onmicrosoft.com info, 2 hold',
    'entra-mfa-not-required-for-admins': '[itself]',
    'entra-mfa-not-required-for-azure-management': '[itself]',
    'entra-mfa-not-required-for-guests': 'itself high',
    'entra-mfa-not-required-for-users': 'itself critical',
    'entra-partner-delegated-administration': '53000000-2222-4333-8444-555555555555 info',
    'entra-password-protection-weak': 'itself medium',
    'entra-privileged-user-guest': 'guest-admin_elsewhere.example#EXT#@partners.onmicrosoft.com high, 3 hold',
    'entra-standing-global-administrator': 'ada@partners.onmicrosoft.com high, 2 hold',
    'entra-standing-privileged-role': 'guest-admin_elsewhere.example#EXT#@partners.onmicrosoft.com high',
    'entra-unknown-platform-allowed': 'itself medium',
    'entra-user-not-registered-for-mfa': 'contractor@partners.onmicrosoft.com medium, guest-admin_elsewhere.example#EXT#@partners.onmicrosoft.com?, 2 hold',
  },
})
