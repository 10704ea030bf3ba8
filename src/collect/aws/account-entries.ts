import { accountEntries } from '../../datasets/aws/account-entries.ts'
import { organizationAccounts } from '../../datasets/aws/organization.ts'
import { CollectError, defineCollector, row } from '../collector.ts'
import type { AwsSession } from './session.ts'

/** What discovery did about each account of the organization. Nothing is asked for it: the tree is read already. */
export const entries = defineCollector<AwsSession>({
  name: 'aws-account-entries',
  gives: [accountEntries],
  async *collect(session, at) {
    const { accounts, gaps } = await session.hierarchy()
    for (const { id, name } of accounts) {
      const entry = session.entry(id)
      if (entry === undefined) throw new CollectError('not-collected', `${id}: the scan ended before it was asked`)
      yield row(accountEntries, { id, scope: at.id, name, ...entry })
    }
    // An account that the tree does not show may have been left out.
    for (const { kind, gap } of gaps) if (gap.dataset === organizationAccounts.name) yield { kind, gap: { ...gap, dataset: accountEntries.name } }
  },
})
