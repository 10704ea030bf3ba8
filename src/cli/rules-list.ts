import pc from 'picocolors'
import { rules } from '../../rules/index.ts'
import { knownRules } from './config-file.ts'
import { safe } from './safe-text.ts'

/** `postern rules list`: one line a rule, under its recommendation; or the words of all rules as JSON. Custom rules of the config are among them. */
export const listRules = async ({ json, config }: { readonly json?: boolean; readonly config?: string }): Promise<void> => {
  const known = await knownRules(config, rules)
  const builtIn = new Set(rules)
  if (json === true) {
    const infos = known.map(rule => {
      const { id, title, failureTitle, cloud, severity, upTo, recommendation, rationale, frameworks, equivalents, references } = rule
      return {
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
        custom: !builtIn.has(rule),
      }
    })
    process.stdout.write(`${JSON.stringify(infos, undefined, 2)}\n`)
    return
  }
  const width = Math.max(...known.map(({ id }) => id.length))
  for (const [recommendation, of] of Map.groupBy(known, rule => rule.recommendation)) {
    process.stdout.write(`${pc.bold(recommendation)}\n`)
    for (const { id, severity, title } of of) process.stdout.write(`  ${severity.padEnd(8)}  ${id.padEnd(width)}  ${safe(title)}\n`)
  }
}
