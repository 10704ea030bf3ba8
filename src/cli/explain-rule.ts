import pc from 'picocolors'
import { rules } from '../../rules/index.ts'
import { nearest } from '../nearest.ts'
import { knownRules } from './config-file.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { safe } from './safe-text.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { ruleWords } from './words.ts'

/** `postern explain rule`: everything a rule says of itself. */
export const explainRule = async (id: string, { config }: { readonly config?: string }): Promise<void> => {
  const known = await knownRules(config, rules)
  const rule = known.find(rule => rule.id === id || rule.formerly.includes(id))
  if (rule === undefined) {
    const meant = nearest(
      id,
      known.map(({ id }) => id),
    )
    throw new ExitError(exitCodes.usage, `no rule is called ${id}${meant === undefined ? '; `postern rules list` names them' : `; did you mean ${meant}?`}`)
  }
  const colors = pc.createColors(useColor())
  const defaults: unknown = rule.parameters?.parse({})
  const parameters =
    defaults === undefined
      ? []
      : [
          '',
          colors.bold('Parameters'),
          ...Object.entries(defaults as Record<string, unknown>).map(([name, value]) => `  ${name}: ${safe(JSON.stringify(value))}`),
        ]
  const severity = ['', colors.bold('Severity'), `  ${rule.severity}${rule.upTo === rule.severity ? '' : `, up to ${rule.upTo}`}`]
  const lines = [
    colors.bold(safe(rule.title)),
    colors.dim(`${rule.id} (${rule.recommendation}${rules.includes(rule) ? '' : ', custom'})`),
    ...severity,
    ...parameters,
    ...ruleWords(rule, terminalWidth(), colors),
    '',
  ]
  process.stdout.write(lines.join('\n'))
}
