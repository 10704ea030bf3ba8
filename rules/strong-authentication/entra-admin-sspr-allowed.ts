import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-admin-sspr-allowed',
  title: 'Administrators do not reset their own password',
  failureTitle: 'Administrators may reset their own password',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'Administrators have a policy of their own for password reset, on by default, which takes two of phone, text message, e-mail and app codes: less than what their sign-in should demand. Where administrators have passkeys, and a second administrator who can help, nobody needs it. Other users’ reset is not touched by it.',
  remediation: [
    {
      text: 'Take self-service password reset from administrators.',
      command:
        "Connect-MgGraph -Scopes Policy.ReadWrite.Authorization; Invoke-MgGraphRequest -Method PATCH -Uri 'https://graph.microsoft.com/v1.0/policies/authorizationPolicy' -Body '{\"allowedToUseSSPR\":false}'",
    },
  ],
  verify: [
    {
      text: 'allowedToUseSSPR is false.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authorizationPolicy' -OutputType PSObject).allowedToUseSSPR",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-6(5)', 'IA-5'] },
  equivalents: { maester: ['EIDSCA.AP01'], zta: ['21842'] },
  references: [
    {
      title: 'Administrator reset policy differences',
      url: 'https://learn.microsoft.com/entra/identity/authentication/concept-sspr-policy#administrator-reset-policy-differences',
    },
    { title: 'authorizationPolicy', url: 'https://learn.microsoft.com/graph/api/resources/authorizationpolicy' },
  ],
  subjects: authorizationPolicies,
  needs: {},
  check({ id, allowedToUseSspr }) {
    if (!allowedToUseSspr) return pass()
    return fail('Administrators may reset their own password, with methods weaker than their sign-in should demand.', [
      evidence('Administrators may reset', allowedToUseSspr, id),
    ])
  },
})
