import type { Evidence } from '../../../src/assessment.ts'
import { cloudNames, formatMoment, recommendationNames, subjectsName } from '../labels.ts'
import { copyButton } from './clipboard.ts'
import { h, pageLink } from './dom.ts'
import { severityBadge } from './glyphs.ts'
import type { FindingView, Model } from './model.ts'
import { sheetHash } from './route.ts'
import { ruleLink, ruleSections } from './rule-sections.ts'
import { facts, type SheetContent, section } from './sheet.ts'

const shownValue = ({ value }: Evidence): Node => {
  if (typeof value === 'boolean') return h('span', {}, value ? 'yes' : 'no')
  if (typeof value === 'number') return h('span', { class: 'number' }, value)
  if (typeof value === 'string') return h('bdi', {}, value)
  return value.length === 0
    ? h('span', { class: 'none' }, 'none')
    : h('ul', { class: 'values', role: 'list' }, ...value.map(entry => h('li', {}, h('bdi', {}, entry))))
}

const evidenceTable = (evidence: readonly Evidence[]): HTMLElement | undefined =>
  evidence.length === 0
    ? undefined
    : h(
        'table',
        { class: 'evidence' },
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Fact'), h('th', { scope: 'col' }, 'Value'), h('th', { scope: 'col' }, 'Row that says so'))),
        h(
          'tbody',
          {},
          ...evidence.map(entry =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, entry.label),
              h('td', {}, shownValue(entry)),
              h('td', { class: 'source' }, entry.row === undefined ? '' : h('code', {}, entry.row)),
            ),
          ),
        ),
      )

const findingLink = ({ fingerprint, subject, rule }: FindingView): HTMLElement =>
  pageLink(sheetHash('finding', fingerprint), {}, `${rule.rule.failureTitle}: ${subject.name}`)

/** What it is folded into, and what is folded into it: the same fault, counted once. */
const folding = (model: Model, finding: FindingView): HTMLElement | undefined => {
  const parent = finding.foldedInto === undefined ? undefined : model.findingByFingerprint(finding.foldedInto)
  const { texts, findings } = model.packed
  const own = texts.indexOf(finding.fingerprint)
  const children = own === -1 ? [] : findings.foldedInto.flatMap((text, index) => (text === own ? [model.finding(index)] : []))
  return section(
    'Included',
    parent === undefined ? undefined : h('p', {}, 'This finding is included in ', findingLink(parent), ' and is not counted again.'),
    children.length === 0 ? undefined : h('p', {}, 'This finding includes:'),
    children.length === 0 ? undefined : h('ul', {}, ...children.map(child => h('li', {}, findingLink(child)))),
  )
}

const exceptionNote = ({ exception }: FindingView): HTMLElement | undefined =>
  exception === undefined
    ? undefined
    : section(
        'Accepted by an exception',
        facts([
          ['Reason', exception.reason],
          ['Owner', exception.owner],
          ['Until', exception.expires],
          ['Ticket', exception.ticket],
        ]),
      )

/** Everything known about one finding, with what its rule says about it. */
export const findingSheet = (model: Model, finding: FindingView): SheetContent => {
  const { rule } = finding.rule
  const { subject } = finding
  return {
    title: rule.failureTitle,
    above: [severityBadge(finding.severity), h('span', {}, cloudNames[rule.cloud]), h('span', {}, recommendationNames[rule.recommendation])],
    body: [
      h('p', { class: `verdict is-${finding.severity}` }, finding.message),
      h(
        'div',
        { class: 'actions' },
        copyButton('Copy link', () => location.href),
        copyButton('Copy resource id', () => subject.id),
      ),
      exceptionNote(finding),
      section('Evidence', evidenceTable(finding.evidence)),
      folding(model, finding),
      ...ruleSections(rule),
      section(
        'This finding',
        facts([
          ['Resource', subject.name],
          ['Kind', subjectsName(subject.kind, 1)],
          ['Id', h('code', {}, subject.id)],
          ['Scope', h('span', {}, h('bdi', {}, model.scopeName(finding.scope)), ' ', h('code', {}, finding.scope))],
          ['Rule', ruleLink(rule)],
          ['First seen', finding.firstSeen === undefined ? undefined : formatMoment(finding.firstSeen)],
          ['Fingerprint', h('code', {}, finding.fingerprint)],
        ]),
      ),
    ],
  }
}
