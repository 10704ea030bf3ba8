import { describe, expect, it } from 'vitest'
import { type Evidence, type Severity, severities } from '../src/assessment.ts'
import type { AnyDataset, Gap, Row, Scope, ScopeKind } from '../src/dataset.ts'
import { type Declaration, declared } from '../src/datasets/declared.ts'
import { subscribedSkus } from '../src/datasets/entra/tenant.ts'
import { scopes as scopesDataset } from '../src/datasets/scopes.ts'
import { type Estate, type Joined, type OpenScope, openEstate } from '../src/estate/estate.ts'
import type { AnyEstateView, Need, Needs } from '../src/estate/needs.ts'
import { type Examined, examine } from '../src/examine.ts'
import { chainOf, estateViewsIn, openDistillery } from '../src/join.ts'
import type { Rule } from '../src/rule.ts'
import { defaultScopes, type Given, given, memorySnapshot } from './memory-snapshot.ts'

export { defaultScopes, given }

/** What a case must come to, beyond its status. */
export interface Expectation {
  readonly given: readonly Given[]
  /** Rule parameters for this case; the rule's defaults otherwise. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** Further scopes (a second account); the default one of each kind the rule reads is always there. */
  readonly scopes?: readonly Scope[]
  /** What could not be read in this case. */
  readonly gaps?: readonly Gap[]
  /** Ids of the subjects that fail, in any order. */
  readonly subjects?: readonly string[]
  readonly severity?: Severity
  readonly message?: string | RegExp
  readonly evidence?: readonly Partial<Evidence>[]
}

type Case = readonly Given[] | Expectation

export interface Cases {
  readonly pass: Readonly<Record<string, Case>>
  readonly fail: Readonly<Record<string, Case>>
  readonly unknown?: Readonly<Record<string, Case>>
  readonly 'not-applicable'?: Readonly<Record<string, Case>>
}

const isList = (value: Case): value is readonly Given[] => Array.isArray(value)
const expectationOf = (value: Case): Expectation => (isList(value) ? { given: value } : value)

/** Every dataset that these needs lead to, at any depth. */
export const datasetsIn = (needs: readonly Need[]): AnyDataset[] => {
  const found = new Set<AnyDataset>()
  const walk = (need: Need): void => {
    if (need.kind === 'dataset') found.add(need)
    else for (const inner of Object.values<Need>(need.needs as Needs)) walk(inner)
  }
  for (const need of needs) walk(need)
  return [...found]
}

const needsOf = (rule: Rule): Need[] => [rule.subjects, ...Object.values<Need>(rule.needs), ...(rule.withoutLicence === undefined ? [] : [subscribedSkus])]

const deepFreeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const inner of Object.values(value)) deepFreeze(inner)
}

interface Ran {
  readonly examined: readonly Examined[]
  readonly read: ReadonlySet<string>
}

const run = (rule: Rule, expectation: Expectation, gaps: readonly Gap[] = []): Ran => {
  const datasets = datasetsIn(needsOf(rule))
  const kinds = new Set<ScopeKind>(datasets.map(({ per }) => per).filter(kind => kind !== 'operator'))
  if (rule.subjects.kind !== 'estate-view') kinds.add(rule.subjects.per)
  const scopes = [...[...kinds].map(kind => defaultScopes[kind]), ...(expectation.scopes ?? [])]
  const snapshot = memorySnapshot(expectation.given, { scopes, datasets, gaps: [...gaps, ...(expectation.gaps ?? [])] })
  const declarations = expectation.given.filter(({ dataset }) => dataset === declared).flatMap(({ rows }) => rows)
  const operator = new Map<AnyDataset, readonly Row[]>([
    [declared, declarations],
    [scopesDataset, scopes.map(scope => ({ ...scope, scope: scope.id }))],
  ])
  const views = estateViewsIn(needsOf(rule))
  const chain = chainOf(views)
  const distil = (from: Estate, some: readonly AnyEstateView[]): Joined => {
    const distillery = openDistillery(some)
    for (const scope of scopes) distillery.add(from.open(scope))
    return distillery.join()
  }
  const direct = distil(
    openEstate(snapshot, operator),
    [...views].filter(view => !chain.has(view)),
  )
  const estate: Estate = openEstate(snapshot, operator, new Map([...direct, ...distil(openEstate(snapshot, operator, direct), [...chain.keys()])]))
  const read = new Set<string>()
  const watched = (scope: OpenScope): OpenScope => ({
    ...scope,
    facts: needs =>
      new Proxy(scope.facts(needs), {
        get(target, name, receiver) {
          if (typeof name === 'string' && name in rule.needs) read.add(name)
          return Reflect.get(target, name, receiver)
        },
      }),
  })
  const wanted: readonly string[] = rule.subjects.kind === 'estate-view' ? rule.subjects.per : [rule.subjects.per]
  const parameters = rule.parameters?.parse(expectation.parameters ?? {})
  const examined: Examined[] = []
  for (const at of scopes) {
    if (!wanted.includes(at.kind)) continue
    const scope = estate.open(at)
    for (const dataset of datasets) if (dataset.per === at.kind) for (const row of scope.resolve(dataset) as Iterable<Row>) deepFreeze(row)
    const once = examine(rule, watched(scope), { now: new Date(snapshot.manifest.now), parameters })
    const twice = examine(rule, scope, { now: new Date(snapshot.manifest.now), parameters })
    expect(twice, 'the same rows give the same answer twice').toEqual(once)
    examined.push(once)
  }
  return { examined, read }
}

const sum = (ran: Ran, of: 'examined' | 'passed' | 'failed' | 'unknown'): number => ran.examined.reduce((total, { tally }) => total + tally[of], 0)
const findingsOf = (ran: Ran) => ran.examined.flatMap(({ findings }) => findings)
const noticesOf = (ran: Ran) => ran.examined.flatMap(({ notices }) => notices.map(({ message }) => message))

const checkFail = (rule: Rule, ran: Ran, expectation: Expectation): void => {
  const findings = findingsOf(ran)
  expect(findings.length, 'at least one subject fails').toBeGreaterThan(0)
  for (const finding of findings) {
    expect(finding.message.trim(), 'a finding says what is wrong').not.toBe('')
    expect(finding.evidence.length, 'a finding has evidence').toBeGreaterThan(0)
    expect(severities.indexOf(finding.severity), 'no verdict exceeds upTo').toBeGreaterThanOrEqual(severities.indexOf(rule.upTo))
  }
  if (expectation.subjects !== undefined) expect(findings.map(({ subject }) => subject.id).sort()).toEqual([...expectation.subjects].sort())
  if (expectation.severity !== undefined) expect(findings.map(({ severity }) => severity)).toContain(expectation.severity)
  if (expectation.message !== undefined) expect(findings.map(({ message }) => message).join('\n')).toMatch(expectation.message)
  const all = findings.flatMap(({ evidence }) => evidence)
  for (const wanted of expectation.evidence ?? []) expect(all).toContainEqual(expect.objectContaining(wanted))
}

export interface TestOptions {
  /** Datasets whose absence the rule weighs by itself (`handlesDark`): each case may then say less without them, but nothing better. */
  readonly answersWithout?: readonly AnyDataset[]
}

const checkNothingBetter = (rule: Rule, name: string, expectation: Expectation, gap: Gap): void => {
  const [light, dark] = [run(rule, expectation), run(rule, expectation, [gap])]
  const known = new Set(findingsOf(light).map(({ fingerprint }) => fingerprint))
  const invented = findingsOf(dark).filter(({ fingerprint }) => !known.has(fingerprint))
  expect([name, invented.map(({ message }) => message)], 'nothing new fails').toEqual([name, []])
  const fewer = sum(light, 'passed') - sum(dark, 'passed')
  expect(fewer, `${name}: nothing new passes`).toBeGreaterThanOrEqual(0)
  const open = dark.examined.flatMap(({ unanswered }) => unanswered).length
  if (fewer > 0 || findingsOf(dark).length < known.size) expect(open, `${name}: what is no longer known stays open`).toBeGreaterThan(0)
}

/**
 * Tests a rule on small estates, and what no author would: without any one dataset it reads it is unknown (never a pass, never silent), rows are frozen,
 * the same rows give the same answer twice, a verdict never exceeds `upTo`, and every need is read by some case.
 */
export const testRule = (rule: Rule, cases: Cases, { answersWithout = [] }: TestOptions = {}): void => {
  const all = Object.entries({ ...cases.pass, ...cases.fail, ...cases.unknown, ...cases['not-applicable'] }).map(
    ([name, value]) => [name, expectationOf(value)] as const,
  )
  describe(rule.id, () => {
    for (const [name, value] of Object.entries(cases.pass)) {
      it(`passes: ${name}`, () => {
        const ran = run(rule, expectationOf(value))
        expect(noticesOf(ran)).toEqual([])
        expect(findingsOf(ran).map(({ message }) => message)).toEqual([])
        expect(ran.examined.flatMap(({ unanswered }) => unanswered.map(({ message }) => message))).toEqual([])
        expect(sum(ran, 'passed'), 'at least one subject passes').toBeGreaterThan(0)
      })
    }
    for (const [name, value] of Object.entries(cases.fail)) {
      it(`fails: ${name}`, () => {
        const expectation = expectationOf(value)
        const ran = run(rule, expectation)
        expect(noticesOf(ran)).toEqual([])
        checkFail(rule, ran, expectation)
      })
    }
    for (const [name, value] of Object.entries(cases.unknown ?? {})) {
      it(`is unknown: ${name}`, () => {
        const expectation = expectationOf(value)
        const ran = run(rule, expectation)
        expect(noticesOf(ran)).toEqual([])
        expect(findingsOf(ran).map(({ message }) => message)).toEqual([])
        const messages = ran.examined.flatMap(({ unanswered }) => unanswered.map(({ message }) => message))
        expect(messages.length, 'at least one subject is unknown').toBeGreaterThan(0)
        if (expectation.message !== undefined) expect(messages.join('\n')).toMatch(expectation.message)
      })
    }
    for (const [name, value] of Object.entries(cases['not-applicable'] ?? {})) {
      it(`is not asked: ${name}`, () => {
        const ran = run(rule, expectationOf(value))
        expect([sum(ran, 'examined'), sum(ran, 'unknown')]).toEqual([0, 0])
      })
    }
    const datasets = datasetsIn(needsOf(rule)).filter(({ per }) => per !== 'operator')
    for (const dataset of datasets.filter(one => answersWithout.includes(one))) {
      it(`says nothing better without ${dataset.name}`, () => {
        const gap: Gap = { dataset: dataset.name, scope: defaultScopes[dataset.per].id, reason: 'denied', detail: 'access denied' }
        for (const [name, expectation] of all) checkNothingBetter(rule, name, expectation, gap)
      })
    }
    for (const dataset of datasets.filter(one => !answersWithout.includes(one))) {
      it(`is unknown without ${dataset.name}`, () => {
        for (const [name, expectation] of all) {
          const scope = defaultScopes[dataset.per].id
          const ran = run(rule, expectation, [{ dataset: dataset.name, scope, reason: 'denied', detail: 'access denied', permission: dataset.permissions[0] }])
          const local = ran.examined.filter(({ tally }) => tally.scope === scope)
          for (const { tally, unanswered } of local.length > 0 ? local : ran.examined) {
            expect([name, tally.passed], 'nothing passes').toEqual([name, 0])
            expect([name, unanswered.length > 0], 'the question stays open').toEqual([name, true])
          }
        }
      })
    }
    it('has a case that passes and one that fails', () => {
      expect([Object.keys(cases.pass).length > 0, Object.keys(cases.fail).length > 0]).toEqual([true, true])
    })
    it('reads every need it declares', () => {
      const read = new Set(all.flatMap(([, expectation]) => [...run(rule, expectation).read]))
      expect([...read].sort()).toEqual(Object.keys(rule.needs).sort())
    })
  })
}

/** A declaration of the operator, for `given(declared, ...)`. */
export const declaration = (kind: Declaration['kind'], value: string, as?: Declaration['as']): Omit<Declaration, 'scope'> => ({
  id: `${kind}/${value}`,
  name: value,
  kind,
  value,
  reason: 'given by a test',
  ...(as === undefined ? {} : { as }),
})
