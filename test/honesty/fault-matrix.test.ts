import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { type Assessment, severities } from '../../src/assessment.ts'
import { operations as graphOperations } from '../../src/collect/entra/operations.ts'
import type { AnyDataset } from '../../src/dataset.ts'
import type { Need } from '../../src/estate/needs.ts'
import type { Rule } from '../../src/rule.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import type { Fault as AwsFault } from '../clouds/aws/faults.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import type { Fault as EntraFault } from '../clouds/entra/faults.ts'
import { type Entra, startEntra } from '../clouds/entra/start-entra.ts'
import { datasetsIn } from '../rule-tester.ts'
import { accounts } from '../scan/organization/accounts.ts'
import { organizationAws } from '../scan/organization/aws-organization.ts'
import { organizationTenants } from '../scan/organization/entra-tenants.ts'
import { declarations } from '../scan/organization/organization-config.ts'
import { tenants } from '../scan/organization/tenants.ts'
import { awsFaults, awsListFaults, entraFaults, entraListFaults } from './fault-matrix-faults.ts'
import { type ReplayedAws, replayAws } from './fault-matrix-replay.ts'
import { improvements, silentLosses } from './no-better.ts'
import { awsAt, entraAt, judge, read, testClock, together } from './scan-in-process.ts'
import { type StruckOperations, struckOperations } from './struck-operations.ts'

const { management, shop, payments, identity, data, pipeline, web } = accounts
const now = new Date()
/** Milliseconds for a scan of each operation, on a machine that does other things as well. */
const PATIENCE = 300_000
const config = `aws: {}\n${declarations}`

let aws: EmulatedAws
let replay: ReplayedAws
let entra: Entra
let struckAws: StruckOperations
let wholeEntra: Snapshot
let whole: Assessment

/** Something is planted for every call in these accounts together. */
const included = { all: [management, shop, payments, identity, data, pipeline, web], few: [management, web] } as const
const awsSource = (which: keyof typeof included) =>
  awsAt(replay, management, testClock(), { organization: { role: 'PosternReadOnly', include: included[which] } })
const scanEntra = (): Promise<Snapshot> =>
  read(
    [tenants.faulty, tenants.sound].map(id => entraAt(entra.url, id, testClock(), { maxPages: 6 })),
    now,
  )

/** Calls of Graph and of the login service that differ only in whom they ask about are one operation. */
const entraOperation = (method: string, path: string): string => {
  const known = graphOperations.find(operation =>
    new RegExp(`^/(?:v1.0|beta)${operation.path.replaceAll(/\{\w+\}/g, '[^/]+').replace('$', '\\$')}$`).test(path),
  )
  return `${method} ${known === undefined ? path.replace(/[0-9a-f-]{36}/, '{id}') : `${path.split('/').slice(0, 2).join('/')}${known.path}`}`
}
const pathsOf = (operation: string): RegExp => new RegExp(`^${(operation.split(' ')[1] ?? '').replaceAll(/[.$]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}$`)

let entraOperations: readonly string[] = []

beforeAll(async () => {
  ;[aws, entra] = await Promise.all([startAws(organizationAws), startEntra({ tenants: organizationTenants, pageSize: 5 })])
  // Some listings have several pages, so that a later one can go wrong.
  aws.settings(shop).largestPage = 15
  // Identity Center lives in a Region that was opted in to: who does not learn of it does not find it.
  const settings = aws.settings(management)
  settings.regions = [
    { name: 'us-east-1', status: 'ENABLED_BY_DEFAULT' },
    { name: 'il-central-1', status: 'ENABLED' },
  ]
  settings.identityCenters = settings.identityCenters.map(one => ({ ...one, region: 'il-central-1' }))
  replay = await replayAws(aws)
  ;[struckAws, wholeEntra] = await Promise.all([struckOperations(replay, awsSource, source => read([source], now)), scanEntra()])
  whole = judge(together(struckAws.whole, wholeEntra), config)
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

const datasetsOf = (rule: Rule): readonly AnyDataset[] => datasetsIn([rule.subjects, ...Object.values<Need>(rule.needs)])

interface Judged {
  readonly breaches: readonly string[]
  /** How many questions are open that were not. */
  readonly opened: number
}

const unansweredIn = ({ results }: Pick<Assessment, 'results'>): number => results.reduce((sum, { unanswered }) => sum + unanswered.length, 0)

/** What the law forbids, among the rules that read any of these datasets; undefined: all. That an account could not be read is found only where it could not. */
const judged = (snapshot: Snapshot, datasets?: ReadonlySet<AnyDataset>): Judged => {
  const concerned = datasets === undefined ? rules : rules.filter(rule => datasetsOf(rule).some(dataset => datasets.has(dataset)))
  const asked = new Set(concerned.map(({ id }) => id))
  const before = { ...whole, results: whole.results.filter(({ rule }) => asked.has(rule.id)) }
  const less = judge(snapshot, config, concerned)
  const breaches = [...improvements(before, less), ...silentLosses(before, less), ...milder(less)]
  return { breaches: breaches.filter(line => !line.startsWith('aws-account-not-scanned found')), opened: unansweredIn(less) - unansweredIn(before) }
}

interface Struck extends Judged {
  readonly operation: string
  readonly gaps: number
  readonly times: number
}

/** One scan for each operation that the whole scan made, whose answers go wrong, from the first or a later one on. */
const everyAwsCall = async (fault: AwsFault, from = 1): Promise<Struck[]> => {
  const struck: Struck[] = []
  for (const operation of struckAws.operations) {
    const { snapshot, datasets, gaps, times } = await struckAws.strike(operation, fault, from)
    struck.push({ operation, ...judged(together(snapshot, wholeEntra), datasets), gaps, times })
  }
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
    struck.push({ operation, ...judged(together(struckAws.whole, snapshot)), gaps: snapshot.manifest.gaps.length, times })
  }
  return struck
}

const broken = (struck: readonly Struck[]) => struck.filter(one => one.breaches.length > 0 || one.times === 0)
const unnoticed = (struck: readonly Struck[]) => struck.filter(({ gaps, opened }) => gaps === 0 && opened <= 0).map(({ operation }) => operation)

it('begins with scans that saw everything', () => {
  expect([struckAws.whole.manifest.gaps, wholeEntra.manifest.gaps]).toEqual([[], []])
  expect(struckAws.operations.length).toBeGreaterThan(80)
  expect(entraOperations.length).toBeGreaterThan(18)
  expect(whole.results.filter(({ findings }) => findings.length > 0).length).toBeGreaterThan(5)
})

describe('every call of AWS: no verdict is better, no finding lost without a word, and the scan says that it saw less', { timeout: PATIENCE }, () => {
  it.each(Object.entries(awsFaults))('%s', async (_, fault) => {
    const struck = await everyAwsCall(fault)
    expect([broken(struck), unnoticed(struck)]).toEqual([[], []])
  })
  it('denied after the first answer', async () => {
    expect((await everyAwsCall({ kind: 'denied' }, 2)).filter(one => one.breaches.length > 0)).toEqual([])
  })
})

describe('every call of AWS: no verdict is better, and no finding lost without a word', { timeout: PATIENCE }, () => {
  it.each(Object.entries(awsListFaults))('%s', async (_, fault) => {
    expect(broken(await everyAwsCall(fault))).toEqual([])
  })
})

describe('every call of Entra: no verdict is better, no finding lost without a word, and the scan says that it saw less', { timeout: PATIENCE }, () => {
  it.each(Object.entries(entraFaults))('%s', async (_, fault) => {
    const struck = await everyEntraCall(fault)
    expect([broken(struck), unnoticed(struck)]).toEqual([[], []])
  })
})

describe('every call of Entra: no verdict is better, and no finding lost without a word', { timeout: PATIENCE }, () => {
  it.each(Object.entries(entraListFaults))('%s', async (_, fault) => {
    expect(broken(await everyEntraCall(fault))).toEqual([])
  })
  it('the second answer denied', async () => {
    expect(broken(await everyEntraCall({ kind: 'denied' }, 2))).toEqual([])
  })
})
