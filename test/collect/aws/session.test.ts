import { GetAccountSummaryCommand, IAMClient, ListSAMLProvidersCommand } from '@aws-sdk/client-iam'
import { ListRootsCommand, OrganizationsClient } from '@aws-sdk/client-organizations'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keepKeys } from '../../../src/collect/aws/keys.ts'
import { openPace } from '../../../src/collect/aws/pace.ts'
import { openWire, type SessionOptions } from '../../../src/collect/aws/session.ts'
import { openTransport } from '../../../src/collect/aws/transport.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { virtualClock } from './scan-aws.ts'

const ACCOUNT = '111111111111'

let aws: EmulatedAws

beforeAll(async () => {
  aws = await startAws({ accounts: { [ACCOUNT]: {} }, organization: { management: ACCOUNT } })
})
afterEach(() => {
  aws.heal()
  aws.forget()
})
afterAll(() => aws.stop())

type Options = Partial<SessionOptions & { readonly requestTimeout: number }>

const open = ({ requestTimeout = 5_000, ...options }: Options = {}) => {
  const clock = options.clock ?? virtualClock()
  return openWire({
    clock,
    keys: keepKeys(async () => aws.keys(ACCOUNT), clock),
    transport: openTransport({ clock, requestTimeout, deadline: options.deadline, signal: options.signal }),
    endpoint: aws.endpoint,
    profile: undefined,
    region: 'us-east-1',
    deadline: undefined,
    signal: undefined,
    pages: 10,
    paces: () => openPace(1_000_000, 1_000_000),
    attempts: 5,
    backoff: 100,
    longestWait: 1_000,
    ...options,
  })
}

const summary = (options: Options = {}) => open(options).client(IAMClient).send(new GetAccountSummaryCommand({}))

describe('retries', () => {
  it('are one layer: as many requests on the wire as attempts, each counted', async () => {
    aws.fault({ kind: 'throttled' })
    const wire = open()
    await expect(wire.client(IAMClient).send(new GetAccountSummaryCommand({}))).rejects.toMatchObject({
      reason: 'throttled',
      message: expect.stringContaining('Rate exceeded'),
    })
    expect(aws.requests).toHaveLength(5)
    expect(wire.requests()).toEqual([{ service: 'iam', operation: 'GetAccountSummary', requests: 5, failed: 5 }])
  })

  it('bring the answer once the fault is over, with waits that double up to the longest', async () => {
    aws.fault({ kind: 'throttled' }, { times: 4 })
    const clock = virtualClock()
    await expect(summary({ clock, longestWait: 300 })).resolves.toMatchObject({ SummaryMap: { Users: 0 } })
    // Half of 100, 200, 300, 300: the clock's chance is always one half.
    expect(clock.waits).toEqual([50, 100, 150, 150])
  })

  it.each(['server-error', 'cut'] as const)('follow %s, in both protocols', async kind => {
    aws.fault({ kind }, { times: 1, service: 'iam' })
    aws.fault({ kind }, { times: 1, service: 'organizations' })
    await expect(summary()).resolves.toBeDefined()
    await expect(open().client(OrganizationsClient).send(new ListRootsCommand({}))).resolves.toMatchObject({ Roots: [{ Name: 'Root' }] })
    expect(aws.requests).toHaveLength(4)
  })

  it.each(['denied', 'empty', 'html'] as const)('do not follow %s, which another try would not change', async kind => {
    aws.fault({ kind })
    await expect(summary()).rejects.toMatchObject({ reason: kind === 'denied' ? 'denied' : 'invalid' })
    expect(aws.requests).toHaveLength(1)
  })

  it('wait as long as the server asks, and no longer than allowed', async () => {
    const heal = aws.fault({ kind: 'throttled', retryAfterSeconds: 1 }, { times: 1 })
    const clock = virtualClock()
    await summary({ clock })
    expect(clock.waits).toEqual([1_000])
    heal()
    aws.forget()
    aws.fault({ kind: 'throttled', retryAfterSeconds: 600 })
    await expect(summary()).rejects.toMatchObject({ reason: 'throttled' })
    expect(aws.requests).toHaveLength(1)
  })

  it('follow a signature that came too late or too early, by the clock of AWS', async () => {
    const date = new Date(Date.now() + 1_200_000).toUTCString()
    const late = { kind: 'error', status: 403, code: 'SignatureDoesNotMatch', message: 'Signature expired', headers: { date } } as const
    aws.fault(late, { times: 1 })
    await expect(summary()).resolves.toMatchObject({ SummaryMap: { Users: 0 } })
    expect(aws.requests.map(({ status }) => status)).toEqual([403, 200])
  })

  it('follow a connection that is refused, and then say so', async () => {
    const wire = open({ endpoint: 'http://127.0.0.1:1' })
    await expect(wire.client(IAMClient).send(new GetAccountSummaryCommand({}))).rejects.toMatchObject({
      reason: 'failed',
      message: expect.stringContaining('ECONNREFUSED'),
    })
    expect(wire.requests()).toMatchObject([{ requests: 3, failed: 3 }])
  })
})

describe('time', () => {
  it.each(['hang', 'stall'] as const)('ends a request whose answer does %s', async kind => {
    aws.fault({ kind })
    const wire = open({ requestTimeout: 700, attempts: 2 })
    await expect(wire.client(IAMClient).send(new GetAccountSummaryCommand({}))).rejects.toMatchObject({ reason: 'failed' })
    expect(wire.requests()).toMatchObject([{ requests: 2, failed: 2 }])
  })

  it('brings the answer of the next try when one was lost', async () => {
    aws.fault({ kind: 'hang' }, { times: 1 })
    await expect(summary({ requestTimeout: 2_000 })).resolves.toMatchObject({ SummaryMap: { Users: 0 } })
  })

  it('sends nothing after the deadline', async () => {
    const clock = virtualClock()
    await expect(summary({ clock, deadline: clock.now() - 1 })).rejects.toMatchObject({ reason: 'failed', message: expect.stringContaining('deadline') })
    expect(aws.requests).toEqual([])
  })

  it('does not wait past the deadline', async () => {
    aws.fault({ kind: 'throttled' })
    const clock = virtualClock()
    await expect(summary({ clock, deadline: clock.now() + 5_000, backoff: 4_000, longestWait: 60_000, attempts: 50 })).rejects.toMatchObject({
      reason: 'throttled',
    })
    expect(aws.requests).toHaveLength(2)
  })

  it('ends at once when the scan is stopped', async () => {
    aws.fault({ kind: 'hang' })
    const stop = new AbortController()
    const outcome = expect(summary({ signal: stop.signal })).rejects.toMatchObject({ reason: 'failed' })
    setTimeout(() => stop.abort(), 50)
    await outcome
    expect(aws.requests.length).toBeLessThanOrEqual(1)
    await expect(summary({ signal: stop.signal })).rejects.toThrow('the scan was stopped')
  })
})

describe('a wire', () => {
  it('makes one client a class and Region', () => {
    const wire = open()
    expect(wire.client(IAMClient)).toBe(wire.client(IAMClient))
    expect(wire.client(IAMClient, 'eu-west-1')).not.toBe(wire.client(IAMClient))
    expect(wire.client(OrganizationsClient)).toBeInstanceOf(OrganizationsClient)
  })

  it('counts each operation of each service', async () => {
    const wire = open()
    await wire.client(IAMClient).send(new GetAccountSummaryCommand({}))
    await wire.client(IAMClient).send(new GetAccountSummaryCommand({}))
    await wire.client(IAMClient).send(new ListSAMLProvidersCommand({}))
    expect(wire.requests()).toEqual([
      { service: 'iam', operation: 'GetAccountSummary', requests: 2, failed: 0 },
      { service: 'iam', operation: 'ListSAMLProviders', requests: 1, failed: 0 },
    ])
  })
})
