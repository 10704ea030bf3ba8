import pc from 'picocolors'
import { rules } from '../../rules/index.ts'

/** `postern rules list`: one line a rule, under its recommendation; or the words of all rules as JSON. */
export const listRules = ({ json }: { readonly json?: boolean }): void => {
  if (json === true) {
    const infos = rules.map(({ id, title, failureTitle, cloud, severity, upTo, recommendation, rationale, frameworks, equivalents, references }) => ({
      id,
      title,
      failureTitle,
      cloud,
      severity,
      upTo,
      recommendation,
      rationale,
      frameworks,
      equivalents,
      references,
    }))
    process.stdout.write(`${JSON.stringify(infos, undefined, 2)}\n`)
    return
  }
  const width = Math.max(...rules.map(({ id }) => id.length))
  for (const [recommendation, of] of Map.groupBy(rules, rule => rule.recommendation)) {
    process.stdout.write(`${pc.bold(recommendation)}\n`)
    for (const { id, severity, title } of of) process.stdout.write(`  ${severity.padEnd(8)}  ${id.padEnd(width)}  ${title}\n`)
  }
}
