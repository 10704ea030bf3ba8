import type { Evidence } from '../../../src/assessment.ts'
import { formatMoment, formatNumber, subjectsName } from '../labels.ts'
import { copyButton } from './clipboard.ts'
import { type Declaration, declarationsOf, declaredWords } from './declarations.ts'
import { h, pageLink } from './dom.ts'
import { severityBadge } from './glyphs.ts'
import type { FindingView, Model } from './model.ts'
import { sheetHash } from './route.ts'
import { placeTags, ruleLink, ruleSections } from './rule-sections.ts'
import { facts, type SheetContent, section } from './sheet.ts'

/** So many entries of a list are shown at once, and so many at all. */
const FEW = 20
const MOST = 500

/** What the operator declared, by id in lower case: clouds spell sign-in names in either. */
type Declared = ReadonlyMap<string, Declaration>

const declaredIn = (model: Model): Declared => new Map(declarationsOf(model.packed).map(entry => [entry.id.toLowerCase(), entry]))

const declaredNote = (declared: Declared, id: string): HTMLElement | undefined => {
  const declaration = declared.get(id.toLowerCase())
  return declaration && h('span', { class: 'declared' }, declaredWords(declaration))
}

const shownValue = ({ value }: Evidence, declared: Declared): Node => {
  if (typeof value === 'boolean') return h('span', {}, value ? 'yes' : 'no')
  if (typeof value === 'number') return h('span', { class: 'number' }, value)
  if (typeof value === 'string') return h('span', {}, h('bdi', {}, value), declaredNote(declared, value))
  if (value.length === 0) return h('span', { class: 'none' }, 'none')
  const list = (entries: readonly string[]): HTMLElement =>
    h('ul', { class: 'values', role: 'list' }, ...entries.map(entry => h('li', {}, h('bdi', {}, entry), declaredNote(declared, entry))))
  if (value.length <= FEW + 5) return list(value)
  const beyond = value.length - MOST
  return h(
    'div',
    {},
    list(value.slice(0, FEW)),
    h(
      'details',
      {},
      h('summary', {}, `${formatNumber(value.length - FEW)} more`),
      list(value.slice(FEW, MOST)),
      beyond > 0 && h('p', { class: 'more' }, `and ${formatNumber(beyond)} more in assessment.json`),
    ),
  )
}

const evidenceTable = (evidence: readonly Evidence[], declared: Declared): HTMLElement | undefined =>
  evidence.length === 0
    ? undefined
    : h(
        'table',
        { class: 'evidence' },
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Fact'), h('th', { scope: 'col' }, 'Value, and the row that says so'))),
        h(
          'tbody',
          {},
          ...evidence.map(entry =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, entry.label),
              h('td', {}, shownValue(entry, declared), entry.row !== undefined && h('code', { class: 'source' }, entry.row)),
            ),
          ),
        ),
      )

const findingLink = ({ fingerprint, subject, rule }: FindingView): HTMLElement =>
  pageLink(sheetHash('finding', fingerprint), {}, `${rule.rule.failureTitle}: ${subject.name}`)

/** What it is folded into, and what is folded into it: the same fault, counted once. */
const folding = (model: Model, finding: FindingView): HTMLElement | undefined => {
  const parent = finding.foldedInto === undefined ? undefined : model.findingByFingerprint(finding.foldedInto)
  const children = model.includedBy(finding.fingerprint).map(index => model.finding(index))
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
  const declared = declaredIn(model)
  return {
    title: rule.failureTitle,
    above: [severityBadge(finding.severity), ...placeTags(rule)],
    body: [
      h('p', { class: `verdict is-${finding.severity}` }, finding.message),
      h(
        'div',
        { class: 'actions' },
        copyButton('Copy link', () => location.href),
        copyButton('Copy resource id', () => subject.id),
      ),
      exceptionNote(finding),
      section('Evidence', evidenceTable(finding.evidence, declared)),
      folding(model, finding),
      ...ruleSections(rule),
      section(
        'This finding',
        facts([
          ['Resource', subject.name],
          ['Kind', subjectsName(subject.kind, 1)],
          ['Id', h('code', {}, subject.id)],
          ['Declaration', declaredNote(declared, subject.id) ?? declaredNote(declared, subject.name)],
          ['Part of', finding.partOf === undefined ? undefined : h('code', {}, finding.partOf)],
          ['Scope', h('span', {}, h('bdi', {}, model.scopeName(finding.scope)), ' ', h('code', {}, finding.scope))],
          ['Rule', ruleLink(rule)],
          ['First seen', finding.firstSeen === undefined ? undefined : formatMoment(finding.firstSeen)],
          ['Fingerprint', h('code', {}, finding.fingerprint)],
        ]),
      ),
    ],
  }
}
