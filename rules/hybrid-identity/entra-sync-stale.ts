import { z } from 'zod'
import { directorySynchronizations } from '../../src/datasets/entra/domains.ts'
import { hoursInWords, hoursSince } from '../../src/estate/entra/ages.ts'
import { isPasswordSyncOn } from '../../src/estate/entra/password-sync.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-sync-stale',
  title: 'The directory and its passwords are synchronized, and were so lately',
  failureTitle: 'Directory synchronization is stale',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'hybrid-identity',
  rationale:
    'Synchronization runs every half hour, and passwords every two minutes. While it stands still, whoever was dismissed or locked on-premises keeps their access in the cloud, and so does whoever stole a password that was changed since. A server that stopped synchronizing is also one that nobody patches. That password hashes are not synchronized at all is a finding of another rule.',
  remediation: [
    {
      text: 'See on the synchronization server whether the service runs, its account may sign in, and a cycle ends without errors; look at Microsoft Entra Connect Health.',
    },
    { text: 'Where synchronization was given up for good, turn it off in the tenant, so that the accounts are managed in the cloud.' },
    { text: 'Other thresholds: parameters, entra-sync-stale, hours and passwordHours.' },
  ],
  verify: [
    {
      text: 'onPremisesLastSyncDateTime and onPremisesLastPasswordSyncDateTime are recent.',
      command:
        "Connect-MgGraph -Scopes Organization.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/organization?$select=onPremisesSyncEnabled,onPremisesLastSyncDateTime,onPremisesLastPasswordSyncDateTime' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['AC-2(3)', 'IA-4'] },
  equivalents: {},
  references: [
    {
      title: 'Microsoft Entra Connect Sync: scheduler',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler',
    },
    {
      title: 'Password hash synchronization',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization',
    },
  ],
  parameters: z.object({
    /** Hours within which the directory must have been synchronized. */
    hours: z.number().positive().default(3),
    /** Hours within which password hashes must have come, where they are synchronized. */
    passwordHours: z.number().positive().default(24),
  }),
  subjects: directorySynchronizations,
  needs: {},
  where: ({ isEnabled }) => isEnabled === true,
  check(synchronization, _facts, { now, parameters: { hours, passwordHours } }) {
    const { lastSyncAt, lastPasswordSyncAt } = synchronization
    const facts = [
      evidence('Last synchronized', lastSyncAt ?? 'never', synchronization.id),
      evidence('Passwords last synchronized', lastPasswordSyncAt ?? 'never'),
    ]
    if (lastSyncAt === null) return fail('The directory is to be synchronized from on-premises, and never was.', facts)
    const age = hoursSince(lastSyncAt, now)
    if (age > hours) return fail(`The directory was last synchronized ${hoursInWords(age)} ago.`, facts)
    const passwordAge = lastPasswordSyncAt === null ? 0 : hoursSince(lastPasswordSyncAt, now)
    if (isPasswordSyncOn(synchronization, now) && passwordAge > passwordHours)
      return fail(`Passwords were last synchronized ${hoursInWords(passwordAge)} ago.`, facts)
    return pass()
  },
})
