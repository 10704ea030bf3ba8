import pc from 'picocolors'
import { rules } from '../../rules/index.ts'
import { type CaseResult, runCases } from '../custom-rules/cases.ts'
import { customRulesFolder } from './config-file.ts'
import { casesBeside, customRulesAt, readRuleText } from './custom-rules.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { pathForPeople } from './output-folder.ts'
import { safe } from './safe-text.ts'
import { useColor } from './terminal.ts'

const DEFAULT_FOLDER = 'postern-rules'

const inWords = (expectation: CaseResult['came']): string => (expectation === 'notAsked' ? 'not asked' : expectation)

const caseLine = ({ name, expected, came, message }: CaseResult, colors: ReturnType<typeof pc.createColors>): string => {
  const agrees = expected === came
  const said = message === undefined ? '' : `: ${safe(message)}`
  return `  ${agrees ? colors.green('ok ') : colors.red('not')}  ${inWords(came).padEnd(9)}  ${safe(name)}${agrees ? '' : `, expected ${inWords(expected)}`}${colors.dim(said)}\n`
}

/**
 * `postern rules test`: custom rules on the rows of their cases. Exits 1 where a case comes out otherwise than it says, 2 where a file is wrong or there is
 * nothing to test. A rule without cases is told.
 */
export const testRules = ({ path, config }: { readonly path?: string | undefined; readonly config?: string }): void => {
  const at = path ?? customRulesFolder(config) ?? DEFAULT_FOLDER
  const custom = customRulesAt(at, rules)
  if (custom.length === 0) throw new ExitError(exitCodes.usage, `${at}: there is no rule in it`)
  const colors = pc.createColors(useColor())
  let cases = 0
  let wrong = 0
  for (const one of custom) {
    const beside = casesBeside(one.file)
    process.stdout.write(`${colors.bold(one.rule.id)}  ${colors.dim(safe(pathForPeople(beside ?? one.file)))}\n`)
    if (beside === undefined) {
      process.stdout.write(`  ${colors.yellow('??')}   no cases: write them into ${one.rule.id}.test.yaml beside it\n`)
      continue
    }
    const results = runCases(one, readRuleText(beside), pathForPeople(beside))
    for (const result of results) process.stdout.write(caseLine(result, colors))
    cases += results.length
    wrong += results.filter(({ expected, came }) => expected !== came).length
  }
  const counted = (count: number, of: string): string => `${count} ${of}${count === 1 ? '' : 's'}`
  process.stdout.write(
    `${counted(custom.length, 'rule')}, ${counted(cases, 'case')}: ${wrong === 0 ? 'all as expected' : `${wrong} otherwise than expected`}\n`,
  )
  process.exitCode = wrong === 0 ? exitCodes.passed : exitCodes.gateFailed
}
