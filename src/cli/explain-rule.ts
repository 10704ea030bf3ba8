import pc from 'picocolors'
import { rules } from '../../rules/index.ts'
import { nearest } from '../nearest.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { ruleWords } from './words.ts'

/** `postern explain rule`: everything a rule says of itself. */
export const explainRule = (id: string): void => {
  const rule = rules.find(rule => rule.id === id || rule.formerly.includes(id))
  if (rule === undefined) {
    const meant = nearest(
      id,
      rules.map(({ id }) => id),
    )
    throw new ExitError(exitCodes.usage, `no rule is called ${id}${meant === undefined ? '; `postern rules list` names them' : `; did you mean ${meant}?`}`)
  }
  const colors = pc.createColors(useColor())
  const defaults: unknown = rule.parameters?.parse({})
  const parameters =
    defaults === undefined
      ? []
      : ['', colors.bold('Parameters'), ...Object.entries(defaults as Record<string, unknown>).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}`)]
  const severity = ['', colors.bold('Severity'), `  ${rule.severity}${rule.upTo === rule.severity ? '' : `, up to ${rule.upTo}`}`]
  const lines = [
    colors.bold(rule.title),
    colors.dim(`${rule.id} (${rule.recommendation})`),
    ...severity,
    ...parameters,
    ...ruleWords(rule, terminalWidth(), colors),
    '',
  ]
  process.stdout.write(lines.join('\n'))
}
