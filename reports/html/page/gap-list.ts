import { counted } from '../labels.ts'
import type { Gap } from '../packed.ts'
import { h } from './dom.ts'
import { glyph } from './glyphs.ts'
import type { Model } from './model.ts'
import { causesOf } from './unknown-groups.ts'

const MOST_PARTS = 12

const partsOf = (parts: readonly string[]): HTMLElement => {
  const more = parts.length - MOST_PARTS
  return h(
    'p',
    { class: 'detail' },
    parts.length === 1 ? 'Part: ' : 'Parts: ',
    h('bdi', {}, parts.slice(0, MOST_PARTS).join(', ')),
    more > 0 && ` and ${more} more`,
  )
}

/** What could not be read, and what to grant: tables that are missing for the same cause stand together. */
export const gapList = (model: Model, gaps: readonly Gap[]): HTMLElement | undefined => {
  if (gaps.length === 0) return undefined
  return h(
    'ul',
    { class: 'gaps', role: 'list' },
    ...causesOf(gaps).map(({ scope, reason, detail, permission, datasets, parts }) =>
      h(
        'li',
        {},
        h(
          'p',
          { class: 'cause' },
          h('span', { class: 'badge is-unknown' }, glyph('unknown'), h('span', {}, reason)),
          h('span', {}, h('bdi', {}, model.scopeName(scope))),
          permission !== undefined && h('span', { class: 'grant' }, 'grant ', h('code', { class: 'permission' }, permission)),
        ),
        h('p', { class: 'detail' }, detail),
        h('ul', { class: 'chips', role: 'list' }, ...datasets.map(dataset => h('li', {}, h('code', {}, dataset)))),
        parts.length > 0 && partsOf(parts),
      ),
    ),
  )
}

/** The tables that a question waits for, in a sentence. */
export const waitsFor = (gaps: readonly Gap[]): string => {
  const datasets = [...new Set(gaps.map(gap => gap.dataset))]
  return `${counted(datasets.length, 'table')} that it needs could not be read: ${datasets.join(', ')}.`
}
