import type { Assessment, Reporter, RuleResult } from '../src/assessment.ts'
import { cell } from './csv.ts'
import { isOpen } from './open-findings.ts'

/** Controls as people number them: 1.9 before 1.10. */
const byNumber = new Intl.Collator('en', { numeric: true })

export interface ControlReport {
  readonly framework: string
  readonly control: string
  readonly results: readonly RuleResult[]
  /** The worst of its rules; a control with an open question and no fault is not met, but unknown. */
  readonly status: RuleResult['status']
}

const worst = (results: readonly RuleResult[]): RuleResult['status'] =>
  (['fail', 'unknown', 'pass'] as const).find(status => results.some(result => result.status === status)) ?? 'not-applicable'

/** What the rules say of each control of each framework that they name. */
export const controlsOf = ({ results }: Assessment): ControlReport[] => {
  const byControl = new Map<string, { readonly framework: string; readonly control: string; readonly results: RuleResult[] }>()
  for (const result of results) {
    for (const [framework, controls] of Object.entries(result.rule.frameworks)) {
      for (const control of controls) {
        const key = `${framework}\n${control}`
        const known = byControl.get(key)
        if (known === undefined) byControl.set(key, { framework, control, results: [result] })
        else known.results.push(result)
      }
    }
  }
  return [...byControl.values()]
    .map(entry => ({ ...entry, status: worst(entry.results) }))
    .sort((a, b) => byNumber.compare(a.framework, b.framework) || byNumber.compare(a.control, b.control))
}

function* lines(assessment: Assessment): Generator<string> {
  const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`
  yield line(['framework', 'control', 'control status', 'rule', 'requirement', 'rule status', 'examined', 'passed', 'findings', 'excepted', 'unknown', 'why'])
  for (const { framework, control, status, results } of controlsOf(assessment)) {
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
