import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin'
import { identityCenterAccountInstances } from '../../datasets/aws/identity-center.ts'
import { CollectError, defineCollector } from '../collector.ts'
import { listOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** Whether the account can have an instance that is not its organization's. Where its organization could not be asked for, it may. */
const isMember = async (session: AwsSession): Promise<boolean> => {
  try {
    const organization = await session.organization()
    return organization !== undefined && organization.managementAccountId !== session.account
  } catch (error) {
    if (error instanceof CollectError) return true
    throw error
  }
}

/** A member account sees the organization's instance beside its own: https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html */
export const accountInstances = defineCollector<AwsSession>({
  name: 'aws-identity-center-account-instances',
  gives: [identityCenterAccountInstances],
  async *collect(session, at) {
    if (!(await isMember(session))) return
    yield* inEachRegion(session, [identityCenterAccountInstances], async function* (region) {
      const sso = session.client(SSOAdminClient, region)
      for await (const page of pagesOf(session, 'ListInstances', NextToken => sso.send(new ListInstancesCommand({ NextToken })))) {
        const own = listOf(page.Instances, 'ListInstances: Instances').filter(
          ({ OwnerAccountId }) => textOf(OwnerAccountId, 'ListInstances: OwnerAccountId') === session.account,
        )
        yield* rowsOf(
          identityCenterAccountInstances,
          own,
          one => one.InstanceArn,
          one => {
            const id = textOf(one.InstanceArn, 'InstanceArn')
            const status = one.Status === undefined ? {} : { status: textOf(one.Status, 'Status') }
            return { id, scope: at.id, part: region, name: one.Name || id.slice(id.lastIndexOf('/') + 1), ...status }
          },
        )
      }
    })
  },
})
