import { controlsOf } from '../../controls.ts'
import { counted, formatNumber, frameworkName, statusNames } from '../labels.ts'
import { h, hidden, pageLink } from './dom.ts'
import { glyph, statusBadge } from './glyphs.ts'
import { createGroupedList } from './grouped-list.ts'
import { admits, admitsText, parseQuery } from './query.ts'
import { viewHash } from './route.ts'
import type { ScreenMaker } from './screen.ts'

const statuses = ['fail', 'unknown', 'pass', 'not-applicable'] as const

/** Each framework's controls, with the worst that the rules of this run say of each. */
export const complianceScreen: ScreenMaker = ({ model, announce }) => {
  const controls = controlsOf(model.packed.rules)
  const open = model.findingsOf.map(findings => findings.filter(index => model.statusOf(index) === 'failing').length)
  const number = new Map(model.packed.rules.map(({ rule }, index) => [rule.id, index]))
  const list = createGroupedList(
    'Controls by framework',
    {
      key: item => `${controls[item]?.framework ?? ''} ${controls[item]?.control ?? ''}`,
      render(item) {
        const entry = controls[item]
        if (entry === undefined) return h('li')
        const { framework, control, status, results } = entry
        const findings = results.reduce((sum, { rule }) => sum + (open[number.get(rule.id) ?? -1] ?? 0), 0)
        return h(
          'li',
          { class: 'item' },
          pageLink(
            viewHash('rules', `framework:${framework}/${control}`),
            { class: `row is-rule is-${status}` },
            h('span', { class: `mark is-${status}` }, glyph(status), hidden(`${status}: `)),
            h('span', { class: 'subject' }, `${framework} ${control}`),
            h('span', { class: 'message' }, results.map(({ rule }) => rule.title).join(' · ')),
            h('span', { class: 'tag' }, statusNames[status]),
            h('span', { class: 'where' }, findings === 0 ? counted(results.length, 'rule') : counted(findings, 'finding')),
          ),
        )
      },
    },
    'flat',
  )
  const shown = h('p', { class: 'shown' })
  const nothing = h('p', { class: 'nothing' }, 'Nothing matches this filter.')
  const lead =
    'What the rules of this run say of the controls that they bear on; the worst counts, and a control with an open question is not met. Controls that no rule names are not listed: nothing is claimed of them.'
  const element = h('div', { class: 'screen' }, h('h1', {}, 'Compliance'), h('p', { class: 'lead' }, lead), shown, nothing, list.element)
  return {
    element,
    move: list.move,
    dispose: list.dispose,
    show(text) {
      const query = parseQuery(text)
      const matching = controls
        .map((entry, index) => ({ ...entry, index }))
        .filter(({ framework, control, status, results }) => {
          const words = [framework, frameworkName(framework), control, ...results.flatMap(({ rule }) => [rule.id, rule.title])].join('\n').toLowerCase()
          return (
            admits(query, 'framework', value => `${framework}/${control}`.toLowerCase().startsWith(value)) &&
            admits(query, 'status', value => value === status) &&
            admits(query, 'rule', value => results.some(({ rule }) => rule.id.includes(value))) &&
            admitsText(query, wanted => words.includes(wanted))
          )
        })
      const sentence = counted(matching.length, 'control')
      shown.textContent = sentence
      nothing.hidden = matching.length > 0
      list.show(
        [...Map.groupBy(matching, ({ framework }) => framework)].map(([framework, of]) => ({
          key: framework,
          items: of.map(({ index }) => index),
          head: () => [
            h('span', { class: 'what' }, h('span', { class: 'name' }, frameworkName(framework)), h('span', { class: 'meta' }, h('code', {}, framework))),
            h(
              'span',
              { class: 'statuses' },
              ...statuses.flatMap(status => {
                const count = of.filter(entry => entry.status === status).length
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
        matching.length <= 40,
      )
      announce(sentence)
    },
  }
}
