import { methodsPolicies } from '../../src/datasets/entra/methods-policy.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-authenticator-software-oath-enabled',
  title: 'Microsoft Authenticator gives no codes to type',
  failureTitle: 'Codes of Microsoft Authenticator are allowed',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'A code is typed wherever it is asked for, also into a page that only looks like the sign-in; it shows neither application nor place. A notification with number matching is harder to pass on, a passkey cannot be. As long as codes are allowed, that is what an attacker asks for.',
  remediation: [
    { text: 'See who depends on codes (registration details), and move them to notifications or passkeys.' },
    {
      text: 'Entra admin center, Authentication methods, Microsoft Authenticator, Configure: allow use of Microsoft Authenticator OTP, No.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.AuthenticationMethod; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/microsoftAuthenticator\' -Body \'{"@odata.type":"#microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration","isSoftwareOathEnabled":false}\'',
    },
  ],
  verify: [
    {
      text: 'isSoftwareOathEnabled is false.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.AuthenticationMethod; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/microsoftAuthenticator').isSoftwareOathEnabled",
    },
  ],
  frameworks: { 'scuba-aad@1.8': ['MS.AAD.3.3'], 'nist-800-53@r5': ['IA-2(8)'] },
  equivalents: { maester: ['EIDSCA.AM02'] },
  references: [
    {
      title: 'microsoftAuthenticatorAuthenticationMethodConfiguration',
      url: 'https://learn.microsoft.com/graph/api/resources/microsoftauthenticatorauthenticationmethodconfiguration',
    },
    { title: 'Microsoft Authenticator', url: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-authenticator-app' },
  ],
  subjects: methodsPolicies,
  needs: {},
  where: ({ authenticator }) => authenticator.state === 'enabled',
  check({ id, authenticator: { isSoftwareOathEnabled } }) {
    if (!isSoftwareOathEnabled) return pass()
    return fail('Codes that Microsoft Authenticator shows are allowed as a second factor.', [evidence('Codes', isSoftwareOathEnabled, id)])
  },
})
