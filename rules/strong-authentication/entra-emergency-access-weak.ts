import { authenticationMethodConfigurations } from '../../src/datasets/entra/authentication-methods.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { privilegedUserMethods } from '../../src/datasets/entra/privileged-users.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { isPhishingResistant, methodWords } from '../../src/estate/entra/strong-methods.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** What everybody has, and what an administrator sets for an hour. */
const besides: ReadonlySet<string> = new Set(['password', 'temporaryAccessPass'])

export default defineRule({
  id: 'entra-emergency-access-weak',
  title: 'Emergency access accounts sign in by phishing-resistant methods alone',
  failureTitle: 'Emergency access account with weak methods',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'Policies leave these accounts out and they are Global Administrator all the time, so that nothing but their own methods protects them. Microsoft asks every sign-in to its portals for MFA, these included: without a security key or certificate they do not even serve. A telephone or an app belongs to one person and to the network that may be down. Certificates are not registered: where certificate-based authentication is on, an account with a password alone may have one, which is left open. Whether their sign-ins raise an alert is judged where alerts are read.',
  remediation: [
    { text: 'Register two FIDO2 security keys for each account, keep them in different safes, and try them twice a year.' },
    { text: 'Delete telephones, authenticator apps and one-time codes from the account.' },
  ],
  verify: [
    {
      text: 'The list has fido2AuthenticationMethod and passwordAuthenticationMethod only.',
      command:
        "Connect-MgGraph -Scopes UserAuthenticationMethod.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/users/USER_ID/authentication/methods' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['1.1.2'], 'mcsb@2': ['PA-5', 'IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'CP-2'] },
  equivalents: { zta: ['21835'] },
  references: [
    {
      title: 'Emergency access accounts: passwordless authentication',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access',
    },
  ],
  subjects: entraUsers,
  needs: { emergencyAccess, privilegedUserMethods, authenticationMethodConfigurations },
  where: ({ id }, { emergencyAccess }) => emergencyAccess.has(id),
  check({ id, name }, { privilegedUserMethods, authenticationMethodConfigurations }) {
    const methods = privilegedUserMethods.get(id)?.methods
    if (methods === undefined) return unknown(`What ${name} registered to sign in with was not read: it holds no privileged role, or was not told.`)
    const facts = [evidence('Registered', methodWords(methods), id)]
    const weak = methods.filter(method => !isPhishingResistant(method) && !besides.has(method))
    if (weak.length > 0) return fail(`Emergency access account ${name} can be used with ${[...new Set(weak)].join(' and ')}.`, facts)
    if (methods.some(isPhishingResistant)) return pass()
    const certificates = authenticationMethodConfigurations.get('X509Certificate')
    if (certificates !== undefined && certificates.state !== 'disabled')
      return unknown(`Emergency access account ${name} registered ${methodWords(methods)}, and may have a certificate, of which the directory does not know.`)
    return fail(`Emergency access account ${name} has no security key or other method that resists phishing.`, facts)
  },
})
