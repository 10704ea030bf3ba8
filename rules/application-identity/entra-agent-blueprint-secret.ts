import { agentBlueprints } from '../../src/datasets/entra/agents.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-agent-blueprint-secret',
  title: 'Agent blueprints sign in with a managed identity or federation, not with a secret',
  failureTitle: 'Agent blueprint with a client secret',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'Agents have no credential of their own: whoever signs in as the blueprint gets tokens for each of its agents, with everything that any of them may do. A secret lies in a file or a variable and is copied with it. Microsoft asks for a managed identity as federated credential in production, and for secrets in development at most. Secrets that have ended hold.',
  remediation: [
    { text: 'Add the managed identity of what runs the agents as a federated credential of the blueprint, let it sign in with that, then remove the secret.' },
    {
      text: 'Remove the secret. Its key id is in the evidence.',
      command:
        "Connect-MgGraph -Scopes AgentIdentityBlueprint.ReadWrite.All; Invoke-MgGraphRequest -Method POST -Uri 'https://graph.microsoft.com/v1.0/applications/OBJECT_ID/microsoft.graph.agentIdentityBlueprint/removePassword' -Body @{ keyId = 'KEY_ID' }",
    },
  ],
  verify: [
    {
      text: 'passwordCredentials is empty.',
      command:
        "Connect-MgGraph -Scopes AgentIdentityBlueprint.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/applications/microsoft.graph.agentIdentityBlueprint' -OutputType PSObject).value | Select-Object displayName, passwordCredentials",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'IM-8'], 'nist-800-53@r5': ['IA-5', 'IA-9'] },
  equivalents: {},
  references: [
    { title: 'Agent identity blueprints', url: 'https://learn.microsoft.com/graph/api/resources/agentidentityblueprint' },
    { title: 'Create an agent identity blueprint', url: 'https://learn.microsoft.com/entra/agent-id/identity-platform/create-blueprint' },
  ],
  subjects: agentBlueprints,
  needs: {},
  check(blueprint, _, { now }) {
    const live = blueprint.passwordCredentials.filter(({ endAt }) => endAt === null || Date.parse(endAt) > now.getTime())
    if (live.length === 0) return pass()
    return fail(`Agent blueprint ${blueprint.name} has ${live.length === 1 ? 'a secret' : `${live.length} secrets`}, good for every agent made from it.`, [
      ...live.map(({ keyId, name, endAt }) =>
        evidence(`Secret ${name ?? keyId ?? ''}`, `${keyId ?? 'without an id'}, until ${endAt ?? 'no end'}`, blueprint.id),
      ),
      evidence('Application id', blueprint.appId, blueprint.id),
    ])
  },
})
