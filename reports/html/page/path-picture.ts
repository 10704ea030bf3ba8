import type { IdentityPath, PathStep } from '../../../src/assessment.ts'
import { counted } from '../labels.ts'
import { visible } from '../visible.ts'
import { svg } from './dom.ts'
import { demandLooks } from './identity-paths.ts'
import { type Box, type Line, layOutPath, sizes } from './path-layout.ts'

/** What the nodes of a path are called. */
export const kindNames: ReadonlyMap<string, string> = new Map([
  ['entra-user', 'User'],
  ['entra-guest', 'Guest'],
  ['entra-group', 'Group'],
  ['entra-role', 'Entra role'],
  ['entra-application', 'Application'],
  ['service-principal', 'Service principal'],
  ['managed-identity', 'Managed identity'],
  ['session', 'Signed in'],
  ['azure-access', 'Azure access'],
  ['identity-center-user', 'User there'],
  ['identity-center-group', 'Group there'],
  ['permission-set', 'Permission set'],
  ['aws-user', 'IAM user'],
  ['aws-role', 'IAM role'],
  ['token-issuer', 'Token issuer'],
  ['external', 'Outside'],
  ['goal', 'Goal'],
])

/** A step in the two or three words that fit beside an arrow. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['signs-in', 'signs in'],
  ['member-of', 'member'],
  ['eligible-for', 'eligible'],
  ['assigned-to', 'assigned'],
  ['provisions-to', 'provisioned'],
  ['same-person', 'same person'],
  ['holds', 'holds'],
  ['can-assume', 'assumes'],
  ['can-escalate-to', 'escalates'],
  ['administers', 'administers'],
  ['owns', 'owns'],
  ['controls', 'controls'],
  ['can-add-member', 'adds member'],
  ['can-reset', 'resets'],
  ['can-add-credential-to', 'adds key'],
  ['trusts-token', 'trusted'],
  ['runs-as', 'runs as'],
])

const text = (words: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
  const element = svg('text', attributes)
  element.textContent = visible(words)
  return element
}

const titled = (element: SVGElement, words: string): SVGElement => {
  const title = svg('title', {})
  title.textContent = visible(words)
  element.prepend(title)
  return element
}

/** What a step asks, in few words: what it demands, and whether it must be activated or could not be decided. */
const asks = ({ demand, activated, certain }: PathStep): readonly string[] =>
  [demandLooks[demand].short, activated ? 'activate' : '', certain ? '' : 'undecided'].filter(words => words !== '')

const boxOf = ({ node, x, y, width, height, lines }: Box): SVGElement => {
  const start = y + (height - lines.length * sizes.line - 13) / 2
  return titled(
    svg(
      'g',
      { class: `node is-${/^[a-z-]+$/.test(node.kind) ? node.kind : 'other'}` },
      svg('rect', { x: x + 0.5, y: y + 0.5, width: width - 1, height: height - 1, rx: 8 }),
      text(kindNames.get(node.kind) ?? node.kind, { x: x + 10, y: start + 11, class: 'kind' }),
      ...lines.map((line, at) => text(line, { x: x + 10, y: start + 26 + at * sizes.line, class: 'box-name' })),
    ),
    node.name,
  )
}

const arrow = (points: Line['points']): string => {
  const [last, before] = [points.at(-1) ?? [0, 0], points.at(-2) ?? [0, 0]]
  const [x, y] = last
  return before[1] === y ? `M${x - 7} ${y - 4.5}L${x} ${y}L${x - 7} ${y + 4.5}` : `M${x - 4.5} ${y - 7}L${x} ${y}L${x + 4.5} ${y - 7}`
}

const edgeOf = (step: PathStep, place: number, { points, label }: Line, open: (place: number) => void): SVGElement => {
  const d = points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  const short = shortNames.get(step.kind) ?? step.kind
  const words = asks(step)
  const { x, y } = label
  const tone = step.certain ? demandLooks[step.demand].tone : 'unknown'
  const beside = [short, ...words].join(', ')
  // Between two boxes there is room for a dozen letters.
  const below = words.flatMap(word => word.split(/(?<=-)/))
  const labels = label.isBeside
    ? [text(`${beside} `, { x: x + 16, y: y + 4, class: 'label beside' })]
    : [text(`${short} `, { x, y: y - 17, class: 'label' }), ...below.map((word, at) => text(`${word} `, { x, y: y + 25 + at * 14, class: 'label asks' }))]
  const hit = label.isBeside
    ? { x: x - 18, y: y - 13, width: 44 + beside.length * 6.6, height: 26 }
    : { x: x - sizes.gap / 2 + 2, y: y - 33, width: sizes.gap - 4, height: 48 + 14 * below.length }
  const element = svg(
    'g',
    {
      class: `edge${step.demand === 'none' && step.certain ? '' : ` is-${tone}`}${step.certain ? '' : ' is-open'}${step.activated ? ' is-activated' : ''}`,
      role: 'button',
      tabindex: 0,
      'aria-label': visible(`Step ${place + 1} ${label.isBeside ? beside : [short, ...below].join(' ')}: show what it rests on`),
    },
    svg('rect', { ...hit, rx: 6, class: 'hit' }),
    svg('path', { d, class: 'way' }),
    svg('path', { d: arrow(points), class: 'tip' }),
    svg('circle', { cx: x, cy: y, r: 9, class: 'number' }),
    text(`${place + 1} `, { x, y: y + 3.8, class: 'digit' }),
    ...labels,
  )
  element.addEventListener('click', () => open(place))
  element.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    open(place)
  })
  return element
}

/** A path as a picture: what it passes through in boxes, and each step as a button that opens what it rests on. */
export const pathPicture = (path: IdentityPath, isNarrow: boolean, open: (place: number) => void): SVGElement => {
  const { width, height, titles, boxes, lines } = layOutPath(path, isNarrow)
  return svg(
    'svg',
    {
      viewBox: `-2 -2 ${width + 4} ${height + 4}`,
      width: width + 4,
      height: height + 4,
      class: `path-picture ${isNarrow ? 'is-stacked' : 'is-wide'}`,
      role: 'group',
      'aria-label': `Picture of the path, ${counted(path.steps.length, 'step')}; the same in words is below`,
    },
    svg('g', { 'aria-hidden': 'true' }, ...titles.map(({ title, x }) => text(title, { x: x + 2, y: 12, class: 'column' })), ...boxes.map(boxOf)),
    ...path.steps.flatMap((step, place) => {
      const line = lines[place]
      return line === undefined ? [] : [edgeOf(step, place, line, open)]
    }),
  )
}
