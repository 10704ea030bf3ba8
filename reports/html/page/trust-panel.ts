import { counted, formatNumber, percent } from '../labels.ts'
import { h, pageLink, styled } from './dom.ts'
import { glyph } from './glyphs.ts'
import type { Model } from './model.ts'
import { viewHash } from './route.ts'
import { isMishap } from './run-sections.ts'
import { placesOf, remedyOf } from './unanswered-screen.ts'
import { countCauses, groupUnknowns, severalCauses, type UnknownGroup } from './unknown-groups.ts'

const MOST = 3

const cause = (model: Model, group: UnknownGroup): HTMLElement =>
  h(
    'li',
    {},
    h('b', { class: 'number' }, formatNumber(group.items.length)),
    h(
      'span',
      {},
      remedyOf(group),
      h('span', { class: 'meta' }, `${group.reason}: ${placesOf(model, group.scopes)}`),
      group.causes.length > 1 && h('span', { class: 'meta' }, severalCauses(group.causes, group.items.length)),
    ),
  )

/** Can I trust this run: how much of what was asked has an answer, and what would answer the rest. */
export const trustPanel = (model: Model): HTMLElement => {
  const { score, notices } = model.packed.run
  const { asked, answered } = score.questions
  const groups = groupUnknowns(
    model,
    model.packed.questions.rule.map((_, index) => index),
  )
  const unknown = Math.max(0, asked - answered)
  /** Questions that a scan of this kind can never answer: they are listed, and not counted as asked. */
  const unreachable = model.packed.questions.rule.length - unknown
  const threw = notices.filter(isMishap).length
  return h(
    'section',
    { class: 'panel trust', 'aria-labelledby': 'trust' },
    h('h2', { id: 'trust', class: 'label' }, 'Can I trust this run'),
    h('p', { class: 'total' }, h('b', {}, formatNumber(answered)), ` of ${counted(asked, 'question')} answered`),
    styled(h('div', { class: 'answered', 'aria-hidden': true }, h('i'), h('em')), { '--share': String(asked === 0 ? 0 : answered / asked) }),
    unknown === 0 && groups.length === 0
      ? h('p', { class: 'whole' }, glyph('pass'), ` Everything that was asked could be answered (${percent(score.completeness)}).`)
      : h('p', { class: 'unknowns is-unknown' }, glyph('unknown'), h('span', {}, h('b', {}, formatNumber(unknown)), ' unknown. What would answer them:')),
    unreachable > 0 && h('p', { class: 'meta' }, `${counted(unreachable, 'more question')} out of reach of the identity that scanned, not counted here.`),
    groups.length > 0 && h('ul', { class: 'causes', role: 'list' }, ...groups.slice(0, MOST).map(group => cause(model, group))),
    groups.length > 0 &&
      pageLink(viewHash('unanswered'), { class: 'go' }, groups.length > MOST ? `All ${formatNumber(countCauses(groups))} causes` : 'All unanswered questions'),
    threw > 0 && h('p', { class: 'threw is-unknown' }, glyph('fail'), h('span', {}, `${counted(threw, 'rule')} failed while judging; see the notices below.`)),
  )
}
