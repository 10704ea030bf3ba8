import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** https://learn.microsoft.com/graph/api/resources/authorizationpolicy#allowinvitesfrom-values */
const chosen = new Set(['none', 'adminsandguestinviters'])
const open = new Map([
  ['everyone', 'Everybody may invite guests, guests among them.'],
  ['adminsguestinvitersandallmembers', 'Every member may invite guests.'],
])

export default defineRule({
  id: 'entra-guest-invitation-open',
  title: 'Only administrators and people with the role Guest Inviter invite guests',
  failureTitle: 'Everybody may invite guests',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'external-access',
  rationale:
    'An invitation is an account. Where everybody invites, nobody knows who is in the tenant and who answers for them; where guests invite too, one guest brings the next. An attacker with any account invites an address of their own, which stays when the account is closed.',
  remediation: [
    {
      text: 'Limit invitations, and give the role Guest Inviter to those whose work needs it, or let people ask through access packages.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.Authorization; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authorizationPolicy\' -Body \'{"allowInvitesFrom":"adminsAndGuestInviters"}\'',
    },
  ],
  verify: [
    {
      text: 'allowInvitesFrom is adminsAndGuestInviters or none.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authorizationPolicy' -OutputType PSObject).allowInvitesFrom",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.1.6.3'],
    'cis-azure@5.0': ['5.16'],
    'scuba-aad@1.8': ['MS.AAD.8.2'],
    'nist-800-53@r5': ['AC-2', 'IA-8'],
  },
  equivalents: {
    prowler: ['entra_policy_guest_invite_only_for_admin_roles'],
    scuba: ['MS.AAD.8.2v1'],
    maester: ['EIDSCA.AP04', 'CISA.MS.AAD.8.2'],
    zta: ['21791'],
  },
  references: [
    {
      title: 'External collaboration settings',
      url: 'https://learn.microsoft.com/entra/external-id/external-collaboration-settings-configure',
    },
  ],
  subjects: authorizationPolicies,
  needs: {},
  check({ id, allowInvitesFrom }) {
    const from = allowInvitesFrom?.toLowerCase() ?? ''
    if (chosen.has(from)) return pass()
    const message = open.get(from)
    if (message === undefined) return unknown(`Who may invite guests is ${from === '' ? 'not told' : `${from}, which is none that Microsoft documents`}.`)
    return fail(message, [evidence('Who may invite', from, id)])
  },
})
