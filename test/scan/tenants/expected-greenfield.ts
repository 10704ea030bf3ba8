import { unlikeUsual } from './usual.ts'

/**
 * What security defaults give (MFA for administrators and for Azure at every sign-in, legacy clients blocked) holds; MFA for everybody else, only when Microsoft judges it
 * necessary, is a milder finding. Nothing that needs a licence holds: PIM and access reviews fail, what only a licence tells of is not asked.
 */
export const expectedGreenfield = unlikeUsual({
  fails: {
    'entra-emergency-access-missing': 'itself high',
    'entra-mfa-not-required-for-users': 'itself medium',
    'entra-privileged-user-weak-method': 'founder@greenfield.onmicrosoft.com high, partner@greenfield.onmicrosoft.com high',
    'entra-standing-global-administrator': 'founder@greenfield.onmicrosoft.com high, partner@greenfield.onmicrosoft.com high',
    'entra-unknown-platform-allowed': 'itself medium',
  },
  notAsked: [
    'entra-conditional-access-excludes-many',
    'entra-conditional-access-references-deleted',
    'entra-conditional-access-unused-policy',
    'entra-continuous-access-evaluation-disabled',
    'entra-emergency-access-weak',
    'entra-legacy-authentication-seen',
    'entra-password-protection-weak',
    'entra-privileged-user-inactive',
    'entra-protected-actions-missing',
    'entra-token-protection-missing',
    'entra-user-inactive',
    'entra-user-not-registered-for-mfa',
  ],
})
