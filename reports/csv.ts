import type { Assessment, Reporter } from '../src/assessment.ts'
import { visible } from './html/visible.ts'
import { allFindings, evidenceLine, scopeNames } from './open-findings.ts'

/** What makes a spreadsheet read a cell as a formula, full-width forms included: https://owasp.org/www-community/attacks/CSV_Injection */
const startsFormula = /^[\s']*[=+\-@|%\t\r\uff1d\uff0b\uff0d\uff20]/u

/** One cell by RFC 4180, always quoted; a text that a spreadsheet would compute is made plain by an apostrophe. */
export const cell = (value: string): string => {
  const text = visible(value).replace(/\r\n?/g, '\n')
  return `"${(startsFormula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}

const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`

const columns = [
  ...['status', 'severity', 'rule', 'fault', 'recommendation', 'cloud', 'scope', 'scope name', 'kind', 'subject', 'subject name'],
  ...['message', 'evidence', 'fingerprint', 'first seen', 'exception', 'frameworks', 'reference'],
]

const statusOf = (finding: Assessment['results'][number]['findings'][number]): string =>
  finding.exception !== undefined ? 'excepted' : finding.foldedInto !== undefined ? 'included' : 'fail'

function* lines(assessment: Assessment): Generator<string> {
  const names = scopeNames(assessment)
  const frameworks = (of: Readonly<Record<string, readonly string[]>>): string =>
    Object.entries(of)
      .flatMap(([framework, controls]) => controls.map(control => `${framework} ${control}`))
      .join('; ')
  yield line(columns)
  for (const { rule, finding } of allFindings(assessment)) {
    const { subject, exception } = finding
    yield line([
      ...[statusOf(finding), finding.severity, rule.id, rule.failureTitle, rule.recommendation, rule.cloud, subject.scope, names.get(subject.scope) ?? ''],
      ...[subject.kind, subject.id, subject.name, finding.message, finding.evidence.map(evidenceLine).join('\n'), finding.fingerprint, finding.firstSeen ?? ''],
      ...[exception === undefined ? '' : `${exception.reason} (${exception.owner}, until ${exception.expires})`, frameworks(rule.frameworks)],
      rule.references[0]?.url ?? '',
    ])
  }
  for (const { rule, unanswered } of assessment.results) {
    for (const { scope, subject, message } of unanswered)
      yield line([
        ...['unknown', rule.severity, rule.id, rule.title, rule.recommendation, rule.cloud, scope, names.get(scope) ?? ''],
        ...[subject?.kind ?? '', subject?.id ?? '', subject?.name ?? '', message, '', '', '', '', frameworks(rule.frameworks), rule.references[0]?.url ?? ''],
      ])
  }
}

/** `findings.csv`: every finding and every unanswered question, one a line, safe to open in a spreadsheet. */
export const csv: Reporter = assessment => [{ name: 'findings.csv', text: lines(assessment) }]
