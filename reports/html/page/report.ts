import { changesScreen } from './changes-screen.ts'
import { complianceScreen } from './compliance-screen.ts'
import { h } from './dom.ts'
import { findingSheet } from './finding-sheet.ts'
import { findingsScreen } from './findings-screen.ts'
import { helpSheet } from './help-sheet.ts'
import { pathsOf } from './identity-paths.ts'
import { startKeyboard } from './keyboard.ts'
import type { Model } from './model.ts'
import { questionSheet, ruleSheet, scopeSheet } from './other-sheets.ts'
import { overviewScreen } from './overview-screen.ts'
import { pathSheet } from './path-sheet.ts'
import { pathsScreen } from './paths-screen.ts'
import { parseRoute, type Route, sheetHash, type View, viewHash } from './route.ts'
import { rulesScreen } from './rules-screen.ts'
import { scanScreen } from './scan-screen.ts'
import type { Context, Screen, ScreenMaker } from './screen.ts'
import { createSheet, type SheetContent } from './sheet.ts'
import { createTopBar, viewNames } from './top-bar.ts'
import { unansweredScreen } from './unanswered-screen.ts'

const screens = {
  overview: overviewScreen,
  findings: findingsScreen,
  paths: pathsScreen,
  changes: changesScreen,
  unanswered: unansweredScreen,
  rules: rulesScreen,
  compliance: complianceScreen,
  scan: scanScreen,
} satisfies Record<View, ScreenMaker>

const KEYSTROKES = 120

/** Milliseconds of work for which somebody who types is kept waiting at a time. */
const WHILE_TYPING = 40

type SheetRoute = NonNullable<Route['sheet']>

/** The content that an address names, if it is in this report. */
const contentOf = (model: Model, { kind, id }: SheetRoute): SheetContent | undefined => {
  if (kind === 'help') return helpSheet()
  if (kind === 'finding') {
    const finding = model.findingByFingerprint(id)
    return finding && findingSheet(model, finding)
  }
  if (kind === 'rule') {
    const entry = model.packed.rules.find(({ rule }) => rule.id === id || rule.formerly.includes(id))
    return entry && ruleSheet(model, entry)
  }
  if (kind === 'scope') {
    const scope = model.packed.run.scopes.find(candidate => candidate.id.toWellFormed() === id)
    return scope && scopeSheet(model, scope)
  }
  const number = /^\d{1,9}$/.test(id) ? Number(id) : -1
  if (kind === 'path') {
    const paths = pathsOf(model.packed)
    const path = paths?.paths[number]
    return paths && path && pathSheet(model, paths, path)
  }
  return model.packed.questions.rule[number] === undefined ? undefined : questionSheet(model, model.question(number))
}

const lost = (route: Route): string | undefined => {
  if (route.isLost) return 'This address leads nowhere in this report. Here is the overview.'
  if (route.sheet?.kind === 'finding') return 'This finding is not in this report: it was fixed, or it could not be judged in this run. See Unanswered.'
  return route.sheet === undefined ? undefined : 'This address leads to something that is not in this report.'
}

/** Makes the texts that search reads in idle moments, so that the first key typed into a large report is as quick as the next. */
const prepareSearch = (model: Model): void => {
  const some = (): void => {
    if (model.search.prepare(8)) setTimeout(some, 24)
  }
  setTimeout(some, 400)
}

/** Draws the report and follows the address: the hash holds the view, the filter and the open sheet. */
export const startReport = (model: Model, app: HTMLElement): void => {
  let screen: Screen | undefined
  let shown: { readonly view: View; readonly query: string } | undefined
  let isHelpOpen = false
  /** Whether Back leads to the list under the sheet. */
  let isOpenedHere = false

  const status = h('p', { class: 'hidden', role: 'status' })
  const banner = h('p', { class: 'banner', role: 'alert' })
  const main = h('main', { id: 'main', tabindex: -1 })
  const route = (): Route => parseRoute(location.hash)
  const navigate = (hash: string, replace = false): void => {
    if (replace) location.replace(hash)
    else location.hash = hash
  }
  const context: Context = {
    model,
    navigate,
    announce(text) {
      status.textContent = text
    },
  }

  const leaveSheet = (): void => {
    const { view, query } = route()
    if (isHelpOpen) {
      isHelpOpen = false
      draw()
    } else if (isOpenedHere) history.back()
    else navigate(viewHash(view, query), true)
  }
  const sheet = createSheet(leaveSheet)

  let typing: ReturnType<typeof setTimeout> | undefined
  /** The address that typing set: what it names is already shown, and more may have been typed since. */
  let typed: string | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  const search = (text: string): void => {
    clearTimeout(waiting)
    // Until every text is ready the page stays responsive, and the list follows what was typed last.
    if (text !== '' && model.search.prepare(WHILE_TYPING)) {
      waiting = setTimeout(() => search(text))
      return
    }
    const { view } = route()
    const target = view === 'overview' ? 'findings' : view
    if (target !== view) {
      navigate(viewHash(target, text))
      return
    }
    screen?.show(text)
    if (shown !== undefined) shown = { ...shown, query: text }
    // Browsers count changes of the address; the list follows each key, the address follows the pause.
    clearTimeout(typing)
    typing = setTimeout(() => {
      const hash = viewHash(target, text)
      if (hash === location.hash) return
      typed = hash
      navigate(hash, true)
    }, KEYSTROKES)
  }
  const help = (): void => {
    isHelpOpen = true
    draw()
  }
  const bar = createTopBar(model, search, help)

  const drawSheet = (current: Route): boolean => {
    const target: SheetRoute | undefined = isHelpOpen ? { kind: 'help', id: '' } : current.sheet
    const content = target && contentOf(model, target)
    if (target === undefined || content === undefined) {
      sheet.close()
      return target === undefined
    }
    const { kind, id } = target
    const around = kind === 'help' ? undefined : screen?.neighbours?.(id)
    const hashOf = (key: string | undefined): string | undefined => (key === undefined || kind === 'help' ? undefined : sheetHash(kind, key, current.query))
    sheet.open({ ...content, before: hashOf(around?.before), after: hashOf(around?.after), place: around?.place })
    return true
  }

  const draw = (): void => {
    const current = route()
    if (screen === undefined || shown?.view !== current.view) {
      screen?.dispose?.()
      screen = screens[current.view](context)
      main.replaceChildren(screen.element)
      window.scrollTo(0, 0)
      shown = undefined
    }
    if (shown?.query !== current.query) screen.show(current.query)
    shown = { view: current.view, query: current.query }
    bar.show(current)
    const isFound = drawSheet(current)
    banner.textContent = current.isLost || !isFound ? (lost(current) ?? '') : ''
    banner.hidden = banner.textContent === ''
    document.title = `${viewNames[current.view]} · Identity posture report`
  }

  const skip = h('a', { class: 'skip' }, 'Skip to the report')
  skip.addEventListener('click', event => {
    event.preventDefault()
    main.focus()
  })
  skip.href = '#main'
  app.replaceChildren(skip, bar.element, banner, main, status, sheet.element)

  window.addEventListener('hashchange', event => {
    const before = parseRoute(new URL(event.oldURL).hash)
    const current = route()
    if (location.hash === typed) {
      typed = undefined
      return
    }
    clearTimeout(typing)
    isHelpOpen = false
    if (current.sheet === undefined) isOpenedHere = false
    else if (before.sheet === undefined) isOpenedHere = before.view === current.view && before.query === current.query
    draw()
  })
  // From one sheet to its neighbour the address is replaced, so that Back leads to the list.
  sheet.element.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a[data-neighbour]') : null
    const hash = link?.getAttribute('href')
    if (hash === null || hash === undefined) return
    event.preventDefault()
    navigate(hash, true)
  })
  startKeyboard({
    search: bar.search,
    help,
    step(by) {
      const hash = sheet.isOpen ? sheet.neighbour(by) : undefined
      if (hash !== undefined) navigate(hash, true)
      else if (!sheet.isOpen) screen?.move?.(by)
    },
  })
  draw()
  prepareSearch(model)
}
