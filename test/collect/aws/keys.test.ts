import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type AwsKeys, keepKeys } from '../../../src/collect/aws/keys.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { scanAws, virtualClock } from './scan-aws.ts'

const MINUTE = 60_000

/** Logins that each bring new keys, good for so many minutes. */
const logins = (minutes: number | undefined) => {
  let now = 0
  let count = 0
  const keys = keepKeys(
    async (): Promise<AwsKeys> => {
      count += 1
      return { accessKeyId: `key-${count}`, secretAccessKey: 's', ...(minutes === undefined ? {} : { expiration: new Date(now + minutes * MINUTE) }) }
    },
    { ...virtualClock(), now: () => now },
  )
  return {
    keys,
    at: async (minute: number): Promise<string> => {
      now = minute * MINUTE
      return (await keys.get()).accessKeyId
    },
  }
}

describe('keys', () => {
  it('are one login for all who ask at once, kept until five minutes before they end', async () => {
    const { keys, at } = logins(60)
    expect((await Promise.all([keys.get(), keys.get()])).map(({ accessKeyId }) => accessKeyId)).toEqual(['key-1', 'key-1'])
    expect([await at(54), await at(55), await at(109), await at(110)]).toEqual(['key-1', 'key-2', 'key-2', 'key-3'])
  })

  it('without an end are kept for good', async () => {
    const { at } = logins(undefined)
    expect([await at(0), await at(10_000)]).toEqual(['key-1', 'key-1'])
  })

  it('are given up once, however many requests find them ended', async () => {
    const { keys } = logins(60)
    const generation = keys.generation()
    await keys.get()
    keys.renew(generation)
    keys.renew(generation)
    expect((await keys.get()).accessKeyId).toBe('key-2')
    keys.renew(generation)
    expect((await keys.get()).accessKeyId).toBe('key-2')
  })

  it('that could not be had are asked for again', async () => {
    let tries = 0
    const keys = keepKeys(async () => {
      tries += 1
      if (tries === 1) throw new Error('not now')
      return { accessKeyId: 'a', secretAccessKey: 'b' }
    }, virtualClock())
    await expect(keys.get()).rejects.toThrow('not now')
    await expect(keys.get()).resolves.toMatchObject({ accessKeyId: 'a' })
  })
})

describe('a session that ends in the middle of the scan', () => {
  const [MANAGEMENT, MEMBER] = ['111111111111', '222222222222'] as const
  let aws: EmulatedAws
  beforeAll(async () => {
    aws = await startAws({
      accounts: { [MANAGEMENT]: {}, [MEMBER]: { users: [{ name: 'ann' }, { name: 'bob' }] } },
      organization: { management: MANAGEMENT, members: [{ id: MEMBER, name: 'shop' }] },
    })
  })
  afterEach(() => {
    aws.heal()
    aws.forget()
  })
  afterAll(() => aws.stop())

  const ended = { kind: 'error', status: 403, code: 'ExpiredToken', message: 'The security token included in the request is expired' } as const
  const entries = () => aws.requests.filter(({ operation }) => operation === 'AssumeRole').length

  it('is renewed, and nothing is missing', async () => {
    aws.fault(ended, { account: MEMBER, operation: 'GetAccountAuthorizationDetails', times: 1 })
    const { manifest } = await scanAws(aws, MANAGEMENT, { organization: { role: 'R' } })
    expect(manifest.gaps).toEqual([])
    expect(entries()).toBe(2)
  })

  it('is renewed by the clock before it ends, without AWS having to say so', async () => {
    const clock = virtualClock()
    let ahead = 0
    aws.settings(MEMBER).largestPage = 1
    // Between the first page and the second the scan waits for two hours.
    aws.fault({ kind: 'throttled' }, { account: MEMBER, operation: 'GetAccountAuthorizationDetails', times: 1 })
    const sleep = async () => {
      ahead += 2 * 3_600_000
    }
    const { manifest } = await scanAws(aws, MANAGEMENT, { organization: { role: 'R' }, clock: { ...clock, now: () => clock.now() + ahead, sleep } })
    expect(manifest.gaps).toEqual([])
    expect(entries()).toBeGreaterThan(1)
  })

  it('is not renewed for ever where new keys have ended too', async () => {
    aws.fault(ended, { account: MEMBER, operation: 'GetAccountSummary' })
    const { manifest } = await scanAws(aws, MANAGEMENT, { organization: { role: 'R' } })
    expect(manifest.gaps).toMatchObject([
      { dataset: 'account-summary', scope: `aws-account/${MEMBER}`, reason: 'failed', detail: expect.stringContaining('expired') },
    ])
    expect(aws.requests.filter(({ operation, account }) => operation === 'GetAccountSummary' && account === MEMBER)).toHaveLength(2)
  })
})
