import type { Row } from '../../dataset.ts'
import { accountEntries } from '../../datasets/aws/account-entries.ts'
import { organizationAccounts } from '../../datasets/aws/organization.ts'
import { defineView, tableOf } from '../needs.ts'

/** An active account of the organization, and what the scan did about it; `id` is the account number. */
export interface ScannedAccount extends Row {
  /** `entered`: something of it could be read; `shut`: it was asked for, and nothing could; `left-out`: the config excludes it; `untold`: nothing says. */
  readonly standing: 'entered' | 'shut' | 'left-out' | 'untold'
  /** How, or why not, for people. */
  readonly reason: string
}

/**
 * The active accounts of an organization whose accounts the config asks for. Empty where it asks for the account of its credentials alone: then nothing
 * was left out.
 */
export const scannedAccounts = defineView({
  name: 'scanned-accounts',
  per: 'aws-organization',
  needs: { organizationAccounts, accountEntries },
  rowwise: true,
  build({ organizationAccounts, accountEntries }) {
    const asksForOrganization = [...accountEntries].every(({ asked, entered, excluded }) => asked || entered || excluded)
    if (!asksForOrganization) return tableOf<ScannedAccount>([])
    return tableOf(
      [...organizationAccounts]
        .filter(({ status }) => status === 'ACTIVE')
        .map(({ id, scope, name }): ScannedAccount => {
          const entry = accountEntries.get(id)
          const standing = entry === undefined ? 'untold' : entry.entered ? 'entered' : entry.excluded ? 'left-out' : 'shut'
          return { id, scope, name, standing, reason: entry?.reason ?? 'the scan does not say' }
        }),
    )
  },
})
