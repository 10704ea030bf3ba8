import { organizationMemberships } from '../../datasets/aws/organization.ts'
import { defineCollector, row } from '../collector.ts'
import type { AwsSession } from './session.ts'

/** The organization an account is in; no row where it is in none. */
export const memberships = defineCollector<AwsSession>({
  name: 'aws-organization-membership',
  gives: [organizationMemberships],
  async *collect(session, at) {
    const organization = await session.organization()
    if (!organization) return
    const { id, managementAccountId, featureSet } = organization
    yield row(organizationMemberships, { id, scope: at.id, name: id, managementAccountId, featureSet })
  },
})
