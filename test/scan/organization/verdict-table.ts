import type { Assessment, Finding } from '../../../src/assessment.ts'
import { nativeId } from '../../../src/dataset.ts'
import { accounts, organizationId } from './accounts.ts'
import { tenants } from './tenants.ts'

const names = new Map<string, string>([...Object.entries(accounts), ...Object.entries(tenants)].map(([name, id]) => [id, name]))
const nameOf = (scope: string): string => (nativeId(scope) === organizationId ? 'organization' : (names.get(nativeId(scope)) ?? nativeId(scope)))

/** Where a subject is the scope itself its name says nothing new. */
const wordsOf = ({ subject, severity, foldedInto }: Finding): string => {
  const name = subject.id === subject.scope || nativeId(subject.scope) === subject.id ? 'itself' : (names.get(subject.id) ?? subject.name)
  return foldedInto === undefined ? `${name} ${severity}` : `[${name}]`
}

/** For each rule and each scope where anything fails or is unknown: who fails and how badly, who is folded (in brackets), and how many questions are open. Scopes where all of it holds are listed under `holds`. */
export type VerdictTable = Readonly<Record<string, Readonly<Record<string, string>>>>

export const verdictTable = ({ results }: Assessment): VerdictTable =>
  Object.fromEntries(
    results.map(({ rule, tallies, findings, unanswered }) => {
      const scopes = [...new Set([...tallies, ...unanswered].map(({ scope }) => scope))]
      const rows = scopes.map((scope): [string, string] => {
        const failing = findings.filter(({ subject }) => subject.scope === scope).map(wordsOf)
        const open = unanswered.filter(one => one.scope === scope).map(({ subject }) => `${subject?.name ?? 'all'} unknown`)
        return [nameOf(scope), [...failing.sort(), ...open.sort()].join(', ')]
      })
      const holding = scopes.filter(scope => tallies.some(tally => tally.scope === scope && tally.passed > 0 && tally.failed + tally.unknown === 0)).map(nameOf)
      return [
        rule.id,
        Object.fromEntries([...rows.filter(([, words]) => words !== ''), ...(holding.length === 0 ? [] : [['holds', holding.sort().join(' ')]])]),
      ]
    }),
  )
