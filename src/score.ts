import { type RecommendationScore, type RuleResult, recommendations, type Score, type Severity } from './assessment.ts'

/** Raised whenever the formula changes: scores of different versions are not compared. */
const FORMULA = 1

/** The share of a recommendation's score that one failing rule takes at most, by the severity of its worst finding. */
const shares: Readonly<Record<Severity, number>> = { critical: 0.6, high: 0.3, medium: 0.1, low: 0.02, info: 0 }

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

/** What a rule leaves of the score, 0 to 1: half of its share goes for failing at all, half by the part of its subjects that fail. */
const leaves = ({ passed, failed }: Count, severity: Severity): number => (failed === 0 ? 1 : 1 - shares[severity] * (0.5 + (0.5 * failed) / (passed + failed)))

const worstSeverity = (result: RuleResult): Severity => {
  const order: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info']
  return order.find(severity => result.findings.some(finding => finding.severity === severity && finding.foldedInto === undefined)) ?? result.rule.severity
}

/**
 * 0 to 100 for each recommendation: every failing rule takes its share of what the others left. The overall score is the worst recommendation's, and never
 * above the share of questions that was answered. Unknown counts as neither pass nor fail.
 */
export const scoreOf = (results: readonly RuleResult[]): Score => {
  let asked = 0
  let answered = 0
  const lines: RecommendationScore[] = []
  for (const recommendation of recommendations) {
    const line: Count = { passed: 0, failed: 0, unknown: 0 }
    let left = 1
    let judged = false
    for (const result of results.filter(({ rule }) => rule.recommendation === recommendation)) {
      const counted = count(result)
      line.passed += counted.passed
      line.failed += counted.failed
      line.unknown += counted.unknown
      if (counted.passed + counted.failed === 0) continue
      judged = true
      left *= leaves(counted, worstSeverity(result))
    }
    asked += line.passed + line.failed + line.unknown
    answered += line.passed + line.failed
    if (line.passed + line.failed + line.unknown === 0) continue
    lines.push({ recommendation, ...line, ...(judged ? { score: Math.round(100 * left) } : {}) })
  }
  const completeness = asked === 0 ? 1 : answered / asked
  const judged = lines.flatMap(({ score }) => (score === undefined ? [] : [score]))
  const base = { formula: FORMULA, completeness, questions: { asked, answered }, recommendations: lines }
  if (judged.length === 0) return { ...base, capped: false }
  const worst = Math.min(...judged)
  const cap = Math.floor(100 * completeness)
  return { ...base, overall: Math.min(worst, cap), capped: cap < worst }
}
