import { entraGuests } from '../../src/datasets/entra/guests.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-guest-without-sponsor',
  title: 'Every guest has a sponsor',
  failureTitle: 'Guest without a sponsor',
  cloud: 'entra',
  severity: 'info',
  recommendation: 'external-access',
  rationale:
    'A guest belongs to nobody’s team: no manager leaves word when their work is done. A sponsor is who is asked, by access reviews and by whoever finds the account a year later. Since 2024 whoever invites a guest becomes the sponsor unless another is named; older guests have none.',
  remediation: [
    { text: 'Ask who invited the guest; the audit log tells for as long as it is kept. Where nobody knows, block the sign-in, and delete the account later.' },
    {
      text: 'Name a sponsor.',
      command:
        "Connect-MgGraph -Scopes User.ReadWrite.All; Invoke-MgGraphRequest -Method POST -Uri 'https://graph.microsoft.com/v1.0/users/GUEST_ID/sponsors/$ref' -Body @{ '@odata.id' = 'https://graph.microsoft.com/v1.0/users/SPONSOR_ID' }",
    },
  ],
  verify: [
    {
      text: 'The guest has a sponsor.',
      command:
        "Connect-MgGraph -Scopes User.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/users/GUEST_ID/sponsors' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-3'], 'nist-800-53@r5': ['AC-2', 'IA-8'] },
  equivalents: { zta: ['21877'] },
  references: [{ title: 'Sponsors of guests', url: 'https://learn.microsoft.com/entra/external-id/b2b-sponsors' }],
  subjects: entraGuests,
  needs: {},
  where: guest => guest.accountEnabled,
  check(guest) {
    return guest.sponsors > 0 ? pass() : fail(`Nobody answers for guest ${guest.name}.`, [evidence('Object id', guest.id, guest.id)])
  },
})
