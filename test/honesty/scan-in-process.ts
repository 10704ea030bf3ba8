import { rules as allRules } from '../../rules/index.ts'
import type { Assessment } from '../../src/assessment.ts'
import { type AwsOptions, awsSource } from '../../src/collect/aws/source.ts'
import { azureSource } from '../../src/collect/azure/discover.ts'
import { collect } from '../../src/collect/collect.ts'
import type { Source } from '../../src/collect/collector.ts'
import type { EntraAuth } from '../../src/collect/entra/credential.ts'
import { entraSource } from '../../src/collect/entra/discover.ts'
import type { SessionOptions } from '../../src/collect/entra/session-settings.ts'
import { parseConfig } from '../../src/config.ts'
import { evaluate } from '../../src/evaluate.ts'
import type { Rule } from '../../src/rule.ts'
import type { Manifest, Snapshot } from '../../src/snapshot.ts'
import type { EmulatedAws } from '../clouds/aws/start-aws.ts'
import { scanner } from '../clouds/entra/tenant.ts'

/**
 * A clock for both clouds, on which waiting costs no time: a sleep moves it on to where the sleep would have ended. When the deadline comes, so many
 * milliseconds after the start, `signal` is aborted, which ends every sleep.
 */
export const testClock = (allowed = Number.POSITIVE_INFINITY) => {
  let now = Date.now()
  const deadline = now + allowed
  const over = new AbortController()
  return {
    deadline,
    signal: over.signal,
    now: () => now,
    sleep: async (milliseconds: number) => {
      const until = now + milliseconds
      await Promise.resolve()
      now = Math.max(now, Math.min(until, deadline))
      if (now >= deadline) over.abort(new Error('the deadline of the scan has passed'))
      over.signal.throwIfAborted()
    },
    random: () => 0.5,
    /** Time goes by for another reason than waiting. */
    pass: (milliseconds: number) => {
      now += milliseconds
    },
  }
}
export type TestClock = ReturnType<typeof testClock>

/** An emulated AWS, entered by the credentials of one account and, with a role, in all of its organization. */
export const awsAt = (aws: Pick<EmulatedAws, 'endpoint' | 'keys'>, account: string, clock: TestClock, more: AwsOptions = {}): Source<unknown> =>
  awsSource({
    endpoint: aws.endpoint,
    credentials: aws.keys(account),
    clock,
    ...more,
    limits: { attempts: 3, backoff: 400, longestWait: 20_000, requestTimeout: 20_000, pages: 4, ...more.limits },
  }) as Source<unknown>

const secret: EntraAuth = { method: 'secret', clientId: scanner.clientId, secretEnv: 'POSTERN_SECRET' }

const signedIn = (clock: TestClock, more: Partial<SessionOptions>): SessionOptions => ({
  environment: name => (name === 'POSTERN_SECRET' ? scanner.secret : undefined),
  clock,
  random: clock.random,
  attempts: 3,
  maxPages: 4,
  ...more,
})

/** An emulated tenant, entered with the scanner's secret or in another way. */
export const entraAt = (url: string, tenant: string, clock: TestClock, more: Partial<SessionOptions> = {}, auth: EntraAuth = secret): Source<unknown> =>
  entraSource({ tenant, auth, authorityHost: url, graphEndpoint: url }, signedIn(clock, more)) as Source<unknown>

/** The Azure of an emulated tenant, entered the same way. */
export const azureAt = (url: string, azureUrl: string, tenant: string, clock: TestClock, more: Partial<SessionOptions> = {}): Source<unknown> =>
  azureSource(
    { tenant, auth: secret, authorityHost: url, graphEndpoint: url, resourceManagerEndpoint: azureUrl, azure: { subscriptions: 'all' } },
    signedIn(clock, more),
  ) as Source<unknown>

/** Collects into memory. The time that rules judge at is the same for all scans of a test. */
export const read = async (sources: readonly Source<unknown>[], now: Date, concurrency = 4): Promise<Snapshot> => {
  const tables = new Map<string, unknown[]>()
  const { manifest } = await collect(sources, {
    tool: { name: 'postern', version: '0' },
    now,
    clock: () => now,
    concurrency,
    store: {
      openTable: (dataset, scope) => {
        const rows: unknown[] = []
        tables.set(`${dataset}\n${scope}`, rows)
        return { append: async row => rows.push(row) > 0, close: async () => rows.length }
      },
    },
  })
  return { manifest, rows: (dataset, scope) => tables.get(`${dataset}\n${scope}`) ?? [] }
}

/** What one scan of the places of all of these snapshots would have brought home. */
export const together = (first: Snapshot, ...others: readonly Snapshot[]): Snapshot => {
  const all = [first, ...others]
  const of = <K extends 'asked' | 'scopes' | 'tables' | 'gaps' | 'requests' | 'identities'>(key: K) =>
    all.flatMap(({ manifest }): Manifest[K][number][] => [...manifest[key]])
  const manifest: Manifest = {
    ...first.manifest,
    asked: [...new Set(of('asked'))],
    scopes: of('scopes'),
    tables: of('tables'),
    gaps: of('gaps'),
    requests: of('requests'),
    identities: of('identities'),
  }
  const home = new Map(all.flatMap(snapshot => snapshot.manifest.scopes.map(({ id }) => [id, snapshot] as const)))
  return { manifest, rows: (dataset, scope) => home.get(scope)?.rows(dataset, scope) ?? [] }
}

/** All verdicts on a snapshot, by the declarations and parameters of a config. */
export const judge = (snapshot: Snapshot, config = 'aws: {}\n', rules: readonly Rule[] = allRules): Assessment => {
  const { declared, parameters } = parseConfig(config, 'postern.yaml', rules)
  return evaluate(snapshot, {
    tool: { name: 'postern', version: '0' },
    rules,
    declared,
    parameters,
    severity: new Map(),
    failOn: 'none',
    gate: [],
    allowUnknown: new Set(),
  })
}
