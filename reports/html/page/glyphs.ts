import type { RuleStatus, Severity } from '../../../src/assessment.ts'
import { severityNames, statusNames } from '../labels.ts'
import { h, svg } from './dom.ts'

const stroke = { fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }
const mark = { fill: 'none', stroke: 'var(--surface)', 'stroke-width': 1.8, 'stroke-linecap': 'round' }

/** A shape for each severity and status: told apart without colour. */
const shapes = {
  critical: () => [svg('path', { d: 'M8 .8 15.2 8 8 15.2.8 8Z', fill: 'currentColor' }), svg('path', { d: 'M8 4.6v4.2M8 11.2v.1', ...mark })],
  high: () => [svg('path', { d: 'M8 1.6 15.2 14.2H.8Z', fill: 'currentColor', 'stroke-linejoin': 'round' })],
  medium: () => [svg('rect', { x: 2, y: 2, width: 12, height: 12, rx: 2, fill: 'currentColor' })],
  low: () => [svg('circle', { cx: 8, cy: 8, r: 5.6, fill: 'currentColor' })],
  info: () => [svg('circle', { cx: 8, cy: 8, r: 5, ...stroke })],
  pass: () => [svg('path', { d: 'm2.8 8.6 3.4 3.4 7-7.6', ...stroke, 'stroke-width': 2.2 })],
  fail: () => [svg('path', { d: 'm4 4 8 8m0-8-8 8', ...stroke, 'stroke-width': 2.2 })],
  unknown: () => [
    svg('circle', { cx: 8, cy: 8, r: 6.6, ...stroke, 'stroke-width': 1.5, 'stroke-dasharray': '2.6 2' }),
    svg('path', { d: 'M6.1 6.3a2 2 0 1 1 2.9 1.8c-.7.4-1 .7-1 1.3M8 11.5v.1', ...stroke, 'stroke-width': 1.5 }),
  ],
  'not-applicable': () => [svg('path', { d: 'M4 8h8', ...stroke })],
  chevron: () => [svg('path', { d: 'm6 3.5 4.5 4.5L6 12.5', ...stroke })],
  search: () => [svg('circle', { cx: 7, cy: 7, r: 4.6, ...stroke }), svg('path', { d: 'm10.5 10.5 3.4 3.4', ...stroke })],
  close: () => [svg('path', { d: 'm3.5 3.5 9 9m0-9-9 9', ...stroke })],
  copy: () => [
    svg('rect', { x: 5.5, y: 5.5, width: 8, height: 8.5, rx: 1.6, ...stroke, 'stroke-width': 1.4 }),
    svg('path', { d: 'M10.5 3.2A1.6 1.6 0 0 0 9 2H4a1.6 1.6 0 0 0-1.6 1.6v5.6a1.6 1.6 0 0 0 1.2 1.5', ...stroke, 'stroke-width': 1.4 }),
  ],
  link: () => [
    svg('path', { d: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.9.9', ...stroke, 'stroke-width': 1.5 }),
    svg('path', { d: 'M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.2 9.1a2.6 2.6 0 0 0 3.7 3.7l.9-.9', ...stroke, 'stroke-width': 1.5 }),
  ],
  up: () => [svg('path', { d: 'm3.5 10 4.5-4.5 4.5 4.5', ...stroke })],
  down: () => [svg('path', { d: 'm3.5 6 4.5 4.5L12.5 6', ...stroke })],
  key: () => [
    svg('circle', { cx: 5, cy: 11, r: 2.8, ...stroke, 'stroke-width': 1.5 }),
    svg('path', { d: 'm7 9 6-6m-2.2 2.2 1.8 1.8', ...stroke, 'stroke-width': 1.5 }),
  ],
  theme: () => [
    svg('circle', { cx: 8, cy: 8, r: 5.8, ...stroke, 'stroke-width': 1.5 }),
    svg('path', { d: 'M8 2.2a5.8 5.8 0 0 1 0 11.6Z', fill: 'currentColor' }),
  ],
  door: () => [
    svg('path', { d: 'M3.2 14.4V7a4.8 4.8 0 0 1 9.6 0v7.4', ...stroke, 'stroke-width': 1.7 }),
    svg('path', { d: 'M1.4 14.5h13.2', ...stroke, 'stroke-width': 1.7 }),
    svg('circle', { cx: 9.8, cy: 9.4, r: 1.1, fill: 'var(--lamp)' }),
  ],
} satisfies Record<string, () => SVGElement[]>

export type Glyph = keyof typeof shapes

export const glyph = (name: Glyph): SVGElement =>
  svg('svg', { viewBox: '0 0 16 16', class: `glyph is-${name}`, 'aria-hidden': 'true', focusable: 'false' }, ...shapes[name]())

/** Shape, colour and word of a severity. */
export const severityBadge = (severity: Severity): HTMLElement =>
  h('span', { class: `badge is-${severity}` }, glyph(severity), h('span', {}, severityNames[severity]))

export const statusBadge = (status: RuleStatus): HTMLElement => h('span', { class: `badge is-${status}` }, glyph(status), h('span', {}, statusNames[status]))
