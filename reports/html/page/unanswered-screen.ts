import { counted, percent } from '../labels.ts'
import { h, hidden, pageLink } from './dom.ts'
import { filterQuestions } from './filter.ts'
import { createFilterBar } from './filter-bar.ts'
import { glyph } from './glyphs.ts'
import { createGroupedList, type Group } from './grouped-list.ts'
import type { Model, QuestionView } from './model.ts'
import { parseQuery } from './query.ts'
import { sheetHash, viewHash } from './route.ts'
import { neighboursAt, type ScreenMaker } from './screen.ts'
import { causesOf, countCauses, groupUnknowns, severalCauses, type UnknownGroup } from './unknown-groups.ts'

const unique = (words: readonly string[]): string[] => [...new Set(words)]

/** `Grant iam:GetAccountSummary`, or what could not be read. */
export const remedyOf = ({ causes, items, message }: UnknownGroup): HTMLElement => {
  const permissions = unique(causes.flatMap(cause => cause.permission ?? []))
  const others = unique(causes.filter(cause => cause.permission === undefined).flatMap(cause => cause.datasets))
  const name = (...words: readonly (Node | string)[]): HTMLElement => h('span', { class: 'name' }, ...words)
  if (permissions.length === 0 && others.length > 0) return name(`Could not read ${others.join(', ')}`)
  if (permissions.length === 0) return name(items.length === 1 ? message : 'What was read does not give an answer')
  const grants = permissions.flatMap((permission, at) => [
    at === 0 ? 'Grant ' : at === permissions.length - 1 ? ' and ' : ', ',
    h('code', { class: 'permission' }, permission),
  ])
  return name(...grants, others.length === 0 ? '' : `; also could not read ${others.join(', ')}`)
}

export const placesOf = (model: Model, scopes: readonly string[]): string =>
  scopes.length > 2 ? counted(scopes.length, 'scope') : scopes.map(scope => model.scopeName(scope)).join(' and ')

const groupOf = (model: Model, group: UnknownGroup): Group => ({
  key: group.key,
  items: group.items,
  head() {
    const several = severalCauses(group.causes, group.items.length)
    const [only] = group.causes
    const detail = several === undefined ? (only?.detail ?? '') : group.causes.map(cause => `${cause.reason}: ${cause.detail}`).join('; ')
    return [
      h('span', { class: 'badge is-unknown' }, glyph('unknown'), h('span', {}, group.reason)),
      h(
        'span',
        { class: 'what' },
        remedyOf(group),
        h(
          'span',
          { class: 'meta' },
          several !== undefined && h('span', { class: 'note-unknown' }, `${several}. `),
          h('span', {}, `${placesOf(model, group.scopes)}${detail === '' ? '' : `: ${detail}`}`),
        ),
      ),
      h(
        'span',
        { class: 'share' },
        h('span', { class: 'figure' }, h('b', {}, counted(group.items.length, 'question'))),
        h('span', { class: 'also' }, `of ${counted(group.rules, 'rule')}`),
      ),
    ]
  },
})

/** What a question without a subject waits for. */
const missing = ({ because, message }: QuestionView): string =>
  typeof because === 'string' || because.length === 0 ? message : [...new Set(because.map(gap => gap.dataset))].join(', ')

/** Every question without an answer, by what would answer it. */
export const unansweredScreen: ScreenMaker = ({ model, navigate, announce }) => {
  let query = ''
  let order: readonly number[] = []
  const { score } = model.packed.run
  const list = createGroupedList(
    'Unanswered questions by cause',
    {
      key: item => `question ${item}`,
      render(item) {
        const question = model.question(item)
        const gaps = typeof question.because === 'string' ? [] : question.because
        const causes = causesOf(gaps).length
        const tag = causes > 1 ? `${causes} causes` : (gaps[0]?.part ?? '')
        return h(
          'li',
          { class: 'item' },
          pageLink(
            sheetHash('question', item, query),
            { class: 'row is-question' },
            h('span', { class: 'mark is-unknown' }, glyph('unknown'), hidden('unknown: ')),
            h('span', { class: 'subject' }, question.rule.rule.title),
            h('span', { class: 'message' }, h('bdi', {}, question.subject?.name ?? missing(question))),
            tag !== '' && tag.length <= 20 && h('span', { class: 'tag' }, tag),
            h('span', { class: 'where' }, h('bdi', {}, model.scopeName(question.scope))),
          ),
        )
      },
    },
    'tallest',
  )
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
      const sentence = `${counted(total, 'question')} without an answer, ${counted(countCauses(causes), 'cause')}`
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
      return neighboursAt(at, order.length, place => order[place]?.toString())
    },
  }
}
