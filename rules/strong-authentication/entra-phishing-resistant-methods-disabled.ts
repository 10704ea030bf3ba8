import { methodsPolicies } from '../../src/datasets/entra/methods-policy.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-phishing-resistant-methods-disabled',
  title: 'Everybody may use a method that cannot be phished, and not just any key counts as one',
  failureTitle: 'Phishing-resistant methods are not enabled',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'Passkeys and certificates are bound to the site they were made for: a page that looks like the sign-in gets nothing from them. What is not enabled for everybody, not everybody can register. That only chosen groups may use passkeys is of low severity, and so is a profile that takes any device-bound key: without attestation and without a list of models, a key can be a program that somebody else keeps a copy of. Synced passkeys have no attestation; whether administrators may use them is for a rule about administrators.',
  remediation: [
    { text: 'Entra admin center, Authentication methods, Passkey (FIDO2): enable for all users.' },
    { text: 'In the profiles for device-bound passkeys, enforce attestation, or allow only the models (AAGUIDs) that are handed out.' },
    { text: 'Or enable certificate-based authentication, where the organization has a certificate authority for it.' },
  ],
  verify: [
    {
      text: 'Fido2 has state enabled and includes all_users, or X509Certificate has state enabled.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.AuthenticationMethod; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/policies/authenticationMethodsPolicy' -OutputType PSObject).authenticationMethodConfigurations | Where-Object id -in Fido2, X509Certificate",
    },
  ],
  frameworks: { 'cis-azure@5.0': ['5.28'], 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(8)'] },
  equivalents: {
    prowler: ['entra_authentication_methods_policy_strong_auth_enforced'],
    maester: ['EIDSCA.AF01', 'EIDSCA.AF02', 'EIDSCA.AF03', 'EIDSCA.AF04', 'EIDSCA.AF05', 'EIDSCA.AF06'],
    zta: ['21838', '21839', '21840', '21889'],
  },
  references: [
    { title: 'Enable passkeys', url: 'https://learn.microsoft.com/entra/identity/authentication/how-to-enable-passkey-fido2' },
    { title: 'passkeyProfile', url: 'https://learn.microsoft.com/graph/api/resources/passkeyprofile' },
  ],
  subjects: methodsPolicies,
  needs: {},
  check({ id, fido2, certificates }) {
    const facts = [
      evidence('Passkeys', fido2.state, id),
      evidence('Who may use passkeys', [...fido2.includeTargets]),
      evidence('Certificates', certificates.state),
    ]
    if (fido2.state !== 'enabled') return certificates.state === 'enabled' ? pass() : fail('Neither passkeys nor certificates are enabled.', facts)
    if (!fido2.includeTargets.includes('all_users') && certificates.state !== 'enabled')
      return fail('Only chosen groups may use passkeys, and nobody certificates.', facts, 'low')
    const loose = fido2.profiles.filter(
      ({ passkeyTypes, isAttestationEnforced, keyRestrictions }) =>
        passkeyTypes.includes('deviceBound') && !isAttestationEnforced && !keyRestrictions.isEnforced,
    )
    if (loose.length === 0) return pass()
    const names = loose.map(({ name }) => name)
    return fail(`Any device-bound key counts as a passkey, by ${names.join(', ')}.`, [...facts, evidence('Without attestation or restrictions', names)], 'low')
  },
})
