import { IAMClient, ListDelegationRequestsCommand } from '@aws-sdk/client-iam'
import { delegationRequests } from '../../datasets/aws/account-upkeep.ts'
import { CollectError, defineCollector } from '../collector.ts'
import { listOf, optionalInstant, textOf } from './answers.ts'
import { pagesOf } from './pages.ts'
import { rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

const OPERATION = 'ListDelegationRequests'

/** Requests that have an owner: https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListDelegationRequests.html */
export const requestsForDelegation = defineCollector<AwsSession>({
  name: 'aws-delegation-requests',
  gives: [delegationRequests],
  async *collect(session, at) {
    const iam = session.client(IAMClient)
    for await (const page of pagesOf(session, OPERATION, Marker => iam.send(new ListDelegationRequestsCommand({ MaxItems: 1000, Marker })))) {
      // This one operation writes the flag in small letters.
      if (page.isTruncated === true && !page.Marker) throw new CollectError('invalid', `${OPERATION}: a page says that there are more, but not where`)
      yield* rowsOf(
        delegationRequests,
        listOf(page.DelegationRequests, `${OPERATION}: DelegationRequests`),
        request => request.DelegationRequestId,
        request => {
          const id = textOf(request.DelegationRequestId, 'DelegationRequestId')
          return {
            id,
            scope: at.id,
            name: id,
            state: textOf(request.State, 'State'),
            ...(request.RequestorName === undefined ? {} : { requestor: textOf(request.RequestorName, 'RequestorName') }),
            ...optionalInstant('createdAt', request.CreateDate, 'CreateDate'),
            ...optionalInstant('expiresAt', request.ExpirationTime, 'ExpirationTime'),
          }
        },
      )
    }
  },
})
