import { methodsPolicies } from '../../src/datasets/entra/methods-policy.ts'
import { featureWords, reachOf } from '../../src/estate/entra/method-features.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-authenticator-context-hidden',
  title: 'Microsoft Authenticator shows everybody which application asks, and from where',
  failureTitle: 'Authenticator hides what is approved',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'Somebody who is asked to approve a sign-in can only tell an attacker’s from their own if they see it: an application they did not open, a country they are not in. Numbers are matched always, which nobody can turn off any more; they do not help against a page that shows the number. Left to Microsoft, application and place are not shown at the time of writing, and that may change: it is a finding of low severity, as is what only chosen groups see.',
  remediation: [
    {
      text: 'Entra admin center, Authentication methods, Microsoft Authenticator, Configure: show application name and geographic location, status Enabled, all users.',
    },
  ],
  verify: [
    {
      text: 'displayAppInformationRequiredState and displayLocationInformationRequiredState are enabled for all_users.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.AuthenticationMethod; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/microsoftAuthenticator').featureSettings | ConvertTo-Json -Depth 4",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.2.3.1'],
    'scuba-aad@1.8': ['MS.AAD.3.3'],
    'mcsb@2': ['IM-6'],
    'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'],
  },
  equivalents: {
    prowler: ['entra_authentication_method_authenticator_show_context'],
    scuba: ['MS.AAD.3.3v2'],
    maester: ['EIDSCA.AM01', 'EIDSCA.AM03', 'EIDSCA.AM04', 'EIDSCA.AM06', 'EIDSCA.AM07', 'EIDSCA.AM09', 'EIDSCA.AM10', 'CISA.MS.AAD.3.3'],
    zta: ['21802'],
  },
  references: [
    { title: 'Additional context in notifications', url: 'https://learn.microsoft.com/entra/identity/authentication/how-to-mfa-additional-context' },
    { title: 'Settings that Microsoft manages', url: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-default-enablement' },
  ],
  subjects: methodsPolicies,
  needs: {},
  where: ({ authenticator }) => authenticator.state === 'enabled',
  check({ id, authenticator: { displayApplication, displayLocation } }) {
    const features = [
      { what: 'the application', reach: reachOf(displayApplication) },
      { what: 'the place', reach: reachOf(displayLocation) },
    ]
    const hidden = features.filter(({ reach }) => reach !== 'everybody')
    if (hidden.length === 0) return pass()
    const facts = [evidence('Application name', featureWords(displayApplication), id), evidence('Location', featureWords(displayLocation))]
    const off = hidden.filter(({ reach }) => reach === 'nobody')
    if (off.length > 0) return fail(`Whoever approves a sign-in does not see ${off.map(({ what }) => what).join(' and ')}.`, facts)
    const words = hidden.map(({ what, reach }) => `${what} is ${reach === 'managed' ? 'left to Microsoft' : 'shown to some'}`)
    return fail(`Whoever approves a sign-in may not see what they approve: ${words.join(', ')}.`, facts, 'low')
  },
})
