import type { Assessment, Finding } from '../../src/assessment.ts'
import { counted, formatMoment, formatNumber, gateNames, percent, reasonNames, severities } from './labels.ts'
import { byWorst, severityCounts } from './severity-counts.ts'
import { visible } from './visible.ts'

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
])

/** Text as it may stand in HTML, inside an element or a quoted attribute. */
export const escapeHtml = (text: string): string => visible(text).replace(/[&<>"']/g, character => entities.get(character) ?? '')

const isOpen = (finding: Finding): boolean => finding.foldedInto === undefined && finding.exception === undefined

/** What a reader without JavaScript sees: the answer, what is wrong by rule, and what could not be answered. Bounded by the number of rules. */
export function* summary({ score, gate, results, now, scopes }: Assessment): Generator<string> {
  const { asked, answered } = score.questions
  yield '<noscript><main class="plain"><h1>Identity posture report</h1>\n'
  yield `<p>${escapeHtml(formatMoment(now))}, ${counted(scopes.length, 'scope')}. With JavaScript, this file shows every finding with its evidence.</p>\n`
  yield `<p><strong>${score.overall === undefined ? 'No score' : `Score ${Math.round(score.overall)} of 100`}.</strong> ${gateNames[gate.status]}: ${escapeHtml(gate.why)}</p>\n`
  yield `<p>${counted(answered, 'question')} of ${counted(asked, 'question')} answered (${percent(score.completeness)}).</p>\n`

  yield '<h2>Failing rules</h2>\n<table><thead><tr><th>Findings</th><th>Fault</th><th>Rule</th></tr></thead><tbody>\n'
  const failing = results
    .map(({ rule, findings }) => ({ rule, counts: severityCounts(findings.filter(isOpen).map(({ severity }) => severities.indexOf(severity))) }))
    .filter(({ counts }) => counts.some(count => count > 0))
    .toSorted((a, b) => byWorst(a.counts, b.counts))
  for (const { rule, counts } of failing) {
    const mix = severities.flatMap((severity, rank) => ((counts[rank] ?? 0) > 0 ? [`${formatNumber(counts[rank] ?? 0)} ${severity}`] : [])).join(', ')
    yield `<tr><td>${mix}</td><td>${escapeHtml(rule.failureTitle)}</td><td>${escapeHtml(rule.id)}</td></tr>\n`
  }
  yield '</tbody></table>\n<h2>Unanswered</h2>\n<table><thead><tr><th>Rule</th><th>Unanswered</th><th>Why, and what to grant</th></tr></thead><tbody>\n'
  for (const { rule, unanswered } of results) {
    if (unanswered.length === 0) continue
    const why = new Set(
      unanswered.flatMap(({ because }) =>
        because === 'threw'
          ? ['The rule failed']
          : because === 'undecidable'
            ? ['Undecidable']
            : because.map(({ reason, permission }) => `${reasonNames[reason]}${permission === undefined ? '' : `: grant ${permission}`}`),
      ),
    )
    const cells = [rule.title, formatNumber(unanswered.length), [...why].join('; ')]
    yield `<tr>${cells.map(cell => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>\n`
  }
  yield '</tbody></table></main></noscript>\n'
}
