import pLimit from 'p-limit'
import type { AnyDataset } from '../../dataset.ts'
import { awsRegions } from '../../datasets/aws/regions.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { factsOf } from './errors.ts'
import type { AwsSession } from './session.ts'

/** How many Regions a collector asks at once. Each service paces itself besides. */
const AT_ONCE = 6

/** Keys that are good elsewhere are not known in a Region that the account does not use. https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html */
const UNKNOWN_THERE = ['AuthFailure', 'InvalidClientTokenId', 'OptInRequired', 'UnrecognizedClientException'] as const

/** The SDK knows what hosts are called, not which service is offered in which Region: a name without an address stays a question. */
const gapIn = (dataset: AnyDataset, region: string, error: CollectError, isHome: boolean): Collected => {
  const { name, code } = factsOf(error.cause, 0)
  const isUnknown = !isHome && UNKNOWN_THERE.some(one => one === name)
  const detail = isUnknown
    ? `${region} does not know the account's keys, as a Region that is not enabled: ${error.message}`
    : code === 'ENOTFOUND'
      ? `the service has no address in ${region}: it may not be offered there, or DNS does not answer (${error.message})`
      : error.message
  return gap(dataset, error.reason, detail, { part: region, ...(error.permission === undefined ? {} : { permission: error.permission }) })
}

const unlisted = (dataset: AnyDataset, error: CollectError): Collected =>
  gap(dataset, error.reason, `which Regions are enabled could not be read (${error.message}): only those were asked that every account has`, {
    ...(error.permission === undefined ? {} : { permission: error.permission }),
  })

/**
 * Puts one question to every Region of the account, a few at once, and brings the answers in the order of the Regions. A Region that cannot be asked is
 * a gap in that part of every dataset given; when AWS does not say which Regions there are, the whole of each has one besides. Rows carry their Region as `part`.
 */
export async function* inEachRegion(
  session: AwsSession,
  gives: readonly AnyDataset[],
  ask: (region: string) => AsyncIterable<Collected>,
): AsyncGenerator<Collected> {
  const { regions, known } = await session.enabledRegions()
  const limit = pLimit(AT_ONCE)
  const answers = regions.map(region =>
    limit(async () => {
      const brought: Collected[] = []
      try {
        for await (const item of ask(region)) brought.push(item)
      } catch (error) {
        if (!(error instanceof CollectError)) throw error
        brought.push(...gives.map(dataset => gapIn(dataset, region, error, region === session.region)))
      }
      return brought
    }),
  )
  // All have ended before the first failure is told: nothing is sent any more when a collector ends.
  await Promise.allSettled(answers)
  for (const answer of answers) yield* await answer
  if (known instanceof CollectError) yield* gives.map(dataset => unlisted(dataset, known))
}

/** The Regions that are asked. */
export const regions = defineCollector<AwsSession>({
  name: 'aws-regions',
  gives: [awsRegions],
  async *collect(session, at) {
    const { regions: asked, known } = await session.enabledRegions()
    for (const region of asked) yield row(awsRegions, { id: region, scope: at.id, name: region })
    if (known instanceof CollectError) yield unlisted(awsRegions, known)
  },
})
