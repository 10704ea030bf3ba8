import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { consentForSelf } from '../../src/estate/entra/consent-policies.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const limited = 'microsoft-user-default-low'
const open = 'microsoft-user-default-legacy'
/** What these allow is Microsoft's to change. */
const managed = new Set(['microsoft-user-default-recommended', 'microsoft-user-default-allow-consent-apps'])

export default defineRule({
  id: 'entra-user-consent-open',
  title: 'Users consent to no application, or only to low-impact permissions of verified publishers',
  failureTitle: 'Users may consent to applications',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'access-governance',
  rationale:
    'Consent phishing needs no password: a link asks for access to mail and files, one person accepts, and the attacker keeps a token that no password reset ends. Users should be able to consent to nothing, or to what administrators classified as low impact and a verified publisher asks for. Left to Microsoft, consent follows recommendations that change; it then is a finding of medium severity, as no verified publisher is required. What a consent policy of the tenant’s own allows is not read: that is left open.',
  remediation: [
    {
      text: 'Take the consent policy away from the default role, and keep those for owned resources if there are any.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.Authorization; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authorizationPolicy\' -Body \'{"defaultUserRolePermissions":{"permissionGrantPoliciesAssigned":[]}}\'',
    },
    { text: 'Turn on the admin consent workflow first, so that people can ask.' },
    { text: 'Review what was consented to so far: the change ends no grant.' },
  ],
  verify: [
    {
      text: 'No ManagePermissionGrantsForSelf, or only microsoft-user-default-low.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authorizationPolicy' -OutputType PSObject).defaultUserRolePermissions.permissionGrantPoliciesAssigned",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.1.5.1'],
    'cis-azure@5.0': ['5.12', '5.13'],
    'scuba-aad@1.8': ['MS.AAD.5.2'],
    'mcsb@2': ['PA-7'],
    'nist-800-53@r5': ['AC-3', 'AC-6'],
  },
  equivalents: {
    prowler: ['entra_policy_restricts_user_consent_for_apps', 'entra_policy_user_consent_for_verified_apps'],
    scuba: ['MS.AAD.5.2v1'],
    maester: ['EIDSCA.AP08', 'CISA.MS.AAD.5.2', 'CIS.M365.5.1.5.1'],
    zta: ['21776'],
  },
  references: [
    { title: 'Configure how users consent to applications', url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-user-consent' },
    { title: 'Manage app consent policies', url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies' },
    { title: 'Protect against consent phishing', url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/protect-against-consent-phishing' },
  ],
  subjects: authorizationPolicies,
  needs: {},
  check(policy) {
    const assigned = consentForSelf(policy)
    const facts = [evidence('Consent policies of the default role', [...assigned], policy.id)]
    if (assigned.includes(open)) return fail('Every user may consent to any permission that needs no administrator, of any application.', facts)
    const own = assigned.filter(name => name !== limited && !managed.has(name))
    if (assigned.some(name => managed.has(name)))
      return fail(
        'What users may consent to is left to Microsoft: no verified publisher is required, and which permissions are open changes with its recommendations.',
        facts,
        'medium',
      )
    if (own.length > 0) return unknown(`Users consent by a policy of the tenant’s own (${own.join(', ')}), whose conditions are not read.`)
    return pass()
  },
})
