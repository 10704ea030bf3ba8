import {
  type Assessment,
  type Finding,
  type Notice,
  nothingToAsk,
  type RuleInfo,
  type RuleResult,
  type RuleStatus,
  type Severity,
  severities,
  type Tally,
  type Unanswered,
} from './assessment.ts'
import { compare, type EarlierRun, knownTo } from './changes.ts'
import { type AnyDataset, type Cloud, cloudOf, type Row, type Scope } from './dataset.ts'
import { type Declaration, declared } from './datasets/declared.ts'
import { type ScopeRow, scopes } from './datasets/scopes.ts'
import { declarationsExhibit, unmatchedDeclarations } from './declarations.ts'
import { type Estate, type OpenScope, openEstate } from './estate/estate.ts'
import type { AnyEstateView, Need } from './estate/needs.ts'
import { type Examined, examine } from './examine.ts'
import { type Exception, except, exceptionNotices } from './exceptions.ts'
import { fold } from './fold.ts'
import { type Gate, judgeGate } from './gate.ts'
import { identityPaths } from './identity-paths.ts'
import { chainOf, cloudsOf, estateViewsIn, openDistillery } from './join.ts'
import { lateViews } from './late-views.ts'
import type { Rule } from './rule.ts'
import { scopeReports } from './scope-report.ts'
import { scoreOf } from './score.ts'
import { signInStrengths } from './sign-in-strength.ts'
import type { Snapshot } from './snapshot.ts'

export interface EvaluateOptions {
  readonly tool: Assessment['tool']
  readonly rules: readonly Rule[]
  readonly declared: readonly Declaration[]
  /** Per rule id, already checked; a rule without an entry gets its own defaults. */
  readonly parameters: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly severity: ReadonlyMap<string, Severity>
  readonly failOn: string
  readonly gate: Gate
  readonly allowUnknown: ReadonlySet<string>
  readonly exceptions?: readonly Exception[]
  /** The run to compare with, and the run whose findings are not new to the gate. */
  readonly earlier?: EarlierRun | undefined
  readonly baseline?: EarlierRun | undefined
  /** Told after each scope, of both passes together, how many are done with. */
  readonly progress?: (done: number) => void
}

/** What an assessment says about a rule. */
export const infoOf = (rule: Rule, override: Severity | undefined): RuleInfo => ({
  id: rule.id,
  title: rule.title,
  failureTitle: rule.failureTitle,
  cloud: rule.cloud,
  severity: override ?? rule.severity,
  upTo: override ?? rule.upTo,
  recommendation: rule.recommendation,
  rationale: rule.rationale,
  remediation: rule.remediation,
  verify: rule.verify,
  frameworks: rule.frameworks,
  equivalents: rule.equivalents,
  references: rule.references,
  supersedes: rule.supersedes,
  formerly: rule.formerly,
})

const needsOf = (rule: Rule): Need[] => [rule.subjects, ...Object.values<Need>(rule.needs)]

const kindsOf = (rule: Rule): readonly string[] => (rule.subjects.kind === 'estate-view' ? rule.subjects.per : [rule.subjects.per])

/** Clouds a rule needs that the config did not ask for: then nothing is wrong and nothing is unknown. */
const notAskedFor = (rule: Rule, asked: readonly Cloud[]): string | undefined => {
  const clouds = new Set<string>(kindsOf(rule).flatMap(kind => cloudOf(kind as Scope['kind']) ?? []))
  for (const view of estateViewsIn(needsOf(rule))) if (view.whereAsked !== true) for (const cloud of cloudsOf(view)) clouds.add(cloud)
  const missing = [...clouds].filter(cloud => !asked.includes(cloud as Cloud))
  return missing.length === 0 ? undefined : `The scan was not asked to look at ${missing.join(' and ')}.`
}

const bySeverity = (a: Finding, b: Finding): number =>
  severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
  (a.subject.scope < b.subject.scope ? -1 : a.subject.scope > b.subject.scope ? 1 : a.subject.id < b.subject.id ? -1 : 1)

interface Gathered {
  readonly tallies: Tally[]
  readonly findings: Finding[]
  readonly unanswered: Unanswered[]
  readonly notApplicable: Set<string>
}

const resultOf = (info: RuleInfo, gathered: Gathered, why: string | undefined): RuleResult => {
  const { tallies, findings, unanswered, notApplicable } = gathered
  const examined = tallies.reduce((sum, tally) => sum + tally.examined, 0)
  const status: RuleStatus = findings.length > 0 ? 'fail' : unanswered.length > 0 ? 'unknown' : examined > 0 ? 'pass' : 'not-applicable'
  const reason = why ?? (notApplicable.size > 0 ? [...notApplicable].join(' ') : nothingToAsk)
  return { rule: info, status, tallies, findings: findings.sort(bySeverity), unanswered, ...(status === 'not-applicable' ? { why: reason } : {}) }
}

/**
 * All verdicts on a snapshot. Two passes, so that memory holds one scope: the first reads only what joins across scopes, and distils it; the second
 * examines every rule in every scope, and distils on its way what only scopes that come later need, and last what only those need of each other.
 */
export const evaluate = (snapshot: Snapshot, options: EvaluateOptions): Assessment => {
  const { manifest } = snapshot
  const now = new Date(manifest.now)
  const scopeRows: ScopeRow[] = manifest.scopes.map(scope => ({ ...scope, scope: scope.id }))
  const operator = new Map<AnyDataset, readonly Row[]>([
    [declared, options.declared],
    [scopes, scopeRows],
  ])
  const gathered = new Map<Rule, Gathered>(options.rules.map(rule => [rule, { tallies: [], findings: [], unanswered: [], notApplicable: new Set() }]))
  const notices: Notice[] = []
  const threw = new Set<string>()
  const skipped = new Map(
    options.rules.flatMap(rule => {
      const why = notAskedFor(rule, manifest.asked)
      return why === undefined ? [] : [[rule, why] as const]
    }),
  )
  const asked = options.rules.filter(rule => !skipped.has(rule))

  const take = (rule: Rule, examined: Examined): void => {
    const into = gathered.get(rule)
    if (into === undefined) return
    // Where the licence says that it was not asked there is nothing to count: a tally says that it was.
    if (examined.notApplicable === undefined) into.tallies.push(examined.tally)
    else into.notApplicable.add(examined.notApplicable)
    into.findings.push(...examined.findings)
    into.unanswered.push(...examined.unanswered)
    notices.push(...examined.notices)
    if (examined.threw) threw.add(rule.id)
  }
  const parameters = new Map<Rule, unknown>(options.rules.map(rule => [rule, options.parameters.get(rule.id) ?? rule.parameters?.parse({})]))
  let done = 0
  const tell = (): void => {
    done += 1
    options.progress?.(done)
  }

  const unmatched = unmatchedDeclarations(options.declared)
  const strengths = signInStrengths()
  const views = estateViewsIn(asked.flatMap(needsOf))
  const chain = chainOf(views)
  const {
    late,
    after,
    last: closing,
  } = lateViews(
    asked.map(rule => ({ kinds: kindsOf(rule), views: estateViewsIn(needsOf(rule)) })),
    manifest.scopes,
    chain,
  )
  const before = [...views].filter(view => !late.has(view) && !closing.has(view))
  const besides = openDistillery(late)
  const [first, last] = [manifest.scopes.filter(({ kind }) => !after.has(kind)), manifest.scopes.filter(({ kind }) => after.has(kind))]
  /** The estate with these views joined, too. Scopes are opened backwards, to end with the one that the rules begin with. */
  const distil = (from: Estate, some: Iterable<AnyEstateView>): Estate => {
    const into = openDistillery(some)
    for (const at of [...first, ...last].toReversed()) {
      if (!into.kinds.has(at.kind)) continue
      into.add(from.open(at))
      tell()
    }
    return from.with(into.join())
  }
  const judge = (scope: OpenScope): void => {
    for (const rule of asked) {
      if (kindsOf(rule).includes(scope.at.kind))
        take(rule, examine(rule, scope, { now, parameters: parameters.get(rule), severity: options.severity.get(rule.id) }))
    }
    unmatched.look(scope)
    strengths.look(scope)
    tell()
  }
  const direct = distil(
    openEstate(snapshot, operator),
    before.filter(view => !chain.has(view)),
  )
  const estate = distil(
    direct,
    before.filter(view => chain.has(view)),
  )
  for (const at of first) {
    const scope = estate.open(at)
    judge(scope)
    besides.add(scope)
  }
  const whole = distil(estate.with(besides.join()), closing)
  for (const at of last) judge(whole.open(at))
  const closed = [...first, ...last].at(-1)
  const paths = identityPaths(closed && whole.open(closed), views)
  const place = new Map(manifest.scopes.map(({ id }, index) => [id, index]))
  const byScope = (a: { readonly scope: string }, b: { readonly scope: string }): number => (place.get(a.scope) ?? 0) - (place.get(b.scope) ?? 0)
  for (const { tallies, unanswered } of gathered.values()) {
    tallies.sort(byScope)
    unanswered.sort(byScope)
  }

  const judged = options.rules.map(rule => resultOf(infoOf(rule, options.severity.get(rule.id)), gathered.get(rule) as Gathered, skipped.get(rule)))
  const scopeIds = manifest.scopes.map(({ id }) => id)
  const excepted = except(judged, options.exceptions ?? [], now, scopeIds)
  const folded = fold(excepted.results)
  const compared = options.earlier && compare(folded, scopeIds, manifest.now, options.earlier)
  const results = compared?.results ?? folded
  const baseline = options.baseline && knownTo(options.baseline, results)
  return {
    schema: 1,
    tool: options.tool,
    now: manifest.now,
    asked: manifest.asked,
    scopes: scopeReports(manifest),
    parameters: Object.fromEntries(
      options.rules.flatMap(rule => {
        const given = parameters.get(rule)
        return given === undefined ? [] : [[rule.id, given as Record<string, unknown>]]
      }),
    ),
    results,
    score: scoreOf(results),
    gate: judgeGate({
      failOn: options.failOn,
      gate: options.gate,
      results,
      allowUnknown: options.allowUnknown,
      threw: [...threw],
      ...(baseline && { baseline }),
    }),
    exceptions: excepted.reports,
    ...(compared && { changes: compared.changes }),
    ...(options.earlier && { trend: options.earlier.trend }),
    exhibits: [...declarationsExhibit(options.declared), ...strengths.exhibits(), ...paths],
    notices: [...notices, ...unmatched.notices(), ...exceptionNotices(excepted.reports)],
  }
}
