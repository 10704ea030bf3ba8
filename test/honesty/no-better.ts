import type { Assessment } from '../../src/assessment.ts'
import { UNIDENTIFIED } from '../../src/dataset.ts'

/** How a verdict with less information is better than the one with all of it: each line is a breach of the law that removing information never helps. */
export const improvements = (whole: Assessment, less: Assessment): string[] => {
  const before = new Map(whole.results.map(result => [result.rule.id, result]))
  const better: string[] = []
  for (const { rule, status, tallies, findings } of less.results) {
    const known = before.get(rule.id)
    if (known === undefined) continue
    if (status === 'pass' && known.status !== 'pass') better.push(`${rule.id} passes where it was ${known.status}`)
    if (status === 'not-applicable' && known.status !== 'not-applicable') better.push(`${rule.id} is not applicable where it was ${known.status}`)
    const tallyOf = new Map(known.tallies.map(tally => [tally.scope, tally]))
    for (const { scope, passed } of tallies) {
      const was = tallyOf.get(scope)?.passed ?? 0
      if (passed > was) better.push(`${rule.id} passes ${passed} times in ${scope}, where it was ${was}`)
    }
    const knownFindings = new Set(known.findings.map(({ fingerprint }) => fingerprint))
    for (const { fingerprint, message } of findings) if (!knownFindings.has(fingerprint)) better.push(`${rule.id} found what was not there: ${message}`)
  }
  return better
}

/** Findings that were lost although their rule says nothing is unknown in that scope. */
export const silentLosses = (whole: Assessment, less: Assessment): string[] => {
  const after = new Map(less.results.map(result => [result.rule.id, result]))
  return whole.results.flatMap(({ rule, findings }) => {
    const now = after.get(rule.id)
    const kept = new Set(now?.findings.map(({ fingerprint }) => fingerprint))
    const dark = new Set(now?.unanswered.map(({ scope }) => scope))
    // A scope that is not found any more is told by one of its kind that could not be named.
    const isTold = (scope: string): boolean =>
      dark.has(scope) || (!less.scopes.some(({ id }) => id === scope) && dark.has(`${scope.slice(0, scope.indexOf('/'))}/${UNIDENTIFIED}`))
    return findings
      .filter(({ fingerprint, subject }) => !kept.has(fingerprint) && !isTold(subject.scope))
      .map(({ message }) => `${rule.id} lost silently: ${message}`)
  })
}
