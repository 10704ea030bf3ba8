import { certificateSignInSettings } from '../../src/datasets/entra/certificate-trust.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** Fields that name one certificate or key: https://learn.microsoft.com/entra/identity/authentication/concept-certificate-based-authentication-technical-deep-dive#understanding-the-username-binding-policy */
const exact = new Set(['subjectkeyidentifier', 'sha1publickey', 'issuerandserialnumber'])

export default defineRule({
  id: 'entra-certificate-binding-weak',
  title: 'A certificate signs in only the user whom it is registered for',
  failureTitle: 'Certificates sign in by a name written in them',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'A certificate is bound to a user either by a name in it (user principal name, e-mail address, subject: low affinity) or by what no other certificate has (key, key identifier, serial number: high affinity). With names, every certificate of every trusted authority, and each that a badly kept template lets somebody request, signs in as whom it names. Microsoft advises high affinity alone where only a certain certificate may sign somebody in. It holds where high affinity is required, or no binding is by name; rules for single issuers and policies count as well.',
  remediation: [
    { text: 'Write the certificate’s key identifier or serial number into the users’ certificateUserIds, and bind by it.' },
    { text: 'In Authentication methods, Certificate-based authentication, Configure: require high affinity by default and in each rule.' },
  ],
  verify: [
    {
      text: 'x509CertificateDefaultRequiredAffinityLevel is high, in each rule too.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.AuthenticationMethod; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/x509Certificate' | ConvertTo-Json -Depth 6",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-5(2)'] },
  equivalents: {},
  references: [
    {
      title: 'Username binding policy',
      url: 'https://learn.microsoft.com/entra/identity/authentication/concept-certificate-based-authentication-technical-deep-dive',
    },
    {
      title: 'x509CertificateAuthenticationModeConfiguration',
      url: 'https://learn.microsoft.com/graph/api/resources/x509certificateauthenticationmodeconfiguration',
    },
  ],
  subjects: certificateSignInSettings,
  needs: {},
  where: ({ state }) => state === 'enabled',
  check({ id, bindings, requiredAffinity, rules }) {
    const byName = bindings.filter(({ field, affinity }) => affinity !== 'high' && !exact.has(field.toLowerCase()))
    const wide = rules.filter(({ affinity }) => affinity !== 'high')
    if (bindings.length > 0 && byName.length === 0) return pass()
    if (requiredAffinity === 'high' && wide.length === 0) return pass()
    return fail(
      requiredAffinity === 'high'
        ? `Certificates sign in by a name in them where one of ${wide.length === 1 ? 'the rules' : `${wide.length} rules`} for issuers and policies says so.`
        : 'Certificates sign in by a name in them.',
      [
        evidence('Affinity required', requiredAffinity ?? 'not set', id),
        evidence(
          'Bindings by name',
          byName.map(({ field, userProperty }) => `${field} = ${userProperty}`),
        ),
        evidence(
          'Rules without high affinity',
          wide.map(({ kind, mode }) => `${kind ?? 'rule'}: ${mode ?? 'not told'}`),
        ),
      ],
    )
  },
})
