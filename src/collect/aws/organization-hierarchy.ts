import { organizationAccounts, organizationalUnits, organizationRoots } from '../../datasets/aws/organization.ts'
import { defineCollector, row } from '../collector.ts'
import type { AwsSession } from './session.ts'

/** The tree of the organization, as discovery reads it too. */
export const organizationHierarchy = defineCollector<AwsSession>({
  name: 'aws-organization-hierarchy',
  gives: [organizationRoots, organizationalUnits, organizationAccounts],
  async *collect(session) {
    const { roots, units, accounts, gaps } = await session.hierarchy()
    for (const root of roots) yield row(organizationRoots, root)
    for (const unit of units) yield row(organizationalUnits, unit)
    for (const account of accounts) yield row(organizationAccounts, account)
    yield* gaps
  },
})
