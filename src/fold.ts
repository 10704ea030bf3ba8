import { type Finding, type RuleResult, severities } from './assessment.ts'

/** A finding takes in none that is worse than itself, which would hide it. */
const isAsBad = (finding: Finding, other: Finding): boolean => severities.indexOf(finding.severity) <= severities.indexOf(other.severity)

const about = (scope: string, subject: string): string => `${scope}\n${subject}`

/**
 * One fault, one finding: a finding is folded into that of a rule which supersedes its own, about the same subject or the thing the subject is part of.
 * Pure, after evaluation; a folded finding keeps its fingerprint and is counted nowhere else. Excepted findings take no others in.
 */
export const fold = (results: readonly RuleResult[]): RuleResult[] => {
  const supersededBy = new Map<string, string[]>()
  for (const { rule } of results) for (const weaker of rule.supersedes) supersededBy.set(weaker, [...(supersededBy.get(weaker) ?? []), rule.id])
  const byRule = new Map(
    results
      .filter(({ rule }) => rule.supersedes.length > 0)
      .map(({ rule, findings }) => [
        rule.id,
        new Map(findings.filter(finding => finding.exception === undefined).map(finding => [about(finding.subject.scope, finding.subject.id), finding])),
      ]),
  )

  const strongerThan = (finding: Finding): Finding | undefined => {
    for (const rule of supersededBy.get(finding.rule) ?? []) {
      const { scope, id, partOf } = finding.subject
      const found = byRule.get(rule)?.get(about(scope, id)) ?? (partOf === undefined ? undefined : byRule.get(rule)?.get(about(scope, partOf)))
      if (found !== undefined && isAsBad(found, finding)) return found
    }
    return undefined
  }

  const strongest = (finding: Finding): Finding => {
    const seen = new Set([finding.fingerprint])
    let at = finding
    for (let next = strongerThan(at); next !== undefined && !seen.has(next.fingerprint); next = strongerThan(at)) {
      seen.add(next.fingerprint)
      at = next
    }
    return at
  }

  return results.map(result => {
    if (!supersededBy.has(result.rule.id)) return { ...result, findings: [...result.findings] }
    return {
      ...result,
      findings: result.findings.map(finding => {
        const into = strongest(finding)
        return into === finding ? finding : { ...finding, foldedInto: into.fingerprint }
      }),
    }
  })
}
