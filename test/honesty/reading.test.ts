import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { signInStrengthNeeds } from '../../src/sign-in-strength.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import { datasetsIn } from '../rule-tester.ts'
import { about, contoso, datasetsOf, judge } from './contoso.ts'

const snapshot = contoso()
// Nothing is declared: what is would be looked for in other datasets, too.
const whole = judge(snapshot, rules, [])
/** What every evaluation reads for its picture of how weakly people sign in. */
const pictured = new Set(datasetsIn(Object.values(signInStrengthNeeds)).map(({ name }) => name))

/** The snapshot, with a note of each dataset of which rows are asked for. */
const noting = (): { readonly snapshot: Snapshot; readonly read: ReadonlySet<string> } => {
  const read = new Set<string>()
  return {
    snapshot: {
      manifest: snapshot.manifest,
      rows: (dataset, scope) => {
        read.add(dataset)
        return snapshot.rows(dataset, scope)
      },
    },
    read,
  }
}

describe('a rule that is asked alone', () => {
  it.each(rules.map(rule => [rule.id, rule] as const))('%s reads what it needs and nothing else, and says what it says among the others', (_, rule) => {
    const { snapshot: noted, read } = noting()
    const alone = judge(noted, [rule], [])
    const needed = new Set(datasetsOf(rule).map(({ name }) => name))
    expect([...read].filter(dataset => !needed.has(dataset) && !pictured.has(dataset))).toEqual([])
    const [then] = about(whole, [rule]).results
    const unfolded = then === undefined ? undefined : { ...then, findings: then.findings.map(({ foldedInto: _, ...finding }) => finding) }
    expect(alone.results).toEqual([unfolded])
  })
})
