import { cloudNames, counted, formatNumber, recommendationNames, subjectsName } from '../labels.ts'
import { h, hidden, pageLink, styled } from './dom.ts'
import { type Filtered, filterFindings } from './filter.ts'
import { createFilterBar } from './filter-bar.ts'
import { glyph, severityBadge } from './glyphs.ts'
import { createGroupedList, type Group } from './grouped-list.ts'
import type { Model } from './model.ts'
import { parseQuery } from './query.ts'
import { sheetHash, viewHash } from './route.ts'
import type { ScreenMaker } from './screen.ts'

const tags = { failing: undefined, included: 'Included in another', accepted: 'Accepted' }

/** `7 of 131 IAM users`, with the share as a bar. */
const share = (model: Model, rule: number, shown: readonly number[]): HTMLElement => {
  const entry = model.packed.rules[rule]
  const first = shown[0]
  const examined = entry?.tallies.reduce((sum, tally) => sum + tally.examined, 0) ?? 0
  const failing = shown.filter(index => model.statusOf(index) === 'failing').length
  const kind = first === undefined ? '' : subjectsName(model.finding(first).subject.kind, examined)
  return h(
    'span',
    { class: 'share' },
    h('span', { class: 'figure' }, h('b', {}, formatNumber(failing)), ` of ${formatNumber(examined)} ${kind}`),
    styled(h('span', { class: 'bar', 'aria-hidden': true }, h('i')), { '--share': String(examined === 0 ? 0 : failing / examined) }),
  )
}

const groupOf = (model: Model, { rule, items }: Filtered['groups'][number]): Group => ({
  key: String(rule),
  items,
  head() {
    const first = items[0]
    const info = model.packed.rules[rule]?.rule
    if (first === undefined || info === undefined) return []
    const unknown = model.questionsOf[rule]?.length ?? 0
    return [
      severityBadge(model.finding(first).severity),
      h(
        'span',
        { class: 'what' },
        h('span', { class: 'name' }, info.failureTitle),
        h(
          'span',
          { class: 'meta' },
          h('code', {}, info.id),
          h('span', {}, recommendationNames[info.recommendation]),
          info.recommendation !== 'cross-cloud' && h('span', {}, cloudNames[info.cloud]),
          unknown > 0 && h('span', { class: 'note-unknown' }, glyph('unknown'), ` ${formatNumber(unknown)} unanswered`),
        ),
      ),
      share(model, rule, items),
    ]
  },
})

/** Findings by rule, worst first. */
export const findingsScreen: ScreenMaker = ({ model, navigate, announce }) => {
  let query = ''
  let order: readonly number[] = []
  const list = createGroupedList('Findings by rule', {
    key: item => model.packed.findings.fingerprint[item] ?? '',
    render(item) {
      const finding = model.finding(item)
      const tag = tags[finding.status]
      const link = pageLink(
        sheetHash('finding', finding.fingerprint, query),
        { class: `row is-${finding.status}` },
        h('span', { class: `mark is-${finding.severity}` }, glyph(finding.severity), hidden(`${finding.severity}: `)),
        h('span', { class: 'subject' }, h('bdi', {}, finding.subject.name)),
        h('span', { class: 'message' }, finding.message),
        tag !== undefined && h('span', { class: 'tag' }, tag),
        h('span', { class: 'where' }, h('bdi', {}, model.scopeName(finding.scope))),
      )
      return h('li', { class: 'item' }, link)
    },
  })
  const bar = createFilterBar(model, 'findingStatus', next => navigate(viewHash('findings', next)))
  const shown = h('p', { class: 'shown' })
  const nothing = h('p', { class: 'nothing' })
  const element = h('div', { class: 'screen' }, h('h1', {}, 'Findings'), bar.element, shown, nothing, list.element)

  return {
    element,
    move: list.move,
    dispose: list.dispose,
    show(next) {
      query = next
      const { groups, facets } = filterFindings(model, parseQuery(next))
      order = groups.flatMap(group => group.items)
      bar.show(next, facets)
      const count = { failing: 0, included: 0, accepted: 0 }
      for (const index of order) count[model.statusOf(index)] += 1
      const sentence = [
        `${counted(count.failing, 'finding')} of ${counted(groups.length, 'rule')}`,
        count.included > 0 && `${formatNumber(count.included)} included in others, not counted again`,
        count.accepted > 0 && `${formatNumber(count.accepted)} accepted by an exception`,
      ]
        .filter(part => part !== false)
        .join(' · ')
      shown.textContent = sentence
      nothing.hidden = order.length > 0
      nothing.textContent = next === '' ? 'This run has no findings. What could not be answered is under Unanswered.' : 'Nothing matches this filter.'
      list.show(
        groups.map(group => groupOf(model, group)),
        order.length <= 30 || groups.length === 1,
      )
      announce(sentence)
    },
    neighbours(id) {
      const at = order.findIndex(index => model.packed.findings.fingerprint[index] === id)
      const key = (place: number): string | undefined => model.packed.findings.fingerprint[order[place] ?? -1]
      return at === -1 ? { place: '' } : { before: key(at - 1), after: key(at + 1), place: `${formatNumber(at + 1)} of ${formatNumber(order.length)}` }
    },
  }
}
