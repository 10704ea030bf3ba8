import type { Changes, PastFinding, RunPoint, Severity } from '../../../src/assessment.ts'
import { counted, formatMoment, formatNumber, severities, severityNames } from '../labels.ts'
import { h, hidden, pageLink } from './dom.ts'
import { type Glyph, glyph } from './glyphs.ts'
import { createGroupedList } from './grouped-list.ts'
import type { Model } from './model.ts'
import { admits, admitsText, parseQuery } from './query.ts'
import { sheetHash } from './route.ts'
import type { ScreenMaker } from './screen.ts'
import { trend } from './trend.ts'

interface Entry {
  readonly key: string
  readonly severity: Severity
  readonly rule: string
  readonly name: string
  readonly message: string
  readonly scope: string
  readonly hash: string
  readonly tag?: string | undefined
}

interface Kind {
  readonly key: string
  readonly name: string
  readonly glyph: Glyph
  readonly about: string
  readonly entries: readonly Entry[]
}

const ofPast = (model: Model, { fingerprint, severity, rule, subject, message, lastSeen }: PastFinding, why?: string): Entry => ({
  key: fingerprint,
  severity,
  rule,
  name: subject.name,
  message: why === undefined ? message : `${message} ${why}`,
  scope: model.scopeName(subject.scope),
  hash: sheetHash('rule', rule),
  tag: `seen ${lastSeen.slice(0, 10)}`,
})

const kindsOf = (model: Model, changes: Changes): readonly Kind[] => {
  const now = (fingerprint: string, tag?: string): Entry[] => {
    const finding = model.findingByFingerprint(fingerprint)
    if (finding === undefined || finding.status === 'included') return []
    const { severity, rule, subject, message, scope } = finding
    return [
      {
        ...{ key: fingerprint, severity, rule: rule.rule.id, name: subject.name, message },
        ...{ scope: model.scopeName(scope), hash: sheetHash('finding', fingerprint), tag },
      },
    ]
  }
  return [
    { key: 'new', name: 'New', glyph: 'fail', about: 'Open now, and not in the run before.', entries: changes.fresh.flatMap(fingerprint => now(fingerprint)) },
    {
      ...{ key: 'changed', name: 'Of another severity', glyph: 'info' },
      about: 'The same finding, graded otherwise.',
      entries: changes.changed.flatMap(({ fingerprint, from }) => now(fingerprint, `was ${severityNames[from].toLowerCase()}`)),
    },
    {
      ...{ key: 'lost', name: 'Lost from sight', glyph: 'unknown' },
      about: 'Found before; this run could not look again. Not fixed.',
      entries: changes.lost.map(finding => ofPast(model, finding, finding.why)),
    },
    { key: 'fixed', name: 'Fixed', glyph: 'pass', about: 'Looked at again, and gone.', entries: changes.fixed.map(finding => ofPast(model, finding)) },
  ]
}

const fits = ({ severity, rule, name, message, scope }: Entry, text: string): boolean => {
  const query = parseQuery(text)
  const words = `${rule}\n${name}\n${message}\n${scope}`.toLowerCase()
  return (
    admits(query, 'severity', value => value === severity) &&
    admits(query, 'rule', value => rule.includes(value)) &&
    admits(query, 'cloud', value => rule.startsWith(`${value}-`)) &&
    admits(query, 'scope', value => scope.toLowerCase().includes(value)) &&
    admitsText(query, wanted => words.includes(wanted))
  )
}

/** What became of the findings of the run before: new, graded otherwise, lost from sight, fixed; and the trend over all runs. */
export const changesScreen: ScreenMaker = ({ model, announce }) => {
  const { changes, trend: before = [], now, score } = model.packed.run
  const kinds = changes === undefined ? [] : kindsOf(model, changes)
  const entries = kinds.flatMap(kind => kind.entries)
  let order: readonly number[] = []
  const list = createGroupedList(
    'Changes',
    {
      key: item => `${entries[item]?.key ?? ''} ${item}`,
      render(item) {
        const entry = entries[item]
        if (entry === undefined) return h('li')
        return h(
          'li',
          { class: 'item' },
          pageLink(
            entry.hash,
            { class: 'row' },
            h('span', { class: `mark is-${entry.severity}` }, glyph(entry.severity), hidden(`${entry.severity}: `)),
            h('span', { class: 'subject' }, h('bdi', {}, entry.name)),
            h('span', { class: 'message' }, entry.message),
            entry.tag !== undefined && h('span', { class: 'tag' }, entry.tag),
            h('span', { class: 'where' }, h('bdi', {}, entry.scope)),
          ),
        )
      },
    },
    'flat',
  )
  const open = severities.map(
    (_, rank) => model.packed.findings.severity.filter((value, index) => value === rank && model.statusOf(index) === 'failing').length,
  )
  const point: RunPoint = {
    now,
    ...(score.overall === undefined ? {} : { overall: score.overall }),
    formula: score.formula,
    completeness: score.completeness,
    open,
  }
  const shown = h('p', { class: 'shown' })
  const nothing = h('p', { class: 'nothing' })
  const lead =
    changes === undefined
      ? 'No earlier run is known: the next one will be compared with this.'
      : `Against the run of ${formatMoment(changes.since)}. What could not be looked at again is lost from sight, never fixed.`
  const panels = h('div', { class: 'panels' }, before.length === 0 ? undefined : trend([...before, point]))
  const element = h('div', { class: 'screen' }, h('h1', {}, 'Changes'), h('p', { class: 'lead' }, lead), shown, nothing, list.element, panels)
  return {
    element,
    move: list.move,
    dispose: list.dispose,
    show(text) {
      let at = 0
      const groups = kinds.flatMap(kind => {
        const start = at
        at += kind.entries.length
        const items = kind.entries
          .map((_, index) => start + index)
          .filter(item => fits(entries[item] as Entry, text))
          .sort((a, b) => severities.indexOf(entries[a]?.severity ?? 'info') - severities.indexOf(entries[b]?.severity ?? 'info'))
        return items.length === 0 ? [] : [{ kind, items }]
      })
      order = groups.flatMap(group => group.items)
      const sentence = kinds.map(({ name, entries: of }) => `${formatNumber(of.length)} ${name.toLowerCase()}`).join(' · ')
      shown.textContent = sentence
      nothing.hidden = order.length > 0
      nothing.textContent = changes === undefined ? '' : text === '' ? 'Nothing changed.' : 'Nothing matches this filter.'
      list.show(
        groups.map(({ kind, items }) => ({
          key: kind.key,
          items,
          head: () => [
            h('span', { class: 'what' }, h('span', { class: 'name' }, kind.name), h('span', { class: 'meta' }, h('span', {}, kind.about))),
            h(
              'span',
              { class: 'statuses' },
              h('span', { class: `badge is-${kind.glyph}` }, glyph(kind.glyph), h('span', {}, counted(items.length, 'finding'))),
            ),
          ],
        })),
        order.length <= 60,
      )
      announce(sentence)
    },
  }
}
