import type { Assessment } from '../../src/assessment.ts'

/** Every verdict as one line, sorted, so that a difference reads like a change of mind and not like a change of JSON. */
export const verdictsOf = ({ results, scopes }: Assessment): string[] => {
  const names = new Map(scopes.map(({ id, name }) => [id, name]))
  const nameOf = (scope: string): string => names.get(scope) ?? scope
  return results
    .flatMap(({ rule, status, findings, unanswered, tallies }) => [
      `${rule.id}: ${status}`,
      ...tallies.map(
        ({ scope, examined, passed, failed, unknown }) =>
          `${rule.id} @ ${nameOf(scope)}: ${examined} examined, ${passed} passed, ${failed} failed, ${unknown} unknown`,
      ),
      ...findings.map(
        ({ severity, subject, foldedInto, fingerprint }) =>
          `${rule.id} @ ${nameOf(subject.scope)}: ${severity}${foldedInto === undefined ? '' : ', included in another'}: ${subject.name} (${fingerprint})`,
      ),
      ...unanswered.map(
        ({ scope, subject, because }) =>
          `${rule.id} @ ${nameOf(scope)}: unknown: ${subject?.name ?? 'everything'} (${typeof because === 'string' ? because : because.map(({ dataset, reason }) => `${dataset} ${reason}`).join(', ')})`,
      ),
    ])
    .sort()
}

const most = 40

/** The lines that went (`-`) and came (`+`), at most forty; empty only where both are the same. */
export const differences = (before: readonly string[], after: readonly string[]): string[] => {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let [endBefore, endAfter] = [before.length, after.length]
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore--
    endAfter--
  }
  const [gone, come] = [before.slice(start, endBefore), after.slice(start, endAfter)]
  const counts = new Map<string, number>()
  for (const line of gone) counts.set(line, (counts.get(line) ?? 0) + 1)
  const added = come.filter(line => {
    const left = counts.get(line) ?? 0
    if (left > 0) counts.set(line, left - 1)
    return left === 0
  })
  const removed = gone.filter(line => {
    const left = counts.get(line) ?? 0
    if (left > 0) counts.set(line, left - 1)
    return left > 0
  })
  const lines = [...removed.map(line => `- ${line.trim()}`), ...added.map(line => `+ ${line.trim()}`)]
  if (lines.length === 0 && gone.length > 0) return ['the same lines in another order']
  return lines.length > most ? [...lines.slice(0, most), `... and ${lines.length - most} more`] : lines
}
