import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Assessment, severities } from '../../src/assessment.ts'
import { operations as graphOperations } from '../../src/collect/entra/operations.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import type { Fault as AwsFault } from '../clouds/aws/faults.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import type { Fault as EntraFault } from '../clouds/entra/faults.ts'
import { type Entra, startEntra } from '../clouds/entra/start-entra.ts'
import { accounts } from '../scan/organization/accounts.ts'
import { organizationAws } from '../scan/organization/aws-organization.ts'
import { organizationTenants } from '../scan/organization/entra-tenants.ts'
import { declarations } from '../scan/organization/organization-config.ts'
import { tenants } from '../scan/organization/tenants.ts'
import { awsFaults, awsListFaults, entraFaults, entraListFaults } from './fault-matrix-faults.ts'
import { type ReplayedAws, replayAws } from './fault-matrix-replay.ts'
import { improvements, silentLosses } from './no-better.ts'
import { awsAt, entraAt, judge, read, testClock, together } from './scan-in-process.ts'

const { management, shop, payments, identity, data, pipeline } = accounts
const now = new Date()
const config = `aws: {}\n${declarations}`

let aws: EmulatedAws
let replay: ReplayedAws
let entra: Entra
let wholeAws: Snapshot
let wholeEntra: Snapshot
let whole: Assessment

const scanAws = (): Promise<Snapshot> => {
  const organization = { role: 'PosternReadOnly', include: [management, shop, payments, identity, data, pipeline] }
  return read([awsAt(replay, management, testClock(), { organization })], now)
}
const scanEntra = (): Promise<Snapshot> =>
  read(
    [tenants.faulty, tenants.sound].map(id => entraAt(entra.url, id, testClock(), { maxPages: 6 })),
    now,
  )

/** Calls of Graph and of the login service that differ only in whom they ask about are one operation. */
const entraOperation = (method: string, path: string): string => {
  const known = graphOperations.find(operation => new RegExp(`^/(?:v1.0|beta)${operation.path.replaceAll(/\{\w+\}/g, '[^/]+').replace('$', '\\$')}$`).test(path))
  return `${method} ${known === undefined ? path.replace(/[0-9a-f-]{36}/, '{id}') : `${path.split('/').slice(0, 2).join('/')}${known.path}`}`
}
const pathsOf = (operation: string): RegExp => new RegExp(`^${(operation.split(' ')[1] ?? '').replaceAll(/[.$]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}$`)

let awsOperations: readonly string[] = []
let entraOperations: readonly string[] = []

beforeAll(async () => {
  ;[aws, entra] = await Promise.all([startAws(organizationAws), startEntra({ tenants: organizationTenants, pageSize: 5 })])
  // Some listings have several pages, so that a later one can go wrong.
  aws.settings(shop).largestPage = 5
  // Identity Center lives in a Region that was opted in to: who does not learn of it does not find it.
  const settings = aws.settings(management)
  settings.regions = [
    { name: 'us-east-1', status: 'ENABLED_BY_DEFAULT' },
    { name: 'il-central-1', status: 'ENABLED' },
  ]
  settings.identityCenters = settings.identityCenters.map(one => ({ ...one, region: 'il-central-1' }))
  replay = await replayAws(aws)
  ;[wholeAws, wholeEntra] = await Promise.all([scanAws(), scanEntra()])
  whole = judge(together(wholeAws, wholeEntra), config)
  awsOperations = [...replay.operations]
  entraOperations = [...new Set(entra.log.map(({ method, path }) => entraOperation(method, path)))]
})
afterAll(async () => {
  await replay.stop()
  await Promise.all([aws.stop(), entra.close()])
})

/** Findings that weigh less than with all of the information. */
const milder = (less: Assessment): string[] => {
  const before = new Map(whole.results.flatMap(({ findings }) => findings.map(finding => [finding.fingerprint, finding.severity] as const)))
  return less.results.flatMap(({ findings }) =>
    findings
      .filter(({ fingerprint, severity }) => severities.indexOf(severity) > severities.indexOf(before.get(fingerprint) ?? severity))
      .map(({ rule, severity, message }) => `${rule} is only ${severity}, where it was worse: ${message}`),
  )
}

/** What the law forbids. That an account could not be read is found only where it could not. */
const breaches = (snapshot: Snapshot): string[] => {
  const less = judge(snapshot, config)
  return [...improvements(whole, less), ...silentLosses(whole, less), ...milder(less)].filter(line => !line.startsWith('aws-account-not-scanned found'))
}

interface Struck {
  readonly operation: string
  readonly breaches: readonly string[]
  readonly gaps: number
  readonly times: number
}

/** One scan for each operation that the whole scan made, whose answers go wrong, from the first or a later one on. */
const everyAwsCall = async (fault: AwsFault, from = 1): Promise<Struck[]> => {
  const struck: Struck[] = []
  for (const operation of awsOperations) {
    replay.interfere((request, count) => (`${request.service}:${request.operation}` === operation && count >= from ? fault : undefined))
    const snapshot = await scanAws()
    struck.push({ operation, breaches: breaches(together(snapshot, wholeEntra)), gaps: snapshot.manifest.gaps.length, times: replay.struck() })
  }
  replay.interfere(undefined)
  return struck
}

const everyEntraCall = async (fault: EntraFault, only?: number): Promise<Struck[]> => {
  const struck: Struck[] = []
  for (const operation of entraOperations) {
    entra.clearLog()
    const heal = entra.fault({ path: pathsOf(operation), ...(only === undefined ? {} : { nth: only }) }, fault)
    const snapshot = await scanEntra()
    heal()
    const times = entra.log.filter(({ method, path }) => entraOperation(method, path) === operation).length
    struck.push({ operation, breaches: breaches(together(wholeAws, snapshot)), gaps: snapshot.manifest.gaps.length, times })
  }
  return struck
}

const broken = (struck: readonly Struck[]) => struck.filter(one => one.breaches.length > 0 || one.times === 0)
const unnoticed = (struck: readonly Struck[]) => struck.filter(({ gaps }) => gaps === 0).map(({ operation }) => operation)

it('begins with scans that saw everything', () => {
  expect([wholeAws.manifest.gaps, wholeEntra.manifest.gaps]).toEqual([[], []])
  expect(awsOperations.length).toBeGreaterThan(20)
  expect(entraOperations.length).toBeGreaterThan(18)
  expect(whole.results.filter(({ findings }) => findings.length > 0).length).toBeGreaterThan(5)
})

describe('every call of AWS: no verdict is better, no finding lost without a word, and the scan says that it saw less', () => {
  it.each(Object.entries(awsFaults))('%s', async (_, fault) => {
    const struck = await everyAwsCall(fault)
    expect([broken(struck), unnoticed(struck)]).toEqual([[], []])
  })
  it('denied after the first answer', async () => {
    expect((await everyAwsCall({ kind: 'denied' }, 2)).filter(one => one.breaches.length > 0)).toEqual([])
  })
})

describe('every call of AWS: no verdict is better, and no finding lost without a word', () => {
  it.each(Object.entries(awsListFaults))('%s', async (_, fault) => {
    expect(broken(await everyAwsCall(fault))).toEqual([])
  })
})

describe('every call of Entra: no verdict is better, no finding lost without a word, and the scan says that it saw less', () => {
  it.each(Object.entries(entraFaults))('%s', async (_, fault) => {
    const struck = await everyEntraCall(fault)
    expect([broken(struck), unnoticed(struck)]).toEqual([[], []])
  })
})

describe('every call of Entra: no verdict is better, and no finding lost without a word', () => {
  it.each(Object.entries(entraListFaults))('%s', async (_, fault) => {
    expect(broken(await everyEntraCall(fault))).toEqual([])
  })
  it('the second answer denied', async () => {
    expect(broken(await everyEntraCall({ kind: 'denied' }, 2))).toEqual([])
  })
})
