import { agentIdentities } from '../../src/datasets/entra/agents.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-agent-identity-unowned',
  title: 'Every agent identity has an owner or a sponsor',
  failureTitle: 'Agent identity that nobody answers for',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'Agents are made by the dozen, act without anybody watching, and keep their access when whoever made them has left. A sponsor answers for what the agent is for and renews or ends its access; an owner keeps it running. Microsoft asks for one or the other. Judged is the agent’s own identity: owners and sponsors of its blueprint answer for the blueprint. Whether Conditional Access blocks agents at risk is not asked here.',
  remediation: [
    { text: 'Ask who uses the agent: its blueprint and its sign-in logs tell. Where nobody does, disable it, and delete it a month later.' },
    {
      text: 'Otherwise give it a sponsor.',
      command:
        "Connect-MgGraph -Scopes AgentIdentity.ReadWrite.All; Invoke-MgGraphRequest -Method POST -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/microsoft.graph.agentIdentity/sponsors/$ref' -Body @{ '@odata.id' = 'https://graph.microsoft.com/v1.0/users/USER_ID' }",
    },
  ],
  verify: [
    {
      text: 'The agent has a sponsor.',
      command:
        "Connect-MgGraph -Scopes AgentIdentity.Read.All,Application.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/microsoft.graph.agentIdentity/sponsors' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-3'], 'nist-800-53@r5': ['AC-2', 'IA-4'] },
  equivalents: { zta: ['61013', '61014'] },
  references: [
    { title: 'Agent identities', url: 'https://learn.microsoft.com/graph/api/resources/agentidentity' },
    {
      title: 'Owners, sponsors and managers of agents',
      url: 'https://learn.microsoft.com/entra/agent-id/identity-platform/agent-owners-sponsors-managers',
    },
  ],
  subjects: agentIdentities,
  needs: {},
  where: agent => agent.accountEnabled,
  check(agent) {
    if (agent.owners > 0 || (agent.sponsors ?? 0) > 0) return pass()
    return fail(`Agent ${agent.name} has neither owner nor sponsor.`, [
      evidence('Object id', agent.id, agent.id),
      evidence('Application id of its blueprint', agent.blueprintId),
    ])
  },
})
