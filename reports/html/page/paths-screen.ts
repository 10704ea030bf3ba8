import type { IdentityPath, IdentityPaths } from '../../../src/assessment.ts'
import { counted, formatNumber } from '../labels.ts'
import { accessTable } from './access-table.ts'
import { h, hidden, pageLink } from './dom.ts'
import { glyph } from './glyphs.ts'
import { createGroupedList, type Group } from './grouped-list.ts'
import { demandLooks, demandsInOrder, enoughWords, goalOf, pathsOf } from './identity-paths.ts'
import type { Model } from './model.ts'
import { admits, admitsText, parseQuery, type Query } from './query.ts'
import { sheetHash } from './route.ts'
import { neighboursAt, type Screen, type ScreenMaker } from './screen.ts'

const tagOf = ({ certain, taken, activated }: IdentityPath): string | undefined =>
  !certain ? 'Undecided' : taken ? 'Takes over' : activated ? 'After activation' : undefined

/** What a search looks at, in lower case. */
const textsOf = (model: Model, { from, steps }: IdentityPath): { readonly text: string; readonly scopes: string } => {
  const nodes = [from, ...steps.map(({ to }) => to)]
  const words = [...nodes.flatMap(({ name, row }) => [name, row ?? '']), ...steps.flatMap(({ words, open, rows }) => [words, open ?? '', ...rows])]
  const scopes = [...new Set(nodes.map(({ scope }) => scope))].flatMap(scope => [scope, model.scopeName(scope)])
  return { text: [...words, ...scopes].join('\n').toLowerCase(), scopes: scopes.join('\n').toLowerCase() }
}

const cutPanel = ({ cuts }: IdentityPaths): HTMLElement | undefined => {
  const [best] = cuts
  if (best === undefined) return undefined
  return h(
    'section',
    { class: 'panel wide cut', 'aria-labelledby': 'cut' },
    h('h2', { id: 'cut', class: 'label' }, 'The one change that closes most'),
    h('p', {}, h('bdi', { class: 'who' }, best.from), ' ', h('bdi', {}, best.words), '.'),
    h(
      'p',
      { class: 'note' },
      `Without this step ${formatNumber(best.closes)} of ${counted(best.of, 'identity', 'identities')} with a path have no way left to administer an account.`,
    ),
  )
}

const unreadPanel = ({ unread, unreadNotShown }: IdentityPaths): HTMLElement | undefined =>
  unread.length === 0
    ? undefined
    : h(
        'section',
        { class: 'panel wide unread', 'aria-labelledby': 'unread' },
        h('h2', { id: 'unread', class: 'label' }, 'Could not be read, and may hide a path'),
        h('ul', { role: 'list' }, ...unread.map(words => h('li', {}, glyph('unknown'), h('bdi', {}, words)))),
        unreadNotShown > 0 && h('p', { class: 'note' }, `and ${formatNumber(unreadNotShown)} more in assessment.json`),
      )

const groupsOf = (paths: readonly IdentityPath[], order: readonly number[]): readonly Group[] =>
  [true, false].flatMap(certain =>
    demandsInOrder.flatMap((demand): readonly Group[] => {
      const items = order.filter(index => paths[index]?.demand === demand && paths[index]?.certain === certain)
      if (items.length === 0) return []
      const { tone, mark } = demandLooks[demand]
      return [
        {
          key: `${demand} ${certain}`,
          items,
          head: () => [
            h(
              'span',
              { class: `what is-${certain ? tone : 'unknown'}` },
              h('span', { class: 'name' }, glyph(certain ? mark : 'unknown'), `${enoughWords(demand)}${certain ? '' : ', if what is open holds'}`),
            ),
            h('span', { class: 'statuses' }, counted(items.length, 'path')),
          ],
        },
      ]
    }),
  )

const nothingAsked = (): Screen => ({
  element: h('div', { class: 'screen' }, h('h1', {}, 'Paths'), h('p', { class: 'nothing' }, 'This run did not ask who comes to administer AWS accounts.')),
  show() {},
})

/** How people and programs come to administer AWS accounts, the weakest first; one path at a time in a sheet. */
export const pathsScreen: ScreenMaker = ({ model, announce }) => {
  const known = pathsOf(model.packed)
  if (known === undefined) return nothingAsked()
  const { paths, pathsNotShown } = known
  let query = ''
  let order: readonly number[] = []
  const texts = paths.map(path => textsOf(model, path))
  const admitted = (asked: Query, index: number): boolean => {
    const own = texts[index]
    return own !== undefined && admits(asked, 'scope', value => own.scopes.includes(value)) && admitsText(asked, value => own.text.includes(value))
  }
  const list = createGroupedList(
    'Paths by what is enough for them',
    {
      key: String,
      render(item) {
        const path = paths[item]
        if (path === undefined) return h('li')
        const look = demandLooks[path.demand]
        const goal = goalOf(path)
        const tag = tagOf(path)
        const through = path.steps.slice(0, -1).map(({ to }) => to.name)
        return h(
          'li',
          { class: 'item' },
          pageLink(
            sheetHash('path', item, query),
            { class: 'row is-path' },
            h(
              'span',
              { class: `mark is-${path.certain ? look.tone : 'unknown'}` },
              glyph(path.certain ? look.mark : 'unknown'),
              hidden(`${enoughWords(path.demand)}: `),
            ),
            h('span', { class: 'subject' }, h('bdi', {}, path.from.name)),
            h('span', { class: 'message' }, h('bdi', {}, goal.name), through.length === 0 ? '' : ` through ${through.at(-1) ?? ''}`),
            tag !== undefined && h('span', { class: 'tag' }, tag),
            h('span', { class: 'where' }, counted(path.steps.length, 'step')),
          ),
        )
      },
    },
    'flat',
  )
  const shown = h('p', { class: 'shown' })
  const nothing = h('p', { class: 'nothing' })
  const print = h('button', { type: 'button', class: 'quiet print', title: 'Print with every path' }, 'Print in full')
  print.addEventListener('click', list.printAll)
  const element = h(
    'div',
    { class: 'screen paths' },
    h('h1', {}, 'Paths'),
    h(
      'p',
      { class: 'note' },
      'The weakest way in which each identity comes to administer an AWS account, over all clouds: by what it was given, and by what it can take. To a management account where there is one, and to another where that takes less.',
    ),
    cutPanel(known),
    h('div', { class: 'above-list' }, shown, print),
    nothing,
    list.element,
    accessTable(model, known),
    unreadPanel(known),
  )
  return {
    element,
    move: list.move,
    dispose: list.dispose,
    show(next) {
      query = next
      const asked = parseQuery(next)
      const matching = paths.flatMap((_, index) => (admitted(asked, index) ? [index] : []))
      const groups = groupsOf(paths, matching)
      order = groups.flatMap(({ items }) => items)
      shown.textContent = `${counted(order.length, 'path')}${next === '' ? '' : ` of ${formatNumber(paths.length)}`}${pathsNotShown > 0 ? ` · ${formatNumber(pathsNotShown)} more that take no less are not shown` : ''}`
      nothing.hidden = order.length > 0
      print.hidden = order.length === 0
      nothing.textContent = next === '' ? 'No way to administer an account was found.' : 'No path matches this search.'
      list.show(groups, order.length <= 30 || groups.length === 1)
      announce(shown.textContent)
    },
    neighbours(id) {
      const at = order.findIndex(index => String(index) === id)
      return neighboursAt(at, order.length, place => order[place]?.toString())
    },
  }
}
