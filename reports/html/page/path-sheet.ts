import type { IdentityPath, IdentityPaths, PathNode, PathStep } from '../../../src/assessment.ts'
import { counted, formatNumber } from '../labels.ts'
import { copyButton } from './clipboard.ts'
import { h } from './dom.ts'
import { glyph } from './glyphs.ts'
import { besides, demandLooks, enoughWords, goalOf } from './identity-paths.ts'
import type { Model } from './model.ts'
import { kindNames, pathPicture } from './path-picture.ts'
import { facts, type SheetContent, section } from './sheet.ts'

const stacks = matchMedia('(max-width: 68rem)')
const paper = matchMedia('print')

/** `A password is enough, after an activation`. */
const strengthInWords = (path: IdentityPath): string => [enoughWords(path.demand), ...besides(path)].join(', ')

/** What it takes, as shape, colour and words. */
const strengthBadge = (path: IdentityPath): HTMLElement => {
  const { tone, mark } = demandLooks[path.demand]
  return h('span', { class: `badge is-${path.certain ? tone : 'unknown'}` }, glyph(path.certain ? mark : 'unknown'), h('span', {}, strengthInWords(path)))
}

const kindOf = ({ kind }: PathNode): string => kindNames.get(kind) ?? kind

const evidenceOf = (model: Model, from: PathNode, { to, demand, activated, certain, open, rows }: PathStep): HTMLElement | undefined =>
  facts([
    ['From', h('span', {}, `${kindOf(from)} `, h('bdi', {}, from.name))],
    ['To', h('span', {}, `${kindOf(to)} `, h('bdi', {}, to.name))],
    ['In', h('bdi', {}, model.scopeName(to.scope))],
    ['Enough for it', demand === 'none' ? 'nothing more than the step before' : demandLooks[demand].enough],
    ['Holds', activated ? 'once it is activated' : 'always'],
    ['Decided', certain ? 'yes' : `no: ${open ?? 'it could not be decided'}`],
    ['Only if', certain ? open : undefined],
    ['Collected rows', rows.length === 0 ? undefined : h('span', { class: 'rows' }, ...rows.map(row => h('code', {}, row)))],
    ['Its own row', to.row === undefined ? undefined : h('code', {}, to.row)],
  ])

const stepItem = (model: Model, from: PathNode, step: PathStep, place: number): HTMLDetailsElement =>
  h(
    'details',
    {},
    h(
      'summary',
      {},
      glyph('chevron'),
      h('span', { class: 'place', 'aria-hidden': true }, String(place + 1)),
      h('span', { class: 'words' }, h('bdi', { class: 'who' }, from.name), ' ', h('bdi', {}, step.words)),
      step.activated && h('span', { class: 'tag' }, 'After activation'),
      !step.certain && h('span', { class: 'tag is-unknown' }, 'Undecided'),
    ),
    evidenceOf(model, from, step),
  )

const cutWords = ({ cuts }: IdentityPaths, { cut, certain }: IdentityPath): Node => {
  const found = cut === undefined ? undefined : cuts[cut]
  if (!certain) return h('p', {}, 'What is open on this path must be known first.')
  if (found === undefined)
    return h('p', {}, 'No single step that was tried closes it: without any one of them, another way to administer an account is left. See the matrix.')
  return h(
    'p',
    {},
    h('bdi', { class: 'who' }, found.from),
    ' ',
    h('bdi', {}, found.words),
    `: without this step ${formatNumber(found.closes)} of ${counted(found.of, 'identity', 'identities')} with a path ${found.closes === 1 ? 'has' : 'have'} no way left to administer an account.`,
  )
}

/** One path: the picture, the same in words with what each step rests on, and the change that closes most. */
export const pathSheet = (model: Model, paths: IdentityPaths, path: IdentityPath): SheetContent => {
  const goal = goalOf(path)
  const items = path.steps.map((step, place) => stepItem(model, path.steps[place - 1]?.to ?? path.from, step, place))
  const open = (place: number): void => {
    const item = items[place]
    if (item === undefined) return
    item.open = true
    item.scrollIntoView({ block: 'nearest' })
    item.querySelector('summary')?.focus()
  }
  const picture = h('div', { class: 'scroll path-scroll' })
  const draw = (): void => picture.replaceChildren(pathPicture(path, stacks.matches || paper.matches, open))
  draw()
  for (const query of [stacks, paper])
    query.addEventListener('change', () => {
      if (picture.isConnected) draw()
    })
  return {
    isWide: true,
    title: `${path.from.name} to ${goal.name}`,
    above: [strengthBadge(path), h('span', {}, kindOf(path.from)), h('bdi', {}, model.scopeName(path.from.scope))],
    body: [
      h(
        'div',
        { class: 'actions' },
        copyButton('Copy link', () => location.href),
      ),
      section('The path', picture),
      section('Step by step', h('ol', { class: 'way-steps', role: 'list' }, ...items.map(item => h('li', {}, item)))),
      section('The one change that closes most', cutWords(paths, path)),
    ],
  }
}
