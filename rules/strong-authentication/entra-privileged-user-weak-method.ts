import { relationOf, signsInElsewhere } from '../../src/analysis/conditional-access/people.ts'
import { authenticationMethodConfigurations } from '../../src/datasets/entra/authentication-methods.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { privilegedUserMethods } from '../../src/datasets/entra/privileged-users.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { isPhishingResistant, isTelephone, methodWords } from '../../src/estate/entra/strong-methods.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-privileged-user-weak-method',
  title: 'Administrators have a method that resists phishing, and no telephone',
  failureTitle: 'Administrator with a weak method',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'Codes and prompts are passed on by a fake sign-in page while the administrator looks at it; a number moves to another SIM card by one call to the telephone company. Passkeys, security keys, Windows Hello and certificates answer only to the real page. A telephone beside a key is the way around it (medium), unless policies demand the key everywhere. Asked about are enabled users of the tenant’s own who hold a privileged role or could activate one; who signs in elsewhere registers there, and emergency access has a rule of its own. Certificates are not registered: where certificate-based authentication is on, who has nothing else may still have one.',
  remediation: [
    { text: 'Let the administrator register a passkey or security key at https://aka.ms/mysecurityinfo, if need be with a Temporary Access Pass.' },
    { text: 'Then delete the telephone from the account, and demand a phishing-resistant strength of all administrators by Conditional Access.' },
  ],
  verify: [
    {
      text: 'The list has a fido2AuthenticationMethod or windowsHelloForBusinessAuthenticationMethod, and no phoneAuthenticationMethod.',
      command:
        "Connect-MgGraph -Scopes UserAuthenticationMethod.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/users/USER_ID/authentication/methods' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-6', 'PA-2'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(8)'] },
  equivalents: { zta: ['21782'], entrafalcon: ['USR-010', 'USR-011'] },
  references: [
    {
      title: 'Phishing-resistant methods',
      url: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths#authentication-strengths',
    },
    { title: 'List methods of a user', url: 'https://learn.microsoft.com/graph/api/authentication-list-methods' },
  ],
  subjects: privilegedHolders,
  needs: { entraUsers, privilegedUserMethods, authenticationMethodConfigurations, emergencyAccess },
  where({ id, kind }, { entraUsers, emergencyAccess }) {
    const user = entraUsers.get(id)
    if (user === undefined) return kind === 'group' || kind === 'unknown'
    return user.accountEnabled && !signsInElsewhere(relationOf(user)) && !emergencyAccess.has(id)
  },
  check({ id, kind, name }, { privilegedUserMethods, authenticationMethodConfigurations }) {
    if (kind === 'group' || kind === 'unknown') return unknown(`${name} holds or could activate a privileged role, and who that is, is not known.`)
    const methods = privilegedUserMethods.get(id)?.methods
    if (methods === undefined) return unknown(`What ${name} registered to sign in with was not told.`)
    const facts = [evidence('Registered', methodWords(methods), id)]
    const isStrong = methods.some(isPhishingResistant)
    if (isStrong && !methods.some(isTelephone)) return pass()
    if (isStrong) return fail(`${name} is an administrator with a method that resists phishing, and a telephone beside it.`, facts, 'medium')
    const certificates = authenticationMethodConfigurations.get('X509Certificate')
    if (certificates !== undefined && certificates.state !== 'disabled' && !methods.some(isTelephone))
      return unknown(`${name} registered ${methodWords(methods)}, and may have a certificate, of which the directory does not know.`)
    return fail(`${name} is an administrator and registered no method that resists phishing: ${methodWords(methods)}.`, facts)
  },
})
