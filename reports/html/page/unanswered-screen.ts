import { counted, percent } from '../labels.ts'
import { h, hidden, pageLink } from './dom.ts'
import { filterQuestions } from './filter.ts'
import { createFilterBar } from './filter-bar.ts'
import { glyph } from './glyphs.ts'
import { createGroupedList, type Group } from './grouped-list.ts'
import type { Model, QuestionView } from './model.ts'
import { parseQuery } from './query.ts'
import { sheetHash, viewHash } from './route.ts'
import type { ScreenMaker } from './screen.ts'
import { groupUnknowns, type UnknownGroup } from './unknown-groups.ts'

/** `Grant iam:GetAccountSummary`, or what could not be read. */
export const remedyOf = (group: UnknownGroup): HTMLElement =>
  group.permissions.length > 0
    ? h('span', { class: 'name' }, 'Grant ', ...group.permissions.map(permission => h('code', { class: 'permission' }, permission)))
    : h(
        'span',
        { class: 'name' },
        group.datasets.length > 0
          ? `Could not read ${group.datasets.join(', ')}`
          : group.items.length === 1
            ? group.detail
            : 'What was read does not give an answer',
      )

const placesOf = (model: Model, scopes: readonly string[]): string =>
  scopes.length > 2 ? counted(scopes.length, 'scope') : scopes.map(scope => model.scopeName(scope)).join(' and ')

const groupOf = (model: Model, group: UnknownGroup): Group => ({
  key: group.key,
  items: group.items,
  head: () => [
    h('span', { class: 'badge is-unknown' }, glyph('unknown'), h('span', {}, group.reason)),
    h(
      'span',
      { class: 'what' },
      remedyOf(group),
      h('span', { class: 'meta' }, h('span', {}, group.datasets.length > 0 ? group.detail : placesOf(model, group.scopes))),
    ),
    h(
      'span',
      { class: 'share' },
      h('span', { class: 'figure' }, h('b', {}, counted(group.items.length, 'question'))),
      h('span', { class: 'also' }, `${counted(group.rules, 'rule')}, ${placesOf(model, group.scopes)}`),
    ),
  ],
})

/** What a question without a subject waits for. */
const missing = ({ because, message }: QuestionView): string =>
  typeof because === 'string' || because.length === 0 ? message : [...new Set(because.map(gap => gap.dataset))].join(', ')

/** Every question without an answer, by what would answer it. */
export const unansweredScreen: ScreenMaker = ({ model, navigate, announce }) => {
  let query = ''
  let order: readonly number[] = []
  const { score } = model.packed.run
  const list = createGroupedList('Unanswered questions by cause', {
    key: item => `question ${item}`,
    render(item) {
      const question = model.question(item)
      const gap = typeof question.because === 'string' ? undefined : question.because[0]
      return h(
        'li',
        { class: 'item' },
        pageLink(
          sheetHash('question', item, query),
          { class: 'row is-question' },
          h('span', { class: 'mark is-unknown' }, glyph('unknown'), hidden('unknown: ')),
          h('span', { class: 'subject' }, question.rule.rule.title),
          h('span', { class: 'message' }, h('bdi', {}, question.subject?.name ?? missing(question))),
          gap?.part !== undefined && gap.part.length <= 20 && h('span', { class: 'tag' }, gap.part),
          h('span', { class: 'where' }, h('bdi', {}, model.scopeName(question.scope))),
        ),
      )
    },
  })
  const bar = createFilterBar(model, undefined, next => navigate(viewHash('unanswered', next)))
  const shown = h('p', { class: 'shown' })
  const nothing = h('p', { class: 'nothing' })
  const lead = `${percent(score.completeness)} of the questions of this run have an answer. The rest is listed here by what would answer it: nothing below counts as a pass.`
  const element = h('div', { class: 'screen' }, h('h1', {}, 'Unanswered'), h('p', { class: 'lead' }, lead), bar.element, shown, nothing, list.element)
  return {
    element,
    move: list.move,
    dispose: list.dispose,
    show(next) {
      query = next
      const { groups, facets, total } = filterQuestions(model, parseQuery(next))
      const causes = groupUnknowns(
        model,
        groups.flatMap(group => group.items),
      )
      order = causes.flatMap(cause => cause.items)
      bar.show(next, facets)
      const sentence = `${counted(total, 'question')} without an answer, ${counted(causes.length, 'cause')}`
      shown.textContent = sentence
      nothing.hidden = total > 0
      nothing.textContent = next === '' ? 'Every question of this run has an answer.' : 'Nothing matches this filter.'
      list.show(
        causes.map(cause => groupOf(model, cause)),
        total <= 30,
      )
      announce(sentence)
    },
    neighbours(id) {
      const at = order.indexOf(Number(id))
      const key = (place: number): string | undefined => order[place]?.toString()
      return at === -1 ? { place: '' } : { before: key(at - 1), after: key(at + 1), place: `${at + 1} of ${order.length}` }
    },
  }
}
