import { type RecommendationScore, type RuleResult, recommendations, type Score, type Severity, severities } from './assessment.ts'
import { isOutOfReach } from './sight.ts'

/** Raised whenever the formula changes: scores of different versions are not compared. */
const FORMULA = 3

/** What one rule weighs in its recommendation, by the severity of its worst finding, or its own where it holds. */
const weights: Readonly<Record<Severity, number>> = { critical: 10, high: 5, medium: 2, low: 0.5, info: 0 }

/** The most that a recommendation can come to while something this bad is open in it: one open door is not made good by many that are closed. */
const ceilings: Readonly<Record<Severity, number>> = { critical: 40, high: 75, medium: 95, low: 99, info: 100 }

interface Count {
  passed: number
  failed: number
  unknown: number
}

/** Questions of one rule: folded findings are not counted again, excepted ones are, for an accepted risk is a risk; what the mode in use can never read was not asked. */
const count = (result: RuleResult): Count => {
  const counted: Count = { passed: 0, failed: 0, unknown: 0 }
  for (const tally of result.tallies) {
    counted.passed += tally.passed
    counted.unknown += tally.unknown
  }
  counted.failed = result.findings.filter(finding => finding.foldedInto === undefined).length
  counted.unknown -= result.unanswered.filter(isOutOfReach).length
  return counted
}

/** How far a rule holds, 0 to 1: half of it goes for failing at all, half by the part of its subjects that fail. */
const holds = ({ passed, failed }: Count): number => (failed === 0 ? 1 : 0.5 - (0.5 * failed) / (passed + failed))

const worstSeverity = (result: RuleResult): Severity => {
  return severities.find(severity => result.findings.some(finding => finding.severity === severity && finding.foldedInto === undefined)) ?? result.rule.severity
}

/**
 * 0 to 100 for each recommendation: how far its rules hold, by weight, and no more than the worst open finding allows. The overall score is the worst
 * recommendation's, and never above the share of questions that was answered. Unknown counts as neither pass nor fail.
 */
export const scoreOf = (results: readonly RuleResult[]): Score => {
  let asked = 0
  let answered = 0
  const lines: RecommendationScore[] = []
  for (const recommendation of recommendations) {
    const line: Count = { passed: 0, failed: 0, unknown: 0 }
    let weight = 0
    let held = 0
    let ceiling = 100
    let judged = false
    for (const result of results.filter(({ rule }) => rule.recommendation === recommendation)) {
      const counted = count(result)
      line.passed += counted.passed
      line.failed += counted.failed
      line.unknown += counted.unknown
      if (counted.passed + counted.failed === 0) continue
      judged = true
      const severity = worstSeverity(result)
      weight += weights[severity]
      held += weights[severity] * holds(counted)
      if (counted.failed > 0) ceiling = Math.min(ceiling, ceilings[severity])
    }
    asked += line.passed + line.failed + line.unknown
    answered += line.passed + line.failed
    if (line.passed + line.failed + line.unknown === 0) continue
    lines.push({ recommendation, ...line, ...(judged ? { score: Math.min(ceiling, weight === 0 ? 100 : Math.round((100 * held) / weight)) } : {}) })
  }
  const completeness = asked === 0 ? 1 : answered / asked
  const judged = lines.flatMap(({ score }) => (score === undefined ? [] : [score]))
  const base = { formula: FORMULA, completeness, questions: { asked, answered }, recommendations: lines }
  if (judged.length === 0) return { ...base, capped: false }
  const worst = Math.min(...judged)
  const cap = Math.floor(100 * completeness)
  return { ...base, overall: Math.min(worst, cap), capped: cap < worst }
}
