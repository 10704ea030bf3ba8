import type { RunPoint } from '../../../src/assessment.ts'
import { formatMoment, formatNumber, percent } from '../labels.ts'
import { h, svg } from './dom.ts'
import { table } from './other-sheets.ts'

const WIDTH = 640
const HEIGHT = 140
const TOLD = 12

const xOf = (index: number, count: number): number => (count === 1 ? WIDTH / 2 : (index / (count - 1)) * WIDTH)
const yOf = (share: number): number => HEIGHT - share * HEIGHT

/** Points that belong together: where a run has no score, the line is broken. */
const lines = (points: readonly RunPoint[]): string[] => {
  const parts: string[][] = [[]]
  points.forEach(({ overall }, index) => {
    if (overall === undefined) parts.push([])
    else parts.at(-1)?.push(`${xOf(index, points.length).toFixed(1)},${yOf(overall / 100).toFixed(1)}`)
  })
  return parts.filter(part => part.length > 0).map(part => part.join(' '))
}

/** Score over the runs as a line, critical and high findings as bars under it; the same in words below. */
export const trend = (points: readonly RunPoint[]): HTMLElement => {
  const most = Math.max(1, ...points.map(({ open }) => (open[0] ?? 0) + (open[1] ?? 0)))
  const width = Math.min(18, (WIDTH / Math.max(1, points.length)) * 0.6)
  const bar = (index: number, from: number, count: number, kind: string): SVGElement =>
    svg('rect', {
      class: kind,
      x: (xOf(index, points.length) - width / 2).toFixed(1),
      y: yOf(((from + count) / most) * 0.5).toFixed(1),
      width: width.toFixed(1),
      height: ((count / most) * 0.5 * HEIGHT).toFixed(1),
    })
  const picture = svg(
    'svg',
    { viewBox: `-12 -8 ${WIDTH + 24} ${HEIGHT + 16}`, class: 'trend', 'aria-hidden': 'true', focusable: 'false' },
    ...[0, 50, 100].map(score => svg('line', { class: 'grid', x1: 0, x2: WIDTH, y1: yOf(score / 100), y2: yOf(score / 100) })),
    ...points.flatMap(({ open }, index) => [bar(index, 0, open[0] ?? 0, 'is-critical'), bar(index, open[0] ?? 0, open[1] ?? 0, 'is-high')]),
    ...lines(points).map(part => svg('polyline', { class: 'line', points: part })),
    ...points.flatMap(({ overall }, index) =>
      overall === undefined ? [] : [svg('circle', { class: 'point', cx: xOf(index, points.length).toFixed(1), cy: yOf(overall / 100).toFixed(1), r: 4 })],
    ),
  )
  const formulas = new Set(points.map(({ formula }) => formula))
  return h(
    'section',
    { class: 'panel wide', 'aria-labelledby': 'trend' },
    h('h2', { id: 'trend', class: 'label' }, 'Trend'),
    h(
      'p',
      { class: 'note' },
      `Score from 0 to 100 as a line; critical and high findings as bars, up to ${formatNumber(most)}.`,
      formulas.size > 1 && ' The formula of the score changed in between: scores before and after are not comparable.',
    ),
    picture,
    table(
      'Runs',
      ['Run', 'Score', 'Answered', 'Critical', 'High'],
      points
        .slice(-TOLD)
        .toReversed()
        .map(({ now, overall, completeness, open }) => [
          formatMoment(now),
          overall === undefined ? 'none' : formatNumber(Math.round(overall)),
          percent(completeness),
          formatNumber(open[0] ?? 0),
          formatNumber(open[1] ?? 0),
        ]),
    ),
  )
}
