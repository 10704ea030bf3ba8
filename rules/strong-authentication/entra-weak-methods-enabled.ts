import { authenticationMethodConfigurations } from '../../src/datasets/entra/authentication-methods.ts'
import { useByGuests, useByMembers } from '../../src/estate/entra/method-use.ts'
import { tenantKind } from '../../src/estate/entra/tenant-kind.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const weak = new Map([
  ['sms', { name: 'Text messages (SMS)', why: 'numbers are taken over by SIM swapping and codes are relayed by phishing pages' }],
  ['voice', { name: 'Voice calls', why: 'numbers are taken over by SIM swapping and calls are answered by whoever holds the phone' }],
  ['email', { name: 'E-mail codes', why: 'whoever reads the mailbox resets the password with it' }],
])

export default defineRule({
  id: 'entra-weak-methods-enabled',
  title: 'Text messages, voice calls and e-mail codes are no way to prove who one is',
  failureTitle: 'Weak authentication method enabled',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'Text messages and calls travel networks that nobody in the tenant controls: numbers are ported away, codes are read out to callers and relayed by phishing pages. As long as a weak method is enabled, an attacker picks it instead of the strong one. Each method is a finding of its own. E-mail codes reset passwords of the tenant’s own people, and sign in guests who have no other account, which is a switch of its own. Until the migration from the legacy policies for MFA and password reset is complete, those allow methods too: then a method that is off here is left open. In external (customer) tenants it is not asked: e-mail codes and text messages are all that customers can do there beside their password.',
  remediation: [
    { text: 'See who still depends on the method (authentication methods activity), and move them to passkeys or Microsoft Authenticator.' },
    {
      text: 'Disable the method in the authentication methods policy.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.AuthenticationMethod; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/sms\' -Body \'{"@odata.type":"#microsoft.graph.smsAuthenticationMethodConfiguration","state":"disabled"}\'',
    },
    { text: 'Under Email OTP, Configure, set Allow external users to use email OTP to No, once no guest depends on it.' },
    { text: 'Until then, limit the method to the groups that cannot do without it.' },
  ],
  verify: [
    {
      text: 'Sms, Voice and Email have state disabled, Email allows no external users, and the migration is complete.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; $policy = Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy' -OutputType PSObject; $policy.policyMigrationState; $policy.authenticationMethodConfigurations | Select-Object id, state, allowExternalIdToUseEmailOtp",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.2.3.5', '5.2.3.7'],
    'scuba-aad@1.8': ['MS.AAD.3.5'],
    'mcsb@2': ['IM-6'],
    'nist-800-53@r5': ['IA-2(8)', 'IA-5'],
  },
  equivalents: {
    prowler: ['entra_authentication_method_sms_voice_disabled', 'entra_authentication_method_email_otp_disabled'],
    scuba: ['MS.AAD.3.5v2'],
    maester: ['EIDSCA.AV01', 'CISA.MS.AAD.3.5'],
    zta: ['21804'],
  },
  references: [
    {
      title: 'Manage authentication methods',
      url: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-methods-manage',
    },
    { title: 'Phone options', url: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-phone-options' },
    {
      title: 'Migrate to the authentication methods policy',
      url: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage',
    },
    { title: 'MFA in external tenants', url: 'https://learn.microsoft.com/entra/external-id/customers/concept-multifactor-authentication-customers' },
    { title: 'Retirement of SMS and voice', url: 'https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement' },
  ],
  subjects: authenticationMethodConfigurations,
  needs: { tenantKind },
  where: ({ id }, { tenantKind }) => weak.has(id.toLowerCase()) && tenantKind !== 'external',
  check(method) {
    const { name, why } = weak.get(method.id.toLowerCase()) ?? { name: method.name, why: '' }
    const [members, guests] = [useByMembers(method), useByGuests(method)]
    if (members !== 'yes' && guests !== 'yes') {
      const open = [members, guests].flatMap(use => (typeof use === 'object' ? [use.open] : []))
      return open.length === 0 ? pass() : unknown(`${name}: ${open.join(' ')}`)
    }
    const targets = method.includeTargets.map(({ id }) => id)
    const excluded = method.excludeTargets.map(({ id }) => id)
    const isAll = targets.includes('all_users')
    const groups = isAll ? 'everybody' : targets.length === 1 ? '1 group' : `${targets.length} groups`
    const users = [...(members === 'yes' ? [groups] : []), ...(guests === 'yes' ? ['guests to sign in'] : [])]
    return fail(`${name} may be used by ${users.join(', and by ')}: ${members === 'yes' ? why : 'whoever reads the mailbox signs in with it'}.`, [
      evidence('State', method.state, method.id),
      ...(members === 'yes' ? [evidence('Who may use it', isAll ? 'everybody' : targets)] : []),
      ...(members !== 'yes' || excluded.length === 0 ? [] : [evidence('But not', excluded)]),
      ...(method.externalUsers === null ? [] : [evidence('Guests may sign in with it', method.externalUsers)]),
    ])
  },
})
