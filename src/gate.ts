import { type GateResult, type RuleResult, type Severity, severities } from './assessment.ts'
import { isOutOfReach } from './sight.ts'

/** One term of `--fail-on`: findings of at least this severity, all of them or only those the baseline lacks. */
export interface GateTerm {
  readonly which: 'any' | 'new'
  readonly severity: Exclude<Severity, 'info'>
}

/** An empty list is `none`: the gate is off. */
export type Gate = readonly GateTerm[]

const rank = (severity: Severity): number => severities.indexOf(severity)

/** Reads `critical`, `new:high,any:critical` or `none`. Returns undefined where the words are not of that form; `info` never gates. */
export const parseGate = (text: string): Gate | undefined => {
  if (text.trim() === 'none') return []
  const terms: GateTerm[] = []
  for (const word of text.split(',')) {
    const match = /^(?:(any|new):)?(critical|high|medium|low)$/.exec(word.trim())
    if (match === null) return undefined
    terms.push({ which: match[1] === 'new' ? 'new' : 'any', severity: match[2] as GateTerm['severity'] })
  }
  return terms
}

export interface GateInput {
  readonly failOn: string
  readonly gate: Gate
  readonly results: readonly RuleResult[]
  /** Rule ids and scope ids whose unanswered questions are accepted. */
  readonly allowUnknown: ReadonlySet<string>
  /** Fingerprints of the baseline; absent: everything is new. */
  readonly baseline?: ReadonlySet<string>
  /** Rules that threw, or that a throwing view cost. */
  readonly threw: readonly string[]
}

const countsAsUnanswered = (result: RuleResult, allowed: ReadonlySet<string>): boolean =>
  !allowed.has(result.rule.id) && result.unanswered.some(question => !allowed.has(question.scope) && !isOutOfReach(question))

/** Findings first: a gate that fails has failed, whatever else is unknown. An unanswered question counts at the rule's `upTo`. */
export const judgeGate = ({ failOn, gate, results, allowUnknown, baseline, threw }: GateInput): GateResult => {
  if (gate.length === 0) return { failOn, status: 'off', findings: [], incomplete: [], why: 'The gate is off.' }
  const failing = results
    .flatMap(({ findings }) => findings)
    .filter(finding => finding.foldedInto === undefined && finding.exception === undefined)
    .filter(finding =>
      gate.some(term => rank(finding.severity) <= rank(term.severity) && (term.which === 'any' || baseline?.has(finding.fingerprint) !== true)),
    )
    .map(({ fingerprint }) => fingerprint)
  const lowest = Math.max(...gate.map(({ severity }) => rank(severity)))
  const unanswered = results.filter(result => rank(result.rule.upTo) <= lowest && countsAsUnanswered(result, allowUnknown)).map(({ rule }) => rule.id)
  const incomplete = [...new Set([...unanswered, ...threw])].sort()
  if (failing.length > 0)
    return {
      failOn,
      status: 'failed',
      findings: failing,
      incomplete,
      why: `${failing.length} ${failing.length === 1 ? 'finding is' : 'findings are'} at or above the gate (${failOn}).`,
    }
  if (incomplete.length > 0)
    return {
      failOn,
      status: 'incomplete',
      findings: [],
      incomplete,
      why: `Nothing that was read fails the gate (${failOn}), but ${incomplete.length} ${incomplete.length === 1 ? 'rule' : 'rules'} at that level could not be answered everywhere.`,
    }
  return {
    failOn,
    status: 'passed',
    findings: [],
    incomplete: [],
    why: `Nothing is at or above the gate (${failOn}), and every question at that level was answered.`,
  }
}
