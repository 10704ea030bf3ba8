import { cloudNames, counted, formatNumber, recommendationNames, severityNames } from '../labels.ts'
import { h, hidden, pageLink } from './dom.ts'
import { filterRules } from './filter.ts'
import { createFilterBar } from './filter-bar.ts'
import { glyph, statusBadge } from './glyphs.ts'
import { createGroupedList } from './grouped-list.ts'
import type { RuleEntry } from './model.ts'
import { parseQuery } from './query.ts'
import { sheetHash, viewHash } from './route.ts'
import { neighboursAt, type ScreenMaker } from './screen.ts'

const statusOrder = { fail: 0, unknown: 1, pass: 2, 'not-applicable': 3 }

/** What was examined, in numbers; for a rule that does not apply, why. */
const outcome = ({ status, tallies, why }: RuleEntry): string => {
  if (status === 'not-applicable') return why ?? ''
  const sum = (key: 'examined' | 'passed' | 'failed' | 'unknown'): number => tallies.reduce((total, tally) => total + tally[key], 0)
  return [
    `${formatNumber(sum('examined'))} examined`,
    sum('failed') > 0 && `${formatNumber(sum('failed'))} failed`,
    sum('unknown') > 0 && `${formatNumber(sum('unknown'))} unknown`,
    sum('passed') > 0 && `${formatNumber(sum('passed'))} passed`,
  ]
    .filter(part => part !== false)
    .join(' · ')
}

/** Every rule that was asked, the passing ones too: proof of what was checked. */
export const rulesScreen: ScreenMaker = ({ model, navigate, announce }) => {
  let query = ''
  let order: readonly number[] = []
  const { rules } = model.packed
  const list = createGroupedList(
    'Rules by recommendation',
    {
      key: item => rules[item]?.rule.id ?? '',
      render(item) {
        const entry = rules[item]
        if (entry === undefined) return h('li')
        const { rule, status } = entry
        return h(
          'li',
          { class: 'item' },
          pageLink(
            sheetHash('rule', rule.id, query),
            { class: `row is-rule is-${status}` },
            h('span', { class: `mark is-${status}` }, glyph(status), hidden(`${status}: `)),
            h('span', { class: 'subject' }, rule.title),
            h('span', { class: 'message' }, outcome(entry)),
            h('span', { class: `tag is-${rule.severity}` }, severityNames[rule.severity]),
            h('span', { class: 'where' }, cloudNames[rule.cloud]),
          ),
        )
      },
    },
    'flat',
  )
  const bar = createFilterBar(model, 'ruleStatus', next => navigate(viewHash('rules', next)))
  const shown = h('p', { class: 'shown' })
  const nothing = h('p', { class: 'nothing' }, 'Nothing matches this filter.')
  const lead = 'Every rule of this run, with what it examined. A rule passes only if everything it needed was read and nothing failed.'
  const element = h('div', { class: 'screen' }, h('h1', {}, 'Rules'), h('p', { class: 'lead' }, lead), bar.element, shown, nothing, list.element)
  return {
    element,
    move: list.move,
    dispose: list.dispose,
    show(next) {
      query = next
      const matching = filterRules(model, parseQuery(next))
      const groups = Object.entries(recommendationNames).flatMap(([recommendation, name]) => {
        const items = matching
          .filter(index => rules[index]?.rule.recommendation === recommendation)
          .sort((a, b) => statusOrder[rules[a]?.status ?? 'pass'] - statusOrder[rules[b]?.status ?? 'pass'])
        return items.length === 0 ? [] : [{ recommendation, name, items }]
      })
      order = groups.flatMap(group => group.items)
      bar.show(next, { status: new Map(Object.keys(statusOrder).map(status => [status, matching.filter(index => rules[index]?.status === status).length])) })
      const sentence = counted(matching.length, 'rule')
      shown.textContent = sentence
      nothing.hidden = matching.length > 0
      list.show(
        groups.map(({ recommendation, name, items }) => ({
          key: recommendation,
          items,
          head: () => [
            h('span', { class: 'what' }, h('span', { class: 'name' }, name)),
            h(
              'span',
              { class: 'statuses' },
              ...(['fail', 'unknown', 'pass', 'not-applicable'] as const).flatMap(status => {
                const count = items.filter(index => rules[index]?.status === status).length
                return count === 0
                  ? []
                  : [
                      h(
                        'span',
                        { class: `badge is-${status}` },
                        glyph(status),
                        h('span', {}, formatNumber(count)),
                        hidden(statusBadge(status).textContent ?? ''),
                      ),
                    ]
              }),
            ),
          ],
        })),
        true,
      )
      announce(sentence)
    },
    neighbours(id) {
      const at = order.findIndex(index => rules[index]?.rule.id === id)
      return neighboursAt(at, order.length, place => rules[order[place] ?? -1]?.rule.id)
    },
  }
}
