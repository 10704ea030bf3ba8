import { cloudNames, counted, formatNumber, recommendationNames } from '../labels.ts'
import { h, hidden, pageLink } from './dom.ts'
import { type Filtered, filterFindings } from './filter.ts'
import { createFilterBar } from './filter-bar.ts'
import { glyph } from './glyphs.ts'
import { createGroupedList, type Group } from './grouped-list.ts'
import type { Model } from './model.ts'
import { parseQuery } from './query.ts'
import { sheetHash, viewHash } from './route.ts'
import { ruleShare } from './rule-share.ts'
import { neighboursAt, type ScreenMaker } from './screen.ts'
import { severityMix } from './severity-mix.ts'

const tags = { failing: undefined, included: 'Included in another', accepted: 'Accepted' }

const groupOf = (model: Model, { rule, items, bySeverity }: Filtered['groups'][number]): Group => ({
  key: String(rule),
  items,
  head() {
    const info = model.packed.rules[rule]?.rule
    if (info === undefined) return []
    const failing = items.filter(index => model.statusOf(index) === 'failing').length
    return [
      severityMix(bySeverity),
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
        ),
      ),
      ruleShare(model, rule, failing),
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
      const includes = model.includedBy(finding.fingerprint).length
      const tag = tags[finding.status] ?? (includes > 0 ? `includes ${formatNumber(includes)}` : undefined)
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
  const print = h(
    'button',
    { type: 'button', class: 'quiet print', title: 'Print with every finding; printing the page as it is prints what is unfolded' },
    'Print in full',
  )
  print.addEventListener('click', list.printAll)
  const element = h('div', { class: 'screen' }, h('h1', {}, 'Findings'), bar.element, h('div', { class: 'above-list' }, shown, print), nothing, list.element)

  return {
    element,
    move: list.move,
    dispose: list.dispose,
    show(next) {
      query = next
      const { groups, facets } = filterFindings(model, parseQuery(next))
      order = groups.flatMap(group => group.items)
      bar.show(next, facets)
      const counts = new Uint32Array(3)
      for (const index of order) counts[model.statuses[index] ?? 0] = (counts[model.statuses[index] ?? 0] ?? 0) + 1
      const [failing = 0, ofOthers = 0, excepted = 0] = counts
      const count = { failing, included: ofOthers, accepted: excepted }
      const notShown = (status: 'included' | 'accepted'): number => (count[status] > 0 ? 0 : (facets.status.get(status) ?? 0))
      const [included, accepted] = [notShown('included'), notShown('accepted')]
      const beside = [
        count.included > 0 && `${formatNumber(count.included)} included in others, not counted again`,
        count.accepted > 0 && `${formatNumber(count.accepted)} accepted by an exception`,
        included > 0 && `${formatNumber(included)} more included in others`,
        accepted > 0 && `${formatNumber(accepted)} more accepted by an exception`,
      ]
      const sentence = [`${counted(count.failing, 'finding')} of ${counted(groups.length, 'rule')}`, ...beside].filter(part => part !== false).join(' · ')
      shown.textContent = sentence
      nothing.hidden = order.length > 0
      print.hidden = order.length === 0
      const isElsewhere = included + accepted > 0
      nothing.textContent = isElsewhere
        ? 'No finding that counts matches this filter; choose Included or Accepted above to see those that do.'
        : next === ''
          ? 'This run has no findings. What could not be answered is under Unanswered.'
          : 'Nothing matches this filter.'
      list.show(
        groups.map(group => groupOf(model, group)),
        order.length <= 30 || groups.length === 1,
      )
      announce(sentence)
    },
    neighbours(id) {
      const at = order.findIndex(index => model.packed.findings.fingerprint[index] === id)
      return neighboursAt(at, order.length, place => model.packed.findings.fingerprint[order[place] ?? -1])
    },
  }
}
