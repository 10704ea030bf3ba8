import type { Assessment, Reporter } from '../src/assessment.ts'
import { counted, formatMoment, formatNumber, gateNames, percent, recommendationNames, scopeInWords, severities, severityNames } from './html/labels.ts'
import { visible } from './html/visible.ts'
import { allFindings, isOpen, scopeNames } from './open-findings.ts'

/** A comment on GitHub holds 65,536 characters, a job summary 1 MiB: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
const LIMIT = 60_000
const SHOWN = 20

/** By this a job finds its own comment again. */
export const marker = '<!-- postern-report -->'

/** Text that Markdown shows as it is: no link, image, mention, heading or table cell can be made by a name. */
export const inert = (text: string): string =>
  visible(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+!|<>~&$:-]/g, character => `&#${character.codePointAt(0)};`)
    // A mention, a reference to an issue or an address would reach somebody, or invite a click.
    .replace(/@/g, '&#64;\u200b')
    .replace(/\bwww\./gi, match => `${match.slice(0, 3)}\u200b.`)

const cut = (text: string, at: number): string => (text.length <= at ? text : `${text.slice(0, at - 1).toWellFormed()}…`)

function* lines(assessment: Assessment): Generator<string> {
  const { score, gate, results, now } = assessment
  const names = scopeNames(assessment)
  const open = allFindings(assessment).filter(({ finding }) => isOpen(finding))
  const { asked, answered } = score.questions
  yield `${marker}\n## Identity posture: ${score.overall === undefined ? 'no score' : `${Math.round(score.overall)} of 100`}\n\n`
  yield `**${gateNames[gate.status]}.** ${inert(gate.why)}\n\n`
  const counts = severities.map(severity => `${open.filter(({ finding }) => finding.severity === severity).length} ${severity}`).join(', ')
  yield `${counts}. ${formatNumber(answered)} of ${counted(asked, 'question')} answered (${percent(score.completeness)}), ${counted(assessment.scopes.length, 'scope')}, ${formatMoment(now)}.\n\n`
  if (open.length > 0) yield `| Severity | Fault | Subject | Where |\n|---|---|---|---|\n`
  const fresh = (firstSeen: string | undefined): boolean => firstSeen === now
  const first = open.toSorted((a, b) => Number(fresh(b.finding.firstSeen)) - Number(fresh(a.finding.firstSeen)))
  for (const { rule, finding } of first.slice(0, SHOWN)) {
    const { subject } = finding
    yield `| ${severityNames[finding.severity]}${fresh(finding.firstSeen) ? ' (new)' : ''} | ${inert(rule.failureTitle)}<br>\`${rule.id}\` | ${inert(cut(subject.name, 120))} | ${inert(cut(scopeInWords(subject.scope, names.get(subject.scope)), 120))} |\n`
  }
  if (open.length > SHOWN) yield `\nand ${counted(open.length - SHOWN, 'more finding')}; the report lists them all.\n`
  const dark = results.filter(({ unanswered }) => unanswered.length > 0)
  if (dark.length > 0) {
    yield `\n### Unanswered\n\n`
    for (const { rule, unanswered } of dark.slice(0, SHOWN)) yield `- \`${rule.id}\`: ${inert(cut(unanswered[0]?.message ?? '', 240))}\n`
    if (dark.length > SHOWN) yield `- and ${counted(dark.length - SHOWN, 'more rule')}\n`
  }
  const excepted = assessment.exceptions
  if (excepted.length > 0) {
    yield `\n### Exceptions\n\n`
    for (const { rule, subject, owner, expires, reason } of excepted.slice(0, SHOWN))
      yield `- \`${rule}\` ${inert(cut(subject, 120))}, until ${inert(expires)}, ${inert(cut(owner, 80))}: ${inert(cut(reason, 240))}\n`
    if (excepted.length > SHOWN) yield `- and ${excepted.length - SHOWN} more\n`
  }
  yield `\n| Recommendation | Score |\n|---|---|\n`
  for (const { recommendation, score: points } of score.recommendations)
    yield `| ${recommendationNames[recommendation]} | ${points === undefined ? 'not judged' : Math.round(points)} |\n`
}

function* bounded(of: Iterable<string>): Generator<string> {
  let length = 0
  for (const text of of) {
    length += text.length
    if (length > LIMIT) return yield '\nThe report lists the rest.\n'
    yield text
  }
}

/** `summary.md`: what a job summary or a comment on a pull request shows; never longer than either may be. */
export const markdown: Reporter = assessment => [{ name: 'summary.md', text: bounded(lines(assessment)) }]
