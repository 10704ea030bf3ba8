import type { Assessment, Finding } from '../../../src/assessment.ts'
import { nativeId } from '../../../src/dataset.ts'

/**
 * What becomes of every rule in one tenant. `holds`: everything that was asked about holds. `fails`: who fails and how badly, with those folded into a wider
 * finding in brackets, those nobody can tell (?), and how many hold besides. `open`: nothing fails and something cannot be told. `notAsked`: there is nothing
 * of the kind, or no licence for it.
 */
export interface Verdicts {
  readonly holds: readonly string[]
  readonly fails: Readonly<Record<string, string>>
  readonly open: Readonly<Record<string, string>>
  readonly notAsked: readonly string[]
}

/** Where a subject is the tenant itself its name says nothing new. */
const subjectOf = ({ subject, severity, foldedInto }: Finding): string => {
  const name = subject.id === subject.scope || nativeId(subject.scope) === subject.id ? 'itself' : subject.name
  return foldedInto === undefined ? `${name} ${severity}` : `[${name}]`
}

/** The verdicts of these rules in one tenant. */
export const verdictsIn = ({ results }: Assessment, tenant: string, isAsked: (rule: string) => boolean): Verdicts => {
  const scope = `entra-tenant/${tenant}`
  const holds: string[] = []
  const notAsked: string[] = []
  const fails: Record<string, string> = {}
  const open: Record<string, string> = {}
  for (const { rule, tallies, findings, unanswered } of results) {
    if (!isAsked(rule.id)) continue
    const failing = findings.filter(({ subject }) => subject.scope === scope).map(subjectOf)
    const unknown = unanswered.filter(one => one.scope === scope).map(({ subject }) => `${subject?.name ?? 'all'}?`)
    const passed = tallies.filter(tally => tally.scope === scope).reduce((sum, tally) => sum + tally.passed, 0)
    const words = [...failing.sort(), ...unknown.sort(), ...(passed === 0 ? [] : [`${passed} hold`])].join(', ')
    if (failing.length > 0) fails[rule.id] = words
    else if (unknown.length > 0) open[rule.id] = words
    else if (passed > 0) holds.push(rule.id)
    else notAsked.push(rule.id)
  }
  return { holds: holds.sort(), fails, open, notAsked: notAsked.sort() }
}
