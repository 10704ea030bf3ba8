import type { Assessment, Reporter } from '../src/assessment.ts'
import { controlsOf } from './controls.ts'
import { cell } from './csv.ts'
import { isOpen } from './open-findings.ts'

function* lines(assessment: Assessment): Generator<string> {
  const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`
  yield line(['framework', 'control', 'control status', 'rule', 'requirement', 'rule status', 'examined', 'passed', 'findings', 'excepted', 'unknown', 'why'])
  for (const { framework, control, status, results } of controlsOf(assessment.results)) {
    for (const result of results) {
      const { rule, tallies, findings } = result
      const sum = (of: 'examined' | 'passed' | 'unknown'): string => String(tallies.reduce((total, tally) => total + tally[of], 0))
      yield line([
        ...[framework, control, status, rule.id, rule.title, result.status, sum('examined'), sum('passed')],
        ...[
          String(findings.filter(isOpen).length),
          String(findings.filter(({ exception }) => exception !== undefined).length),
          sum('unknown'),
          result.why ?? '',
        ],
      ])
    }
  }
}

/** `compliance.csv`: for each control of each framework the rules that bear on it and what they found. A control no rule names is not in it: nothing is claimed of it. */
export const compliance: Reporter = assessment => [{ name: 'compliance.csv', text: lines(assessment) }]
