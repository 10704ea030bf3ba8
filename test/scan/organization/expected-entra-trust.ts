import type { VerdictTable } from './verdict-table.ts'

/** Whom the tenants trust from outside. No application can read agents for pass-through authentication. */
export const expectedEntraTrust: VerdictTable = {
  'entra-certificate-binding-weak': { bare: 'Sign-in with certificates medium', holds: 'sound' },
  'entra-external-authentication-method-unknown': { faulty: 'Somebody’s MFA high', holds: 'sound' },
  'entra-invitation-domains-open': { faulty: 'Domains that may be invited low', bare: 'Domains that may be invited low', holds: 'sound' },
  'entra-pass-through-authentication-in-use': { faulty: 'all unknown', sound: 'all unknown' },
  'entra-trusted-certificate-authority-unknown': { bare: 'Tailspin Test Root critical', holds: 'sound' },
}
