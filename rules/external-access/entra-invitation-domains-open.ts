import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { invitationDomains } from '../../src/datasets/entra/invitation-domains.ts'
import { tenantKind } from '../../src/estate/entra/tenant-kind.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-invitation-domains-open',
  title: 'Guests are invited from listed domains only',
  failureTitle: 'Guests may be invited from any domain',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'external-access',
  rationale:
    'Without a list, whoever may invite makes a guest of any address there is, a private mailbox of their own among them. A list of allowed domains holds invitations to the organizations that are worked with; a list of blocked ones leaves the rest of the world. It does not touch guests who accepted before. It holds where nobody may invite at all. In external (customer) tenants there is no such list, and this is not asked. Microsoft tells the list in a preview interface (beta) only, which may change.',
  remediation: [
    {
      text: 'In External Identities, External collaboration settings, Collaboration restrictions: Allow invitations only to the specified domains, and name those that are worked with.',
    },
    { text: 'Cross-tenant access settings are checked beside the list: open them for the same organizations.' },
  ],
  verify: [
    {
      text: 'AllowedDomains names domains.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.B2BManagementPolicy; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/policies/b2bManagementPolicies' -OutputType PSObject).value.definition",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.1.6.1'], 'scuba-aad@1.8': ['MS.AAD.8.3'], 'nist-800-53@r5': ['AC-2', 'IA-8'] },
  equivalents: { prowler: ['entra_policy_guest_invitations_restricted_to_allowed_domains'], scuba: ['MS.AAD.8.3v1'], zta: ['21822', '21874'] },
  references: [
    { title: 'Allow or block B2B collaboration with organizations', url: 'https://learn.microsoft.com/entra/external-id/allow-deny-list' },
    { title: 'b2bManagementPolicy', url: 'https://learn.microsoft.com/graph/api/resources/b2bmanagementpolicy?view=graph-rest-beta' },
  ],
  subjects: invitationDomains,
  needs: { authorizationPolicies, tenantKind },
  where: (_, { tenantKind }) => tenantKind === 'workforce',
  check({ id, allowed, blocked }, { authorizationPolicies }) {
    if (allowed.length > 0) return pass()
    const from = [...authorizationPolicies].map(({ allowInvitesFrom }) => allowInvitesFrom)
    if (from.length > 0 && from.every(who => who?.toLowerCase() === 'none')) return pass()
    return fail(
      blocked.length > 0
        ? `Guests may be invited from every domain but ${blocked.length === 1 ? `${blocked[0] ?? 'one'}` : `${blocked.length} that are blocked`}.`
        : 'Guests may be invited from any domain.',
      [
        evidence('Allowed domains', [], id),
        evidence('Blocked domains', [...blocked]),
        evidence(
          'Who may invite',
          from.map(who => who ?? 'not told'),
        ),
      ],
    )
  },
})
