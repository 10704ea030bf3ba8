import type pc from 'picocolors'
import type { Evidence, RuleInfo, Step } from '../assessment.ts'
import { safe } from './safe-text.ts'

type Colors = ReturnType<typeof pc.createColors>

/** Text broken at spaces to this width, each line behind the indent. */
export const wrapped = (text: string, indent: string, width: number): string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of safe(text).split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, indent + line]
}

const steps = (of: readonly Step[], width: number, colors: Colors): string[] =>
  of.flatMap(({ text, command }, index) => [
    ...wrapped(`${index + 1}. ${text}`, '  ', width),
    ...(command === undefined ? [] : command.split('\n').map(line => `     ${colors.cyan(safe(line))}`)),
  ])

/** What is said about a rule, for a terminal of this width. */
export const ruleWords = (rule: RuleInfo, width: number, colors: Colors): string[] => [
  '',
  colors.bold('Why'),
  ...wrapped(rule.rationale, '  ', width),
  '',
  colors.bold('How to mend it'),
  ...steps(rule.remediation, width, colors),
  '',
  colors.bold('How to verify'),
  ...steps(rule.verify, width, colors),
  '',
  colors.bold('Frameworks'),
  ...Object.entries(rule.frameworks).map(([framework, controls]) => `  ${safe(framework)}  ${safe(controls.join(', '))}`),
  '',
  colors.bold('Read more'),
  ...rule.references.map(({ title, url }) => `  ${safe(title)}\n  ${colors.dim(safe(url))}`),
]

/** Evidence, one fact a line; lists below their label. */
export const evidenceWords = (evidence: readonly Evidence[]): string[] =>
  evidence.flatMap(({ label, value }) =>
    Array.isArray(value) ? [`  ${safe(label)}`, ...value.map((item: string) => `    ${safe(item)}`)] : [`  ${safe(label)}: ${safe(String(value))}`],
  )
