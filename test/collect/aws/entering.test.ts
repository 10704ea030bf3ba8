import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { awsSource } from '../../../src/collect/aws/source.ts'
import { accountEntries } from '../../../src/datasets/aws/account-entries.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { scanAws, scanSources, virtualClock } from './scan-aws.ts'
import { darkIn, enteredIn, scopesOf } from './scanned-accounts.ts'
import { AUDIT, DARK, MANAGEMENT, OPEN, TWELVE_ACCOUNTS } from './twelve-accounts.ts'

const ROLE = { role: 'audit/PosternReadOnly', externalId: 'ticket-7' }

let aws: EmulatedAws
beforeAll(async () => {
  aws = await startAws(TWELVE_ACCOUNTS)
})
afterEach(() => {
  aws.heal()
  aws.forget()
})
afterAll(() => aws.stop())

describe('several sources', () => {
  it('read an account once that two of them find, and none calls it unscanned', async () => {
    const entered = new Set<string>()
    const options = { endpoint: aws.endpoint, clock: virtualClock(), entered }
    aws.forget()
    const scan = await scanSources([
      awsSource({ ...options, credentials: aws.keys(MANAGEMENT), organization: ROLE }),
      awsSource({ ...options, credentials: aws.keys(DARK[0]) }),
      awsSource({ ...options, credentials: aws.keys(AUDIT) }),
    ])
    expect(enteredIn(scan)).toEqual([MANAGEMENT, ...OPEN, DARK[0]])
    expect(darkIn(scan)).toEqual(DARK.slice(1))
    expect(scan.rows(accountEntries).find(({ id }) => id === DARK[0])).toMatchObject({
      entered: true,
      asked: true,
      reason: 'another entry of the config enters it',
    })
    expect(aws.requests.filter(({ account, operation }) => account === AUDIT && operation === 'GetAccountAuthorizationDetails')).toHaveLength(1)
  })

  it('read two organizations in one scan', async () => {
    const other = await startAws({
      accounts: { '200000000000': {}, '200000000001': {} },
      organization: { management: '200000000000', id: 'o-otherother', members: [{ id: '200000000001', name: 'one' }] },
    })
    const scan = await scanSources([
      awsSource({ endpoint: aws.endpoint, clock: virtualClock(), credentials: aws.keys(MANAGEMENT), organization: ROLE }),
      awsSource({ endpoint: other.endpoint, clock: virtualClock(), credentials: other.keys('200000000000'), organization: { role: 'Any' } }),
    ])
    await other.stop()
    expect(enteredIn(scan)).toEqual([MANAGEMENT, ...OPEN, '200000000000', '200000000001'])
    expect(
      scan
        .rows(accountEntries)
        .filter(entry => entry.scope === 'aws-organization/o-otherother')
        .map(({ id }) => id),
    ).toEqual(['200000000000', '200000000001'])
  })
})

it('a member that may not list the organization, but whose config asks for all of it, has failed to look', async () => {
  const scan = await scanAws(aws, DARK[0], { organization: ROLE })
  expect(enteredIn(scan)).toEqual([DARK[0]])
  const gaps = scan.manifest.gaps.filter(gap => gap.scope === 'aws-account/unidentified')
  expect(new Set(gaps.map(({ reason, detail }) => `${reason}: ${detail}`))).toEqual(
    new Set([`denied: Only the management account or a delegated administrator may read the organization, and ${DARK[0]} is neither`]),
  )
})

it('without an organization in the config only the account of the credentials is asked for', async () => {
  const scan = await scanAws(aws, MANAGEMENT)
  expect(scopesOf(scan)).toEqual([MANAGEMENT])
  expect(scan.rows(accountEntries).find(({ id }) => id === DARK[0])).toMatchObject({ entered: false, asked: false, excluded: false })
  expect(aws.requests.filter(({ operation }) => operation === 'AssumeRole')).toEqual([])
})

it('no more than eight roles are being assumed at any time, and none once the scan is stopped', async () => {
  aws.fault({ kind: 'hang' }, { operation: 'AssumeRole' })
  const stop = new AbortController()
  const entries = () => aws.requests.filter(({ operation }) => operation === 'AssumeRole').length
  const scanning = scanAws(aws, MANAGEMENT, { organization: ROLE, signal: stop.signal })
  while (entries() < 8) await new Promise(resolve => setTimeout(resolve, 20))
  await new Promise(resolve => setTimeout(resolve, 200))
  expect(entries()).toBe(8)
  stop.abort()
  const scan = await scanning
  expect(entries()).toBe(8)
  expect(darkIn(scan)).toEqual(expect.arrayContaining([...OPEN, ...DARK]))
})
