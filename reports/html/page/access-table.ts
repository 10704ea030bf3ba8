import type { AccessCell, IdentityPaths } from '../../../src/assessment.ts'
import { counted, formatNumber } from '../labels.ts'
import { h, hidden } from './dom.ts'
import { glyph } from './glyphs.ts'
import { demandLooks } from './identity-paths.ts'
import type { Model } from './model.ts'
import { kindNames } from './path-picture.ts'
import { isNarrow } from './windowed-list.ts'

const SHOWN_FIRST = { wide: 25, narrow: 8 }

const hows = { standing: undefined, activated: 'after activation', taken: 'by taking over', possible: 'undecided' } as const

const cellContent = ({ access, how, demand }: AccessCell): HTMLElement => {
  const look = demandLooks[demand]
  const tone = how === 'possible' ? 'unknown' : look.tone
  const besides = hows[how]
  return h(
    'span',
    { class: `access is-${tone} has-${access}` },
    glyph(how === 'possible' ? 'unknown' : look.mark),
    h('b', {}, access === 'administrator' ? 'Administrator' : 'Some access'),
    h('span', {}, `${demand === 'none' ? 'no sign-in' : look.short}${besides === undefined ? '' : `, ${besides}`}`),
  )
}

/** People by AWS accounts: the strongest access and the weakest sign-in to it. Those with the most for the least come first; more on request. */
export const accessTable = (model: Model, { access, unread }: IdentityPaths): HTMLElement | undefined => {
  const { accounts, people, accountsNotShown, peopleNotShown } = access
  if (people.length === 0) return undefined
  const first = SHOWN_FIRST[isNarrow() ? 'narrow' : 'wide']
  const rowOf = ({ person, cells }: (typeof people)[number]): HTMLElement => {
    const byAccount = new Map(cells.map(cell => [cell.account, cell]))
    return h(
      'tr',
      {},
      h(
        'th',
        { scope: 'row' },
        h('bdi', {}, person.name),
        h('span', { class: 'kind' }, `${kindNames.get(person.kind) ?? person.kind}, `, h('bdi', {}, model.scopeName(person.scope))),
      ),
      ...accounts.map(({ name }, place) => {
        const cell = byAccount.get(place)
        return cell === undefined
          ? h('td', { class: 'is-none' }, h('span', { 'aria-hidden': true }, '–'), hidden('no way found'))
          : h('td', { 'data-label': name }, cellContent(cell))
      }),
    )
  }
  const body = h('tbody', {}, ...people.slice(0, first).map(rowOf))
  const left = people.length - first
  const more = h('button', { type: 'button', class: 'quiet more-people' }, `Show ${formatNumber(left)} more`)
  more.addEventListener('click', () => {
    const rows = people.slice(first).map(rowOf)
    body.append(...rows)
    more.remove()
    const next = rows[0]?.querySelector('th')
    next?.setAttribute('tabindex', '-1')
    next?.focus()
  })
  const asides = [
    peopleNotShown > 0 && `${counted(peopleNotShown, 'more person', 'more people')} with less.`,
    accountsNotShown > 0 && `${counted(accountsNotShown, 'more account')} not shown.`,
    unread.length > 0 && 'Where no way was found, one may be hidden by what could not be read; see below.',
  ].filter(words => words !== false)
  return h(
    'section',
    { class: 'panel wide people', 'aria-labelledby': 'people' },
    h('h2', { id: 'people', class: 'label' }, 'People and AWS accounts'),
    h('p', { class: 'note' }, 'The strongest access of each person to each account, and what the weakest sign-in that leads to it must prove.'),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'People and AWS accounts' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'Person'),
            ...accounts.map(({ id, name }) => h('th', { scope: 'col' }, h('bdi', {}, name), name === id ? undefined : h('code', {}, id))),
          ),
        ),
        body,
      ),
    ),
    left > 0 && more,
    ...asides.map(words => h('p', { class: 'note' }, words)),
  )
}
