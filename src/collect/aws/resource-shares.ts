import { GetResourceShareAssociationsCommand, RAMClient } from '@aws-sdk/client-ram'
import { resourceShareAssociations } from '../../datasets/aws/resource-shares.ts'
import { defineCollector } from '../collector.ts'
import { listOf, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/**
 * The principals of all shares of the account, one call a Region where there are few.
 * https://docs.aws.amazon.com/ram/latest/APIReference/API_GetResourceShareAssociations.html
 */
export const resourceShares = defineCollector<AwsSession>({
  name: 'aws-resource-shares',
  gives: [resourceShareAssociations],
  async *collect(session, at) {
    const operation = 'GetResourceShareAssociations'
    yield* inEachRegion(session, [resourceShareAssociations], async function* (region) {
      const ram = session.client(RAMClient, region)
      const ask = (nextToken: string | undefined) =>
        ram.send(new GetResourceShareAssociationsCommand({ associationType: 'PRINCIPAL', maxResults: 500, nextToken }))
      for await (const page of pagesOf(session, operation, ask)) {
        const associations = listOf(page.resourceShareAssociations, `${operation}: resourceShareAssociations`)
        yield* rowsOf(
          resourceShareAssociations,
          associations,
          one => one.resourceShareArn,
          one => {
            const shareArn = textOf(one.resourceShareArn, 'resourceShareArn')
            const principal = textOf(one.associatedEntity, 'associatedEntity')
            const status = one.status === undefined ? {} : { status: textOf(one.status, 'status') }
            return { id: `${shareArn}/${principal}`, scope: at.id, part: region, name: one.resourceShareName || shareArn, shareArn, principal, ...status }
          },
        )
      }
    })
  },
})
