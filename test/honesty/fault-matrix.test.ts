import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { type Assessment, severities } from '../../src/assessment.ts'
import type { Source } from '../../src/collect/collector.ts'
import type { AnyDataset } from '../../src/dataset.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import type { Fault as AwsFault } from '../clouds/aws/faults.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { type EmulatedAzure, startAzure } from '../clouds/azure/start-azure.ts'
import type { Fault as EntraFault } from '../clouds/entra/faults.ts'
import { type Entra, startEntra } from '../clouds/entra/start-entra.ts'
import { accounts } from '../scan/organization/accounts.ts'
import { organizationAws } from '../scan/organization/aws-organization.ts'
import { azureTenants } from '../scan/organization/azure-tenants.ts'
import { organizationTenants } from '../scan/organization/entra-tenants.ts'
import { declarations } from '../scan/organization/organization-config.ts'
import { tenants } from '../scan/organization/tenants.ts'
import { about, datasetsOf } from './contoso.ts'
import { awsFaults, awsListFaults, azureListFaults, entraFaults, entraListFaults } from './fault-matrix-faults.ts'
import { type ReplayedAws, replayAws } from './fault-matrix-replay.ts'
import { improvements, silentLosses } from './no-better.ts'
import { awsAt, azureAt, entraAt, judge, read, testClock, together } from './scan-in-process.ts'
import { awsWire, entraWire } from './strikable-wires.ts'
import { isLoss, type StruckOperations, struckOperations } from './struck-operations.ts'

const { management, shop, payments, identity, data, pipeline, web } = accounts
const now = new Date()
/** Milliseconds for a scan of each operation, on a machine that does other things as well. */
const PATIENCE = 300_000
const config = `aws: {}\n${declarations}`

let aws: EmulatedAws
let replay: ReplayedAws
let entra: Entra
let arm: EmulatedAzure
let struckAws: StruckOperations<AwsFault>
let struckEntra: StruckOperations<EntraFault>
let struckAzure: StruckOperations<EntraFault>
let whole: Assessment

/** Something is planted for every call in these accounts together. */
const included = { all: [management, shop, payments, identity, data, pipeline, web], few: [management, web] } as const
const asked = [tenants.faulty, tenants.sound]
const awsSources = (which: keyof typeof included) => [
  awsAt(replay, management, testClock(), { organization: { role: 'PosternReadOnly', include: included[which] } }),
]
const entraSources = () => asked.map(id => entraAt(entra.url, id, testClock(), { maxPages: 6 }))
const azureSources = () => asked.map(id => azureAt(entra.url, arm.url, id, testClock()))

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
  arm = await startAzure({ entra, tenants: azureTenants })
  replay = await replayAws(aws)
  const collected = (sources: readonly Source<unknown>[]): Promise<Snapshot> => read(sources, now)
  const ofAws = struckOperations(awsWire(replay), awsSources, collected)
  // These two ask the same login service.
  struckEntra = await struckOperations(entraWire(entra), entraSources, collected)
  struckAzure = await struckOperations(entraWire(entra, arm), azureSources, collected)
  struckAws = await ofAws
  whole = judge(together(struckAws.whole, struckEntra.whole, struckAzure.whole), config)
}, PATIENCE)
afterAll(async () => {
  await replay.stop()
  await Promise.all([aws.stop(), entra.close(), arm.close()])
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

interface Judged {
  readonly breaches: readonly string[]
  /** How many questions are open that were not. */
  readonly opened: number
}

const unansweredIn = ({ results }: Pick<Assessment, 'results'>): number => results.reduce((sum, { unanswered }) => sum + unanswered.length, 0)

/** What the law forbids, among the rules that read any of these datasets; undefined: all. That an account could not be read is found only where it could not. */
const judged = (snapshot: Snapshot, datasets?: ReadonlySet<AnyDataset>): Judged => {
  const concerned = datasets === undefined ? rules : rules.filter(rule => datasetsOf(rule).some(dataset => datasets.has(dataset)))
  const before = about(whole, concerned)
  const less = judge(snapshot, config, concerned)
  const breaches = [...improvements(before, less), ...silentLosses(before, less), ...milder(less)]
  return { breaches: breaches.filter(line => !line.startsWith('aws-account-not-scanned found')), opened: unansweredIn(less) - unansweredIn(before) }
}

interface Struck extends Judged {
  readonly operation: string
  readonly gaps: number
  readonly times: number
}

/** One scan for each operation that the whole scan of a cloud made, whose answers go wrong. `beside`: what the others see as ever. */
const everyCall = async <Fault>(cloud: StruckOperations<Fault>, beside: readonly StruckOperations<never>[], fault: Fault, nth?: number): Promise<Struck[]> => {
  const struck: Struck[] = []
  for (const operation of cloud.operations) {
    const { snapshot, datasets, gaps, times } = await cloud.strike(operation, fault, nth)
    struck.push({ operation, ...judged(together(snapshot, ...beside.map(other => other.whole)), datasets), gaps, times })
  }
  return struck
}
const everyAwsCall = (fault: AwsFault, from?: number) => everyCall(struckAws, [struckEntra, struckAzure], fault, from)
const everyEntraCall = (fault: EntraFault, only?: number) => everyCall(struckEntra, [struckAws, struckAzure], fault, only)
const everyAzureCall = (fault: EntraFault, only?: number) => everyCall(struckAzure, [struckAws, struckEntra], fault, only)

const broken = (struck: readonly Struck[]) => struck.filter(one => one.breaches.length > 0 || one.times === 0)
const unnoticed = (struck: readonly Struck[]) => struck.filter(({ gaps, opened }) => gaps === 0 && opened <= 0).map(({ operation }) => operation)

it('begins with scans that saw everything', () => {
  expect([struckAws, struckEntra, struckAzure].map(({ whole: { manifest } }) => manifest.gaps.filter(isLoss))).toEqual([[], [], []])
  expect(struckAws.operations.length).toBeGreaterThan(80)
  expect(struckEntra.operations.length).toBeGreaterThan(18)
  expect(struckAzure.operations.length).toBeGreaterThan(18)
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

/** What the identity may do at the root group: where that is not told, each subscription is asked instead, and nothing is lost. */
const askedBelow = 'GET /providers/Microsoft.Management/managementGroups/{group}/providers/Microsoft.Authorization/permissions'

describe('every call of Azure: no verdict is better, no finding lost without a word, and the scan says that it saw less', { timeout: PATIENCE }, () => {
  it.each(Object.entries(entraFaults))('%s', async (_, fault) => {
    const struck = await everyAzureCall(fault)
    expect([broken(struck), unnoticed(struck).filter(operation => operation !== askedBelow)]).toEqual([[], []])
  })
})

describe('every call of Azure: no verdict is better, and no finding lost without a word', { timeout: PATIENCE }, () => {
  it.each(Object.entries(azureListFaults))('%s', async (_, fault) => {
    expect(broken(await everyAzureCall(fault))).toEqual([])
  })
  it('the second answer denied', async () => {
    expect((await everyAzureCall({ kind: 'denied' }, 2)).filter(one => one.breaches.length > 0)).toEqual([])
  })
})
