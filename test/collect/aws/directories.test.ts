import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  directories,
  directoryCertificates,
  directoryClientAuthentication,
  directoryEventTopics,
  directoryLdaps,
  directoryLogSubscriptions,
  directorySettings,
  directoryShares,
  directoryTrusts,
} from '../../../src/datasets/aws/directories.ts'
import type { Fault } from '../../clouds/aws/faults.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { RICH_UPKEEP } from './rich-upkeep.ts'
import { scanAws } from './scan-aws.ts'

const ACCOUNT = '111111111111'
const SCOPE = `aws-account/${ACCOUNT}`
const of = { scope: SCOPE, part: 'us-east-1' }

let aws: EmulatedAws
beforeAll(async () => {
  aws = await startAws({ accounts: { [ACCOUNT]: { upkeep: RICH_UPKEEP } } })
})
afterEach(() => {
  aws.heal()
  aws.forget()
})
afterAll(() => aws.stop())

const scan = () => scanAws(aws, ACCOUNT, { regions: ['us-east-1', 'eu-west-1'], limits: { attempts: 1, pages: 20, requestTimeout: 5_000 } })
const asked = (operation: string) => aws.requests.filter(request => request.service === 'ds' && request.operation === operation).length

const TABLES = [
  ['DescribeDirectories', directories],
  ['DescribeLDAPSSettings', directoryLdaps],
  ['ListCertificates', directoryCertificates],
  ['DescribeTrusts', directoryTrusts],
  ['DescribeSettings', directorySettings],
  ['DescribeSharedDirectories', directoryShares],
  ['DescribeClientAuthenticationSettings', directoryClientAuthentication],
  ['ListLogSubscriptions', directoryLogSubscriptions],
  ['DescribeEventTopics', directoryEventTopics],
] as const
const DATASETS = TABLES.map(([, dataset]) => dataset)

it('reads directories and what is set up around them, and no shared secret', async () => {
  const { rows, gaps } = await scan()
  const corp = { ...of, id: 'd-1111111111', name: 'corp.example.com' }
  const connector = { ...of, id: 'd-3333333333', name: 'on-premises.example.com' }
  expect(rows(directories)).toEqual([
    { ...corp, kind: 'MicrosoftAD', stage: 'Active', radius: { protocol: 'MS-CHAPv2', status: 'Completed' } },
    { ...connector, kind: 'ADConnector', stage: 'Active' },
  ])
  expect(rows(directoryLdaps)).toEqual([
    { ...corp, status: 'Enabled' },
    { ...connector, status: 'Disabled' },
  ])
  expect(rows(directoryCertificates)).toEqual([
    {
      ...of,
      id: 'c-1111111111',
      name: 'corp.example.com: c-1111111111',
      directoryId: corp.id,
      use: 'ClientLDAPS',
      state: 'Registered',
      expiresAt: '2027-01-01T00:00:00.000Z',
    },
  ])
  expect(rows(directoryTrusts)).toEqual([
    {
      ...of,
      id: 't-1111111111',
      name: 'old.example.com',
      directoryId: corp.id,
      remoteDomain: 'old.example.com',
      direction: 'Two-Way',
      state: 'Verified',
      isSelective: false,
    },
  ])
  expect(rows(directorySettings)).toEqual([{ ...corp, settings: [{ name: 'TLS_1_0', value: 'Enable' }] }])
  expect(rows(directoryShares)).toEqual([
    {
      ...of,
      id: 'd-1111111111#222222222222',
      name: 'corp.example.com, shared with 222222222222',
      directoryId: corp.id,
      account: '222222222222',
      method: 'HANDSHAKE',
      status: 'Shared',
    },
  ])
  expect(rows(directoryClientAuthentication)).toEqual([
    { ...corp, enabled: ['SmartCard'] },
    { ...connector, enabled: [] },
  ])
  expect(rows(directoryLogSubscriptions)).toMatchObject([{ directoryId: corp.id, name: '/aws/directoryservice/corp' }])
  expect(rows(directoryEventTopics)).toMatchObject([{ directoryId: corp.id, status: 'Registered' }])
  expect(DATASETS.flatMap(gaps)).toEqual([])
})

it('asks each Region for its directories, and nothing more where there are none', async () => {
  const settings = aws.settings(ACCOUNT)
  settings.upkeep = {}
  const { gaps } = await scan()
  settings.upkeep = RICH_UPKEEP
  expect(DATASETS.flatMap(gaps)).toEqual([])
  expect(TABLES.map(([operation]) => asked(operation))).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0])
})

it('counts a directory in several Regions once, where it was made, and asks nothing of one on its way out', async () => {
  const settings = aws.settings(ACCOUNT)
  settings.upkeep = {
    directories: [
      { region: 'us-east-1', id: 'd-1111111111', name: 'a.example', type: 'MicrosoftAD', directory: { Stage: 'Deleting' } },
      { region: 'eu-west-1', id: 'd-1111111111', name: 'a.example', type: 'MicrosoftAD', directory: { RegionsInfo: { PrimaryRegion: 'us-east-1' } } },
    ],
  }
  const { rows } = await scan()
  settings.upkeep = RICH_UPKEEP
  expect(rows(directories)).toMatchObject([{ id: 'd-1111111111', part: 'us-east-1', stage: 'Deleting' }])
  expect(asked('DescribeLDAPSSettings')).toBe(0)
})

it('says of a directory that cannot have LDAPS or cards that it cannot, and of one that is gone nothing', async () => {
  for (const operation of ['DescribeLDAPSSettings', 'DescribeClientAuthenticationSettings'])
    aws.fault({ kind: 'error', status: 400, code: 'UnsupportedOperationException', message: 'no' }, { operation, mentions: 'd-3333333333' })
  aws.fault({ kind: 'error', status: 400, code: 'DirectoryDoesNotExistException', message: 'gone' }, { operation: 'DescribeSettings' })
  const { rows, gaps } = await scan()
  expect(rows(directoryLdaps)).toMatchObject([{ status: 'Enabled' }, { id: 'd-3333333333', status: 'Unsupported' }])
  expect(rows(directoryClientAuthentication)[1]).toEqual({ ...of, id: 'd-3333333333', name: 'on-premises.example.com' })
  expect([rows(directorySettings), gaps(directorySettings)]).toEqual([[], []])
})

const FAULTS: readonly (readonly [string, Fault, string])[] = [
  ['denied', { kind: 'denied' }, 'denied'],
  ['throttled for ever', { kind: 'throttled' }, 'throttled'],
  ['an answer that breaks off', { kind: 'cut' }, 'failed'],
  ['an empty answer', { kind: 'empty' }, 'invalid'],
  ["a proxy's page", { kind: 'html' }, 'invalid'],
  ['an answer without members', { kind: 'rewritten', rewrite: () => '{}' }, 'invalid'],
]
describe.each(TABLES)('%s', (operation, dataset) => {
  it.each(FAULTS)('%s leaves a gap in the Region, and costs what names the permission alone', async (_, fault, reason) => {
    aws.fault(fault, { operation })
    const { gaps } = await scan()
    const of = gaps(dataset)
    expect(new Set(of.map(gap => gap.reason))).toEqual(new Set([reason]))
    expect(of.every(({ part }) => part !== undefined)).toBe(true)
    const others = DATASETS.filter(one => one !== dataset && operation !== 'DescribeDirectories')
    expect(others.flatMap(gaps)).toEqual([])
  })
})
