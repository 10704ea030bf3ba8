import { formatNumber } from '../labels.ts'
import { h, hidden, pageLink } from './dom.ts'
import { glyph } from './glyphs.ts'
import { pathsOf } from './identity-paths.ts'
import type { Model } from './model.ts'
import { type Route, type View, viewHash } from './route.ts'

/** What each view is called. */
export const viewNames = {
  overview: 'Overview',
  findings: 'Findings',
  paths: 'Paths',
  changes: 'Changes',
  unanswered: 'Unanswered',
  rules: 'Rules',
  compliance: 'Compliance',
  scan: 'Scan',
} satisfies Record<View, string>

export interface TopBar {
  readonly element: HTMLElement
  readonly search: HTMLInputElement
  show(route: Route): void
}

const themes = ['system', 'light', 'dark'] as const

const themeButton = (): HTMLElement => {
  const words = h('span', { class: 'theme-name' })
  const now = (): (typeof themes)[number] => themes.find(theme => theme === document.documentElement.dataset.theme) ?? 'system'
  const button = h('button', { type: 'button', class: 'icon theme' }, glyph('theme'), words)
  const label = (): void => {
    words.textContent = now()
    button.title = `Theme: ${now()}`
    button.setAttribute('aria-label', `Theme: ${now()}. Change`)
  }
  button.addEventListener('click', () => {
    const next = themes[(themes.indexOf(now()) + 1) % themes.length] ?? 'system'
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
    try {
      localStorage.setItem('postern-theme', next)
    } catch {
      // Storage is forbidden for this file: the choice lasts as long as the page.
    }
    label()
  })
  label()
  return button
}

/** Brand, views with their counts, the search box, theme and help. */
export const createTopBar = (model: Model, search: (text: string) => void, help: () => void): TopBar => {
  const open = model.packed.findings.rule.filter((_, index) => model.statusOf(index) === 'failing').length
  const paths = pathsOf(model.packed)
  const fresh = model.packed.run.changes?.fresh.length
  const counts: Partial<Record<View, number>> = {
    findings: open,
    unanswered: model.packed.questions.rule.length,
    rules: model.packed.rules.length,
    ...(paths === undefined ? {} : { paths: paths.paths.length }),
    ...(fresh === undefined ? {} : { changes: fresh }),
  }
  const link = (view: View): HTMLAnchorElement => {
    const count = counts[view]
    return pageLink(viewHash(view), { class: `view view-${view}` }, viewNames[view], count !== undefined && h('span', { class: 'count' }, formatNumber(count)))
  }
  const links: Record<View, HTMLAnchorElement> = {
    overview: link('overview'),
    findings: link('findings'),
    paths: link('paths'),
    changes: link('changes'),
    unanswered: link('unanswered'),
    rules: link('rules'),
    compliance: link('compliance'),
    scan: link('scan'),
  }
  const input = h('input', { id: 'search', type: 'search', placeholder: 'Search or filter', on: { input: () => search(input.value) } })
  input.autocomplete = 'off'
  input.spellcheck = false
  const element = h(
    'header',
    { class: 'top' },
    pageLink('#/', { class: 'brand' }, glyph('door'), h('b', {}, 'Postern')),
    // A first run has nothing to compare with, and one cloud alone no paths: no empty place for them.
    h(
      'nav',
      { 'aria-label': 'Views' },
      ...Object.entries(links).flatMap(([view, anchor]) =>
        (view === 'changes' && model.packed.run.changes === undefined) || (view === 'paths' && paths === undefined) ? [] : [anchor],
      ),
    ),
    h('div', { class: 'search' }, glyph('search'), h('label', { for: 'search' }, hidden('Search')), input, h('kbd', { 'aria-hidden': true }, '/')),
    h(
      'button',
      { type: 'button', class: 'icon', title: 'Keyboard and search (?)', on: { click: help } },
      h('span', { 'aria-hidden': true }, '?'),
      hidden('Keyboard and search'),
    ),
    themeButton(),
  )
  return {
    element,
    search: input,
    show(route) {
      for (const [view, anchor] of Object.entries(links)) {
        if (view === route.view) anchor.setAttribute('aria-current', 'page')
        else anchor.removeAttribute('aria-current')
      }
      if (document.activeElement !== input) input.value = route.query
    },
  }
}
