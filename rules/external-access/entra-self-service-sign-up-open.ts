import { authenticationFlowsPolicies } from '../../src/datasets/entra/guests.ts'
import { entraOrganizations } from '../../src/datasets/entra/tenant.ts'
import { undeclaredSignUpFlows } from '../../src/estate/entra/undeclared-sign-up-flows.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-self-service-sign-up-open',
  title: 'Outsiders do not make themselves guests, unless a declared user flow lets them',
  failureTitle: 'Outsiders can make themselves guests',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'external-access',
  rationale:
    'A user flow on an application turns everybody who finds its address into a guest of the directory, without an invitation, and past the list of domains that may be invited. It holds where self-service sign-up is off, where there is no flow to sign up by, and where every flow is declared (kind: application) by its id. In external (customer) tenants sign-up is what they are for, and this is not asked. Which applications a flow is on is not read.',
  remediation: [
    {
      text: 'Delete user flows that nobody needs: Entra admin center, External Identities, User flows. Let an API connector approve who signs up by the others.',
    },
    {
      text: 'Turn it off: External Identities, External collaboration settings, Enable guest self-service sign up via user flows: No.',
      command:
        "Connect-MgGraph -Scopes Policy.ReadWrite.AuthenticationFlows; Invoke-MgGraphRequest -Method PATCH -Uri 'https://graph.microsoft.com/v1.0/policies/authenticationFlowsPolicy' -Body @{ selfServiceSignUp = @{ isEnabled = $false } }",
    },
  ],
  verify: [
    {
      text: 'selfServiceSignUp.isEnabled is false.',
      command: "Connect-MgGraph -Scopes Policy.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authenticationFlowsPolicy'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2', 'IA-8'] },
  equivalents: { zta: ['21823'] },
  references: [
    { title: 'Self-service sign-up', url: 'https://learn.microsoft.com/entra/external-id/self-service-sign-up-overview' },
    { title: 'External collaboration settings', url: 'https://learn.microsoft.com/entra/external-id/external-collaboration-settings-configure' },
  ],
  subjects: authenticationFlowsPolicies,
  needs: { undeclaredSignUpFlows, entraOrganizations },
  where: (_, { entraOrganizations }) => ![...entraOrganizations].some(({ tenantType }) => tenantType === 'CIAM'),
  check(policy, { undeclaredSignUpFlows }) {
    if (!policy.isSelfServiceSignUpEnabled || undeclaredSignUpFlows.length === 0) return pass()
    const flows = undeclaredSignUpFlows.map(({ name }) => name)
    return fail(`Outsiders can make themselves guests by ${flows.length === 1 ? `the user flow ${flows[0] ?? ''}` : `${flows.length} user flows`}.`, [
      evidence('Self-service sign-up', true, policy.id),
      evidence('User flows', flows),
    ])
  },
})
