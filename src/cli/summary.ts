import pc from 'picocolors'
import { type Assessment, type Finding, type RuleResult, type Severity, severities } from '../assessment.ts'
import type { Gap } from '../dataset.ts'
import { byCause, describeGaps } from '../gap-words.ts'
import { safe } from './safe-text.ts'
import { wrapped } from './words.ts'

type Colors = ReturnType<typeof pc.createColors>

const RULES_SHOWN = 12
const SUBJECTS_SHOWN = 3
const SERVICES_SHOWN = 4
const QUESTIONS_SHOWN = 8

const paint = (colors: Colors, severity: Severity, text: string): string =>
  ({ critical: (t: string) => colors.bold(colors.red(t)), high: colors.red, medium: colors.yellow, low: colors.blue, info: colors.dim })[severity](text)

const counted = (finding: Finding): boolean => finding.foldedInto === undefined && finding.exception === undefined

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

const worst = (findings: readonly Finding[]): Severity => severities.find(severity => findings.some(finding => finding.severity === severity)) ?? 'info'

const scoreLines = ({ score }: Assessment, colors: Colors): string[] => {
  const { asked, answered } = score.questions
  const answers = `${answered} of ${plural(asked, 'question')} answered`
  if (score.overall === undefined) return [`Score  none: nothing could be judged (${answers})`]
  const lowest = [...score.recommendations].filter(line => line.score !== undefined).sort((a, b) => (a.score ?? 0) - (b.score ?? 0))[0]
  const why = score.capped ? 'held down by completeness' : `set by ${lowest?.recommendation ?? 'the worst recommendation'}`
  return [`Score  ${colors.bold(`${score.overall}/100`)}  ${colors.dim(`${why}; ${answers}`)}`]
}

const countLine = (findings: readonly Finding[], colors: Colors): string =>
  severities
    .map(severity => ({ severity, n: findings.filter(finding => finding.severity === severity).length }))
    .filter(({ severity, n }) => n > 0 || severity === 'critical' || severity === 'high')
    .map(({ severity, n }) => (n === 0 ? colors.dim(`${severity} 0`) : paint(colors, severity, `${severity} ${n}`)))
    .join('  ')

/** The mix of a rule's findings where they are not all of one severity. */
const mix = (findings: readonly Finding[]): string => {
  const counts = severities.map(severity => ({ severity, n: findings.filter(finding => finding.severity === severity).length })).filter(({ n }) => n > 0)
  return counts.length < 2 ? '' : `  ${counts.map(({ severity, n }) => `${n} ${severity}`).join(', ')}`
}

const findingLines = (result: RuleResult, colors: Colors, width: number): string[] => {
  const findings = result.findings.filter(counted)
  const severity = worst(findings)
  const shown = findings.slice(0, SUBJECTS_SHOWN).flatMap(({ message }) => wrapped(message, '    ', width))
  const rest = findings.length > SUBJECTS_SHOWN ? [colors.dim(`    and ${findings.length - SUBJECTS_SHOWN} more`)] : []
  const { id } = result.rule
  const failureTitle = safe(result.rule.failureTitle)
  const name = `${id}${mix(findings)}`
  const head = `  ${paint(colors, severity, severity.padEnd(8))}  ${colors.bold(failureTitle)}`
  const fits = '  critical  '.length + failureTitle.length + 2 + name.length <= width
  return [...(fits ? [`${head}  ${colors.dim(name)}`] : [head, colors.dim(`    ${name}`)]), ...shown, ...rest]
}

interface Question {
  readonly gaps: Set<Gap>
  readonly rules: Set<string>
}

/** Open questions, each cause once: what a gap keeps dark in a scope, with all the rules it costs; and what could not be decided. */
const openQuestions = ({ results }: Assessment): (readonly [string, number])[] => {
  const causes = new Map<string, Question>()
  const others: (readonly [string, number])[] = []
  for (const { rule, unanswered } of results) {
    for (const { scope, because, message } of unanswered) {
      if (!Array.isArray(because)) {
        others.push([`${scope}: ${rule.id}: ${message}`, 1])
        continue
      }
      for (const gaps of byCause(because)) {
        const [{ reason = '', detail = '', permission = '' } = {}] = gaps
        const key = JSON.stringify([scope, reason, detail, permission])
        const known = causes.get(key) ?? { gaps: new Set(), rules: new Set() }
        for (const gap of gaps) known.gaps.add(gap)
        known.rules.add(rule.id)
        causes.set(key, known)
      }
    }
  }
  const dark = [...causes.values()].map(({ gaps, rules }): readonly [string, number] => [
    `${[...gaps][0]?.scope ?? ''}: ${describeGaps([...gaps])}`,
    rules.size,
  ])
  return [...dark.sort((a, b) => b[1] - a[1]), ...others]
}

const questionLines = (assessment: Assessment, colors: Colors, width: number): string[] => {
  const open = openQuestions(assessment)
  if (open.length === 0) return []
  const shown = open
    .slice(0, QUESTIONS_SHOWN)
    .flatMap(([about, rules]) =>
      wrapped(`${about} (${plural(rules, 'rule')})`, '    ', width).map((line, index) => (index === 0 ? `  ${colors.magenta('?')} ${line.trimStart()}` : line)),
    )
  const rest = open.length > QUESTIONS_SHOWN ? [colors.dim(`  and ${open.length - QUESTIONS_SHOWN} more; the report lists them all`)] : []
  return ['', colors.bold('Unknown'), ...shown, ...rest]
}

const scopeLines = ({ scopes }: Assessment, colors: Colors): string[] => [
  '',
  colors.bold('Read'),
  ...scopes.map(({ id, name, tables, requests }) => {
    const total = requests.reduce((sum, service) => sum + service.requests, 0)
    const most = requests.slice(0, SERVICES_SHOWN).map(({ service, requests: n }) => `${service} ${n}`)
    const services = [...most, ...(requests.length > SERVICES_SHOWN ? [`${requests.length - SERVICES_SHOWN} more`] : [])].join(', ')
    const all = tables.complete + tables.incomplete
    const label = id.endsWith(`/${name}`) ? id : `${id} ${name}`
    const read = tables.complete === 0 ? colors.magenta('could not be entered') : `${tables.complete} of ${plural(all, 'table')} complete`
    return `  ${safe(label)}  ${plural(total, 'request')}${services === '' ? '' : colors.dim(` (${safe(services)})`)}, ${read}`
  }),
]

const gateLine = ({ gate }: Assessment, colors: Colors): string => {
  const word = { failed: colors.red('failed'), incomplete: colors.magenta('incomplete'), passed: colors.green('passed'), off: 'off' }[gate.status]
  return `Gate   ${word}  ${colors.dim(gate.why)}`
}

/** The worst rules in full, and how many more there are: a screen is no report. */
const rulesLines = (failing: readonly RuleResult[], colors: Colors, width: number): string[] => {
  const rest = failing.slice(RULES_SHOWN)
  if (failing.length === 0) return []
  const mixOf = severities.flatMap(severity => {
    const n = rest.filter(({ findings }) => worst(findings.filter(counted)) === severity).length
    return n === 0 ? [] : [`${n} ${severity}`]
  })
  return [
    '',
    ...failing.slice(0, RULES_SHOWN).flatMap(result => findingLines(result, colors, width)),
    ...(rest.length === 0
      ? []
      : wrapped(`and ${plural(rest.length, 'more rule')} (${mixOf.join(', ')}); the report lists them all`, '  ', width).map(line => colors.dim(line))),
  ]
}

/** What a person reads at the end of a run: how bad, what first, what is unknown and what would answer it, how each scope was read. */
export const summaryOf = (assessment: Assessment, files: readonly string[], color: boolean, width: number): string => {
  const colors = pc.createColors(color)
  const failing = assessment.results.filter(({ findings }) => findings.some(counted))
  failing.sort((a, b) => severities.indexOf(worst(a.findings.filter(counted))) - severities.indexOf(worst(b.findings.filter(counted))))
  const findings = failing.flatMap(result => result.findings.filter(counted))
  const passing = assessment.results.filter(({ status }) => status === 'pass').length
  const notices = assessment.notices.map(({ message }) => `  ! ${safe(message)}`)
  const answer = [
    ...scoreLines(assessment, colors),
    gateLine(assessment, colors),
    `Found  ${countLine(findings, colors)}  ${colors.dim(`${passing} of ${plural(assessment.results.length, 'rule')} hold`)}`,
  ]
  return [
    ...answer,
    ...rulesLines(failing, colors, width),
    ...questionLines(assessment, colors, width),
    ...(notices.length === 0 ? [] : ['', colors.bold('Mind'), ...notices]),
    ...scopeLines(assessment, colors),
    '',
    // What scrolled away is the answer: it stands where the eye is.
    ...answer,
    ...files.map(file => `Report ${safe(file)}`),
    '',
  ].join('\n')
}
