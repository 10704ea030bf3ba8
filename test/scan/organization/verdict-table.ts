import type { Assessment, Finding } from '../../../src/assessment.ts'
import { nativeId } from '../../../src/dataset.ts'
import { accounts, organizationId } from './accounts.ts'
import { principalNames } from './aws-identity-center.ts'
import { tenants } from './tenants.ts'

const names = new Map<string, string>([
  ...[...Object.entries(accounts), ...Object.entries(tenants)].map(([name, id]) => [id, name] as const),
  ...principalNames,
])
const nameOf = (scope: string): string => (nativeId(scope) === organizationId ? 'organization' : (names.get(nativeId(scope)) ?? nativeId(scope)))

/** Where a subject is the scope itself its name says nothing new. */
const wordsOf = ({ subject, severity, foldedInto }: Finding): string => {
  const name =
    subject.id === subject.scope || nativeId(subject.scope) === subject.id ? 'itself' : (names.get(subject.id) ?? names.get(subject.name) ?? subject.name)
  return foldedInto === undefined ? `${name} ${severity}` : `[${name}]`
}

/**
 * For each rule and each scope where something fails or is unknown: who fails and how badly, who is folded (in brackets), whom nobody can tell, and how
 * many hold. Under `holds`: the scopes where all of it holds. Where nothing is asked nothing is said.
 */
export type VerdictTable = Readonly<Record<string, Readonly<Record<string, string>>>>

export const verdictTable = ({ results }: Assessment): VerdictTable =>
  Object.fromEntries(
    results.map(({ rule, tallies, findings, unanswered }): [string, Record<string, string>] => {
      const passed = new Map(tallies.map(tally => [tally.scope, tally.passed]))
      const rows = [...new Set([...tallies, ...unanswered].map(({ scope }) => scope))].map((scope): [string, string] => {
        const failing = findings.filter(({ subject }) => subject.scope === scope).map(wordsOf)
        const open = unanswered.filter(one => one.scope === scope).map(({ subject }) => `${subject?.name ?? 'all'} unknown`)
        if (failing.length + open.length === 0) return [scope, '']
        const holding = passed.get(scope) ?? 0
        return [scope, [...failing.sort(), ...open.sort(), ...(holding === 0 ? [] : [`${holding} hold`])].join(', ')]
      })
      const holds = rows.filter(([scope, words]) => words === '' && (passed.get(scope) ?? 0) > 0).map(([scope]) => nameOf(scope))
      return [
        rule.id,
        {
          ...Object.fromEntries(rows.filter(([, words]) => words !== '').map(([scope, words]) => [nameOf(scope), words])),
          ...(holds.length === 0 ? {} : { holds: holds.sort().join(' ') }),
        },
      ]
    }),
  )
