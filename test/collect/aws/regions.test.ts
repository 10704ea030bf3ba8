import { expect, it } from 'vitest'
import { inEachRegion } from '../../../src/collect/aws/regions.ts'
import type { AwsSession } from '../../../src/collect/aws/session.ts'
import { CollectError, type Collected, row } from '../../../src/collect/collector.ts'
import { awsRegions } from '../../../src/datasets/aws/regions.ts'

const at = 'aws-account/111111111111'

/** A session of which only the Regions are asked. */
const session = (found: Awaited<ReturnType<AwsSession['enabledRegions']>>): AwsSession =>
  ({ region: 'us-east-1', enabledRegions: async () => found }) as unknown as AwsSession

const all = async (items: AsyncIterable<Collected>): Promise<Collected[]> => {
  const found: Collected[] = []
  for await (const item of items) found.push(item)
  return found
}

const brought = (items: readonly Collected[]) =>
  items.map(item => (item.kind === 'row' ? item.row.id : `${item.gap.reason} ${item.gap.part ?? 'everywhere'} ${item.gap.permission ?? ''}`.trim()))

const wait = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))

it('brings the answers in the order of the Regions, however long each takes, and at most six at once', async () => {
  const regions = Array.from({ length: 9 }, (_, n) => `region-${n}`)
  let open = 0
  let most = 0
  const items = await all(
    inEachRegion(session({ regions, known: 'all' }), [awsRegions], async function* (region) {
      open += 1
      most = Math.max(most, open)
      await wait(9 - Number(region.at(-1)))
      open -= 1
      yield row(awsRegions, { id: region, scope: at, name: region })
    }),
  )
  expect(brought(items)).toEqual(regions)
  expect(most).toBe(6)
})

it('a Region that refuses is a gap of that part, after what it gave, and the others stay', async () => {
  const items = await all(
    inEachRegion(session({ regions: ['a', 'b', 'c'], known: 'all' }), [awsRegions], async function* (region) {
      yield row(awsRegions, { id: region, scope: at, name: region })
      if (region === 'b') throw new CollectError('denied', 'explicitly denied by a service control policy')
    }),
  )
  expect(brought(items)).toEqual(['a', 'b', 'denied b', 'c'])
})

it('a Region that does not know the keys is told from one that refuses them', async () => {
  const unknown = Object.assign(new Error('The security token included in the request is invalid.'), { name: 'UnrecognizedClientException' })
  const items = await all(
    inEachRegion(session({ regions: ['us-east-1', 'me-south-1'], known: 'named' }), [awsRegions], async function* () {
      yield* []
      throw new CollectError('failed', 'not accepted', undefined, unknown)
    }),
  )
  const details = items.map(item => (item.kind === 'gap' ? item.gap.detail : ''))
  expect(details).toEqual(['not accepted', expect.stringMatching(/^me-south-1 does not know the account's keys, as a Region that is not enabled/)])
})

it('where AWS does not say which Regions are enabled, the whole dataset is short besides', async () => {
  const known = new CollectError('denied', 'no identity-based policy allows it', 'account:ListRegions')
  const items = await all(
    inEachRegion(session({ regions: ['us-east-1'], known }), [awsRegions], async function* (region) {
      yield row(awsRegions, { id: region, scope: at, name: region })
    }),
  )
  expect(brought(items)).toEqual(['us-east-1', 'denied everywhere account:ListRegions'])
})

it('a fault of the program itself is not taken for a dark Region', async () => {
  const items = inEachRegion(session({ regions: ['us-east-1'], known: 'all' }), [awsRegions], async function* () {
    yield* []
    throw new TypeError('a mistake')
  })
  await expect(all(items)).rejects.toThrow('a mistake')
})

it('says of a service without an address in a Region that it may not be offered there', async () => {
  const nowhere = Object.assign(new Error('getaddrinfo ENOTFOUND amplify.eu-south-2.amazonaws.com'), { code: 'ENOTFOUND' })
  const [item] = await all(
    inEachRegion(session({ regions: ['eu-south-2'], known: 'named' }), [awsRegions], async function* () {
      yield* []
      throw new CollectError('failed', 'ListApps: could not reach amplify.eu-south-2.amazonaws.com', undefined, nowhere)
    }),
  )
  expect(item).toMatchObject({
    gap: { reason: 'failed', part: 'eu-south-2', detail: expect.stringMatching(/^the service has no address in eu-south-2: it may not be/) },
  })
})
