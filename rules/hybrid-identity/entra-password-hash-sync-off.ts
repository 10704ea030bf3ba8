import { directorySynchronizations } from '../../src/datasets/entra/domains.ts'
import { isPasswordSyncOn } from '../../src/estate/entra/password-sync.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-password-hash-sync-off',
  title: 'Password hashes are synchronized, also where sign-in is federated',
  failureTitle: 'No password hash synchronization',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'hybrid-identity',
  rationale:
    'With password hash synchronization people sign in while the on-premises servers are down or in the hands of ransomware, and Microsoft finds passwords that were leaked elsewhere. It does not replace federation: both can be on, and should be. Microsoft tells an application only when hashes came last; none in thirty days, or never, is taken for off.',
  remediation: [
    { text: 'In Microsoft Entra Connect, Customize synchronization options, or in Cloud Sync: turn on password hash synchronization.' },
    { text: 'Where domains are federated it then stands by; whether sign-in moves to it is a decision of its own.' },
  ],
  verify: [
    {
      text: 'onPremisesLastPasswordSyncDateTime is recent.',
      command:
        "Connect-MgGraph -Scopes Organization.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/organization?$select=onPremisesSyncEnabled,onPremisesLastPasswordSyncDateTime' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.1.8.1'], 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['CP-2', 'IA-5'] },
  equivalents: { prowler: ['entra_password_hash_sync_enabled'] },
  references: [
    {
      title: 'Password hash synchronization',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/whatis-phs',
    },
    { title: 'Resilience in hybrid authentication', url: 'https://learn.microsoft.com/entra/architecture/resilience-in-hybrid' },
  ],
  subjects: directorySynchronizations,
  needs: {},
  where: ({ isEnabled }) => isEnabled === true,
  check(synchronization, _facts, { now }) {
    if (isPasswordSyncOn(synchronization, now)) return pass()
    const { id, lastPasswordSyncAt } = synchronization
    return fail(
      lastPasswordSyncAt === null
        ? 'The directory is synchronized without its password hashes.'
        : 'The directory is synchronized, and its password hashes no longer are.',
      [evidence('Passwords last synchronized', lastPasswordSyncAt ?? 'never', id)],
    )
  },
})
