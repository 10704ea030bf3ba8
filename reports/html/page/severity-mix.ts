import { formatNumber, severities, severityNames } from '../labels.ts'
import { h } from './dom.ts'
import { glyph } from './glyphs.ts'

/** `2 critical, 4 high`, each with its shape and colour. */
export const severityMix = (counts: readonly number[]): HTMLElement => {
  const present = severities.flatMap((severity, rank) => ((counts[rank] ?? 0) > 0 ? [{ severity, count: counts[rank] ?? 0 }] : []))
  return h(
    'span',
    { class: `mix ${present.length > 3 ? 'is-many' : ''}` },
    ...present.map(({ severity, count }, at) =>
      h(
        'span',
        { class: `tally is-${severity}` },
        glyph(severity),
        h(
          'span',
          {},
          formatNumber(count),
          h('span', { class: 'word' }, ` ${severityNames[severity].toLowerCase()}`),
          at < present.length - 1 && h('span', { class: 'hidden' }, ', '),
        ),
      ),
    ),
  )
}
