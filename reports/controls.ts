import type { RuleResult } from '../src/assessment.ts'

/** Controls as people number them: 1.9 before 1.10. */
const byNumber = new Intl.Collator('en', { numeric: true })

type Judged = Pick<RuleResult, 'rule' | 'status'>

export interface ControlReport<R extends Judged> {
  readonly framework: string
  readonly control: string
  readonly results: readonly R[]
  /** The worst of its rules; a control with an open question and no fault is not met, but unknown. */
  readonly status: RuleResult['status']
}

const worst = (results: readonly Judged[]): RuleResult['status'] =>
  (['fail', 'unknown', 'pass'] as const).find(status => results.some(result => result.status === status)) ?? 'not-applicable'

/** What the rules say of each control of each framework that they name. */
export const controlsOf = <R extends Judged>(results: readonly R[]): ControlReport<R>[] => {
  const byControl = new Map<string, { readonly framework: string; readonly control: string; readonly results: R[] }>()
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
