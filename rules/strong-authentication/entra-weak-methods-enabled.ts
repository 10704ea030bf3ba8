import { authenticationMethodConfigurations } from '../../src/datasets/entra/authentication-methods.ts'
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
    'Text messages and calls travel networks that nobody in the tenant controls: numbers are ported away, codes are read out to callers and relayed by phishing pages. As long as a weak method is enabled, an attacker picks it instead of the strong one. Each method is a finding of its own. E-mail codes serve self-service password reset, and guests who have no other account.',
  remediation: [
    { text: 'See who still depends on the method (authentication methods activity), and move them to passkeys or Microsoft Authenticator.' },
    {
      text: 'Disable the method in the authentication methods policy.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.AuthenticationMethod; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/sms\' -Body \'{"@odata.type":"#microsoft.graph.smsAuthenticationMethodConfiguration","state":"disabled"}\'',
    },
    { text: 'Until then, limit it to the groups that cannot do without it.' },
  ],
  verify: [
    {
      text: 'Sms, Voice and Email have state disabled.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy' -OutputType PSObject).authenticationMethodConfigurations | Select-Object id, state",
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
    { title: 'Retirement of SMS and voice', url: 'https://learn.microsoft.com/entra/identity/authentication/concept-sms-voice-retirement' },
  ],
  subjects: authenticationMethodConfigurations,
  needs: {},
  where: ({ id }) => weak.has(id.toLowerCase()),
  check(method) {
    const { name, why } = weak.get(method.id.toLowerCase()) ?? { name: method.name, why: '' }
    if (method.state === 'disabled') return pass()
    if (method.state !== 'enabled') return unknown(`${name} are in state "${method.state}", which leaves it to Microsoft whether they are on.`)
    const targets = method.includeTargets.map(({ id }) => id)
    if (targets.length === 0) return pass()
    const excluded = method.excludeTargets.map(({ id }) => id)
    const isAll = targets.includes('all_users')
    const groups = targets.length === 1 ? '1 group' : `${targets.length} groups`
    return fail(`${name} may be used by ${isAll ? 'everybody' : groups}: ${why}.`, [
      evidence('State', method.state, method.id),
      evidence('Who may use it', isAll ? 'everybody' : targets),
      ...(excluded.length === 0 ? [] : [evidence('But not', excluded)]),
    ])
  },
})
