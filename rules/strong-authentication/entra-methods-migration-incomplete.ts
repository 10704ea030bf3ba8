import { methodsPolicies } from '../../src/datasets/entra/methods-policy.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-methods-migration-incomplete',
  title: 'One policy decides which methods count: the legacy ones for MFA and password reset are out of use',
  failureTitle: 'Legacy policies for MFA and password reset still count',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'Until the migration is complete, a method that the authentication methods policy forbids may be allowed by the legacy policies beside it, which no API shows. Tenants that never had those policies have no migration state, and need none.',
  remediation: [
    {
      text: 'Write down what the legacy policies allow (per-user MFA service settings, and password reset, authentication methods), and set the same or less in the authentication methods policy.',
    },
    { text: 'Entra admin center, Authentication methods, Policies, Manage migration: Migration Complete. It can be taken back.' },
  ],
  verify: [
    {
      text: 'policyMigrationState is migrationComplete, or not set.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.AuthenticationMethod; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy').policyMigrationState",
    },
  ],
  frameworks: { 'scuba-aad@1.8': ['MS.AAD.3.4'], 'nist-800-53@r5': ['IA-2', 'IA-5'] },
  equivalents: { scuba: ['MS.AAD.3.4v1'], maester: ['EIDSCA.AG01', 'CISA.MS.AAD.3.4'], zta: ['21803'] },
  references: [
    {
      title: 'Migrate to the authentication methods policy',
      url: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage',
    },
    { title: 'authenticationMethodsPolicy', url: 'https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy' },
  ],
  subjects: methodsPolicies,
  needs: {},
  check({ id, migrationState }) {
    if (migrationState === null || migrationState === 'migrationComplete') return pass()
    return fail('The legacy policies for MFA and password reset still allow methods beside the authentication methods policy.', [
      evidence('Migration', migrationState, id),
    ])
  },
})
