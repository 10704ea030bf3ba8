import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pc from 'picocolors'
import { rules } from '../../rules/index.ts'
import { loadConfig } from './config-file.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { outputFolder } from './output-folder.ts'
import { readAssessment } from './read-assessment.ts'
import { safe } from './safe-text.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { evidenceWords, ruleWords, wrapped } from './words.ts'

interface Options {
  readonly config?: string
  readonly out?: string
  readonly assessment?: string
}

const fileOf = async ({ config, out, assessment }: Options): Promise<string> => {
  if (assessment !== undefined) return assessment
  // Without flags the default folders will do, config or no config: after a demo there is none.
  const near = ['posture', 'posture-demo'].map(folder => join(folder, 'latest', 'assessment.json')).find(existsSync)
  if (out === undefined && config === undefined && near !== undefined) return near
  const folder = out ?? outputFolder(undefined, await loadConfig(config, rules))
  return join(folder, 'latest', 'assessment.json')
}

/** `postern explain finding`: subject, evidence, and the words of its rule. */
export const explainFinding = async (prefix: string, options: Options): Promise<void> => {
  if (!/^[0-9a-f]{6,32}$/.test(prefix)) throw new ExitError(exitCodes.usage, `${prefix}: a fingerprint is hex digits, 6 or more of them`)
  const file = await fileOf(options)
  const { results } = await readAssessment(file)
  const matches = results.flatMap(({ rule, findings }) =>
    findings.filter(({ fingerprint }) => fingerprint.startsWith(prefix)).map(finding => ({ rule, finding })),
  )
  const [match, second] = matches
  if (match === undefined) throw new ExitError(exitCodes.usage, `${file} has no finding ${prefix}`)
  if (second !== undefined) throw new ExitError(exitCodes.usage, `${prefix} begins the fingerprints of ${matches.length} findings; give more digits`)
  const { rule, finding } = match
  const colors = pc.createColors(useColor())
  const width = terminalWidth()
  const lines = [
    colors.bold(`${finding.severity}: ${safe(rule.failureTitle)}`),
    colors.dim(`${rule.id}  ${finding.fingerprint}`),
    '',
    ...wrapped(finding.message, '', width),
    '',
    colors.bold('Where'),
    `  ${safe(finding.subject.name)}`,
    `  ${safe(finding.subject.id)}`,
    `  in ${safe(finding.subject.scope)}`,
    ...(finding.foldedInto === undefined ? [] : [`  included in finding ${finding.foldedInto}`]),
    '',
    colors.bold('Evidence'),
    ...evidenceWords(finding.evidence),
    ...ruleWords(rule, width, colors),
    '',
  ]
  process.stdout.write(lines.join('\n'))
}
