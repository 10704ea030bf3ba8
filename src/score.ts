import { type RecommendationScore, type RuleResult, recommendations, type Score, type Severity } from './assessment.ts'

/** Raised whenever the formula changes: scores of different versions are not compared. */
const FORMULA = 1

/** What one rule of each severity weighs within its recommendation. */
const weights: Readonly<Record<Severity, number>> = { critical: 40, high: 15, medium: 5, low: 1, info: 0 }

interface Count {
  passed: number
  failed: number
  unknown: number
}

/** Questions of one rule: folded and excepted findings are not counted again; what the mode in use can never read was not asked. */
const count = (result: RuleResult): Count => {
  const counted: Count = { passed: 0, failed: 0, unknown: 0 }
  for (const tally of result.tallies) {
    counted.passed += tally.passed
    counted.unknown += tally.unknown
  }
  counted.failed = result.findings.filter(finding => finding.foldedInto === undefined && finding.exception === undefined).length
  const unreachable = result.unanswered.filter(({ because }) => Array.isArray(because) && because.every(gap => gap.reason === 'out-of-reach')).length
  counted.unknown -= unreachable
  return counted
}

/** The weight a rule has lost, 0 to 1: half for failing at all, half by the share of its subjects that fail. */
const loss = ({ passed, failed }: Count): number => (failed === 0 ? 0 : 0.5 + (0.5 * failed) / (passed + failed))

const worstSeverity = (result: RuleResult): Severity => {
  const order: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']
  return order.find(severity => result.findings.some(finding => finding.severity === severity && finding.foldedInto === undefined)) ?? result.rule.severity
}

/**
 * 0 to 100 for each recommendation: what its answered rules kept of their weight. The overall score is the worst recommendation's, and never
 * above the share of questions that was answered. Unknown counts as neither pass nor fail.
 */
export const scoreOf = (results: readonly RuleResult[]): Score => {
  let asked = 0
  let answered = 0
  const lines: RecommendationScore[] = []
  for (const recommendation of recommendations) {
    const line: Count = { passed: 0, failed: 0, unknown: 0 }
    let weight = 0
    let lost = 0
    for (const result of results.filter(({ rule }) => rule.recommendation === recommendation)) {
      const counted = count(result)
      line.passed += counted.passed
      line.failed += counted.failed
      line.unknown += counted.unknown
      if (counted.passed + counted.failed === 0) continue
      const own = weights[worstSeverity(result)]
      weight += own
      lost += own * loss(counted)
    }
    asked += line.passed + line.failed + line.unknown
    answered += line.passed + line.failed
    if (line.passed + line.failed + line.unknown === 0) continue
    lines.push({ recommendation, ...line, ...(weight === 0 ? {} : { score: Math.round(100 * (1 - lost / weight)) }) })
  }
  const completeness = asked === 0 ? 1 : answered / asked
  const judged = lines.flatMap(({ score }) => (score === undefined ? [] : [score]))
  const base = { formula: FORMULA, completeness, questions: { asked, answered }, recommendations: lines }
  if (judged.length === 0) return { ...base, capped: false }
  const worst = Math.min(...judged)
  const cap = Math.floor(100 * completeness)
  return { ...base, overall: Math.min(worst, cap), capped: cap < worst }
}
