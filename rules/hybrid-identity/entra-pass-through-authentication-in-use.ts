import { directorySynchronizations } from '../../src/datasets/entra/domains.ts'
import { passThroughAgents } from '../../src/datasets/entra/pass-through-agents.ts'
import { isPasswordSyncOn } from '../../src/estate/entra/password-sync.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-pass-through-authentication-in-use',
  title: 'Passwords are checked in the cloud, not by agents on-premises',
  failureTitle: 'Passwords are checked by agents on-premises',
  cloud: 'entra',
  severity: 'info',
  recommendation: 'hybrid-identity',
  rationale:
    'With pass-through authentication an agent on a server of the organization hears each password in clear and answers whether it is right: who administers that server reads them, or lets anybody in. Sign-in ends when the agents do. Microsoft recommends password hash synchronization, which needs none of it. That there are agents is shown, not judged: they may stand by, and some organizations may not keep hashes in the cloud. No application can read the agents, only a signed-in person, and in a preview interface (beta): a scan by an application lists them as out of reach.',
  remediation: [
    { text: 'Turn on password hash synchronization, move sign-in to it by staged rollout, then change the method of sign-in in Microsoft Entra Connect.' },
    { text: 'Until then: at least three agents, on servers that are guarded like domain controllers, with the current version.' },
    { text: 'Uninstall agents that nobody needs; an agent that is left can be used again.' },
  ],
  verify: [
    {
      text: 'No agent is listed.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.HybridAuthentication; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/onPremisesPublishingProfiles/authentication/agents' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['IA-5', 'CP-2'] },
  equivalents: {},
  references: [
    { title: 'Choose the right authentication method', url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/choose-ad-authn' },
    {
      title: 'Pass-through authentication: security deep dive',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-pta-security-deep-dive',
    },
    { title: 'List onPremisesAgents', url: 'https://learn.microsoft.com/graph/api/onpremisesagent-list?view=graph-rest-beta' },
  ],
  subjects: directorySynchronizations,
  needs: { passThroughAgents },
  where: ({ isEnabled }) => isEnabled === true,
  check(synchronization, { passThroughAgents: agents }, { now }) {
    if (agents.size === 0) return pass()
    const active = [...agents].filter(({ status }) => status === 'active')
    return fail(
      active.length === 0
        ? `${agents.size === 1 ? 'An agent' : `${agents.size} agents`} for pass-through authentication ${agents.size === 1 ? 'is' : 'are'} registered, and none is active.`
        : `${active.length === 1 ? 'One agent hears' : `${active.length} agents hear`} the passwords of those who sign in.`,
      [
        evidence('Agents', [...agents].map(({ name, status }) => `${name} (${status})`).sort()),
        evidence('Password hashes are synchronized as well', isPasswordSyncOn(synchronization, now), synchronization.id),
      ],
    )
  },
})
