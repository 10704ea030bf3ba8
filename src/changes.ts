import { type Assessment, type Changes, type Finding, type PastFinding, type RuleResult, type RunPoint, severities } from './assessment.ts'
import { blindness, type Sought } from './sight.ts'

/** The most earlier runs that a trend keeps: a year of weekly runs, a quarter of daily ones. */
const TREND = 90

type Past = PastFinding & { readonly isOpen: boolean }

/** What is remembered of an earlier run: far less than its assessment. */
export interface EarlierRun {
  readonly now: string
  readonly findings: readonly Past[]
  /** Runs before it, and itself. */
  readonly trend: readonly RunPoint[]
}

const isOpen = (finding: Finding): boolean => finding.foldedInto === undefined && finding.exception === undefined

/** One run as a point of the trend. */
const pointOf = ({ now, score, results }: Pick<Assessment, 'now' | 'score' | 'results'>): RunPoint => {
  const open = severities.map(() => 0)
  for (const { findings } of results)
    for (const finding of findings) if (isOpen(finding)) open[severities.indexOf(finding.severity)] = (open[severities.indexOf(finding.severity)] ?? 0) + 1
  return { now, ...(score.overall === undefined ? {} : { overall: score.overall }), formula: score.formula, completeness: score.completeness, open }
}

/**
 * What a later run needs to know of an earlier one. Findings that were lost from sight then are as good as its own, or they would be new when they are seen again.
 */
export const earlierRun = (assessment: Assessment): EarlierRun => {
  const { now, results, changes, trend = [] } = assessment
  const own = results.flatMap(({ findings }) =>
    findings.map(
      ({ fingerprint, rule, severity, subject, message, exception, foldedInto, firstSeen = now }): Past => ({
        ...{ fingerprint, rule, severity, subject, message, firstSeen, lastSeen: now, isOpen: foldedInto === undefined },
        ...(exception === undefined ? {} : { exception }),
      }),
    ),
  )
  const lost = (changes?.lost ?? []).map(({ why: _, ...finding }): Past => ({ ...finding, isOpen: true }))
  return { now, findings: [...own, ...lost], trend: [...trend, pointOf(assessment)].slice(-TREND) }
}

const keyOf = (rule: string, { scope, id }: Finding['subject']): string => JSON.stringify([rule, scope, id])

const sought = ({ subject }: PastFinding): Sought => ({
  isIn: scope => scope === subject.scope,
  isOpen: one => one.subject === undefined || one.subject.id === subject.id || one.subject.id === subject.partOf,
})

export interface Compared {
  /** With `firstSeen` at each finding. */
  readonly results: readonly RuleResult[]
  readonly changes: Changes
}

/** Results against an earlier run. A rule's earlier id is as good as its own; severity and words may change without a finding becoming another one. */
export const compare = (results: readonly RuleResult[], scopes: readonly string[], now: string, earlier: EarlierRun): Compared => {
  const byId = new Map(results.flatMap(result => [result.rule.id, ...result.rule.formerly].map(id => [id, result] as const)))
  const ruleNow = (rule: string): string => byId.get(rule)?.rule.id ?? rule
  const before = new Map(earlier.findings.map(finding => [keyOf(ruleNow(finding.rule), finding.subject), finding]))
  const here = new Set<string>()
  const fresh: string[] = []
  const changed: { fingerprint: string; from: Finding['severity']; to: Finding['severity'] }[] = []
  const dated = results.map(result => ({
    ...result,
    findings: result.findings.map(finding => {
      const key = keyOf(result.rule.id, finding.subject)
      here.add(key)
      const known = before.get(key)
      // What an exception covered and covers no longer counts again: it is new to those who gate on what is new.
      if (isOpen(finding) && (known === undefined || known.exception !== undefined)) fresh.push(finding.fingerprint)
      if (known !== undefined && known.severity !== finding.severity)
        changed.push({ fingerprint: finding.fingerprint, from: known.severity, to: finding.severity })
      return { ...finding, firstSeen: known?.firstSeen ?? now }
    }),
  }))
  const fixed: PastFinding[] = []
  const lost: (PastFinding & { why: string })[] = []
  for (const [key, { isOpen: wasOpen, ...finding }] of before) {
    if (here.has(key) || !wasOpen) continue
    const why = blindness(sought(finding), byId.get(finding.rule), scopes)
    if (why === undefined) fixed.push(finding)
    else lost.push({ ...finding, why })
  }
  return { results: dated, changes: { since: earlier.now, fresh, fixed, lost, changed } }
}

/** Fingerprints of this run's findings that are not new since that one: it had them, or had lost them from sight, no less bad than now, and no exception covered them. */
export const knownTo = ({ findings }: EarlierRun, results: readonly RuleResult[]): ReadonlySet<string> => {
  const known = new Map(
    findings.filter(({ exception }) => exception === undefined).map(({ rule, subject, severity }) => [keyOf(rule, subject), severities.indexOf(severity)]),
  )
  return new Set(
    results.flatMap(({ rule, findings: now }) =>
      now
        .filter(({ subject, severity }) =>
          [rule.id, ...rule.formerly].some(id => (known.get(keyOf(id, subject)) ?? Number.POSITIVE_INFINITY) <= severities.indexOf(severity)),
        )
        .map(({ fingerprint }) => fingerprint),
    ),
  )
}
