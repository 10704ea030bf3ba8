import type { VerdictTable } from './verdict-table.ts'

/** What Conditional Access lets happen beside sign-ins without MFA; risk is told to no tenant without licences. */
export const expectedEntraPolicies: VerdictTable = {
  'entra-admin-session-unlimited': { faulty: 'itself medium', bare: 'itself medium', holds: 'sound' },
  'entra-authentication-transfer-allowed': { faulty: 'itself medium', bare: 'itself medium', holds: 'sound' },
  'entra-conditional-access-trusted-location-wide': { faulty: 'Provider medium, 1 hold', holds: 'sound' },
  'entra-device-code-flow-allowed': { faulty: 'itself high', bare: 'itself high', holds: 'sound' },
  'entra-managed-device-not-required-for-admins': { faulty: 'itself medium', bare: 'itself medium', holds: 'sound' },
  'entra-mfa-not-required-for-guests': { faulty: 'itself high', holds: 'bare sound' },
  'entra-mfa-not-required-for-device-registration': { faulty: 'itself medium', bare: 'itself medium', holds: 'sound' },
  'entra-security-info-registration-open': { faulty: 'itself high', bare: 'itself high', holds: 'sound' },
  'entra-sign-in-risk-policy-missing': { faulty: 'itself high', holds: 'sound' },
  'entra-unknown-platform-allowed': { faulty: 'itself medium', bare: 'itself medium', holds: 'sound' },
  'entra-user-risk-policy-missing': { faulty: 'itself high', holds: 'sound' },
}
