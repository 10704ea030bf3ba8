import { methodsPolicies } from '../../src/datasets/entra/methods-policy.ts'
import { featureWords, reachOf } from '../../src/estate/entra/method-features.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-system-preferred-mfa-off',
  title: 'Sign-in asks everybody for the strongest method they registered',
  failureTitle: 'System-preferred MFA is off',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'People who registered a passkey and a phone number are asked for what they used last, or what they once chose. With system-preferred MFA they are asked for the strongest first, so that the weaker one is not the habit. Left to Microsoft it is on, as the documentation of the settings that Microsoft manages says; that it may change is shown with the evidence of other rules.',
  remediation: [
    { text: 'Entra admin center, Authentication methods, Settings, System-preferred multifactor authentication: Enabled or Microsoft managed, all users.' },
  ],
  verify: [
    {
      text: 'systemCredentialPreferences has state enabled or default, includes all_users and excludes nobody.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.AuthenticationMethod; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/policies/authenticationMethodsPolicy').systemCredentialPreferences",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.2.3.6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'] },
  equivalents: {},
  references: [
    {
      title: 'System-preferred multifactor authentication',
      url: 'https://learn.microsoft.com/entra/identity/authentication/concept-system-preferred-multifactor-authentication',
    },
    { title: 'Settings that Microsoft manages', url: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-default-enablement' },
  ],
  subjects: methodsPolicies,
  needs: {},
  check({ id, systemPreferred }) {
    const reach = reachOf(systemPreferred)
    const isLimited = systemPreferred.include !== 'all_users' || systemPreferred.exclude !== null
    if (reach === 'everybody' || (reach === 'managed' && !isLimited)) return pass()
    return fail(reach === 'nobody' ? 'Nobody is asked for their strongest method first.' : 'Only some are asked for their strongest method first.', [
      evidence('System-preferred MFA', featureWords(systemPreferred), id),
      ...(reach === 'managed' && systemPreferred.include !== null ? [evidence('For', systemPreferred.include)] : []),
      ...(systemPreferred.exclude === null ? [] : [evidence('But not', systemPreferred.exclude)]),
    ])
  },
})
