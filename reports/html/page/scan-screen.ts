import { cloudNames, counted, formatMoment, formatNumber } from '../labels.ts'
import { h, hidden, pageLink } from './dom.ts'
import { glyph } from './glyphs.ts'
import type { Model } from './model.ts'
import { admits, admitsText, parseQuery } from './query.ts'
import { readingOf } from './reading.ts'
import { sheetHash } from './route.ts'
import { exceptionsSection, exhibitSections, noticesSection, parametersSection, requestsSection } from './run-sections.ts'
import type { ScreenMaker } from './screen.ts'
import { facts } from './sheet.ts'
import { createWindowedList, isNarrow } from './windowed-list.ts'

type ScopeReport = Model['packed']['run']['scopes'][number]

const scopeRow = (model: Model, scope: ScopeReport, query: string): HTMLElement => {
  const { complete, incomplete } = readingOf(scope)
  const { rows } = scope.tables
  const requests = scope.requests.reduce((sum, entry) => sum + entry.requests, 0)
  const status = incomplete > 0 ? 'unknown' : 'pass'
  const words = model.scopeName(scope.id)
  const id = scope.id.slice(scope.id.indexOf('/') + 1)
  return h(
    'li',
    { class: 'item' },
    pageLink(
      sheetHash('scope', scope.id, query),
      { class: 'row is-scope' },
      h('span', { class: `mark is-${status}` }, glyph(status), hidden(incomplete > 0 ? 'incomplete: ' : 'complete: ')),
      h('span', { class: 'subject' }, h('bdi', {}, words)),
      h(
        'span',
        { class: 'message' },
        [`${formatNumber(complete)} of ${counted(complete + incomplete, 'table')} complete`, counted(rows, 'row'), counted(requests, 'request')].join(' · '),
      ),
      !words.endsWith(id) && h('span', { class: 'where' }, h('bdi', {}, id)),
    ),
  )
}

/** What was scanned, as whom, and how completely. */
export const scanScreen: ScreenMaker = ({ model, announce }) => {
  const { run } = model.packed
  const list = createWindowedList('Scopes')
  const shown = h('p', { class: 'shown' })
  const about = facts([
    ['Judged at', formatMoment(run.now)],
    ['Made by', `${run.tool.name} ${run.tool.version}`],
    ['Clouds asked', run.asked.map(cloud => cloudNames[cloud]).join(', ')],
    ['Score formula', `version ${run.score.formula}`],
    ['Gate', run.gate.failOn],
  ])
  const element = h(
    'div',
    { class: 'screen' },
    h('h1', {}, 'Scan'),
    h('p', { class: 'lead' }, 'What was read, as whom, and what could not be read.'),
    about,
    shown,
    list.element,
    h('div', { class: 'panels' }, noticesSection(model), exceptionsSection(model), ...exhibitSections(model), requestsSection(model), parametersSection(model)),
  )
  return {
    element,
    move: list.move,
    dispose: list.dispose,
    show(text) {
      const query = parseQuery(text)
      const scopes = run.scopes.filter(scope => {
        const words = `${scope.id} ${model.scopeName(scope.id)} ${scope.identity ?? ''}`.toLowerCase()
        const isCloud = admits(query, 'cloud', cloud => scope.kind.startsWith(`${cloud}-`))
        return isCloud && admits(query, 'scope', value => words.includes(value)) && admitsText(query, wanted => words.includes(wanted))
      })
      shown.textContent = counted(scopes.length, 'scope')
      announce(counted(scopes.length, 'scope'))
      list.show({
        length: scopes.length,
        key: index => scopes[index]?.id ?? '',
        height: () => (isNarrow() ? 4.75 : 3.25),
        render(index) {
          const scope = scopes[index]
          return scope === undefined ? h('li') : scopeRow(model, scope, text)
        },
      })
    },
    neighbours(id) {
      const at = run.scopes.findIndex(scope => scope.id === id)
      return { before: run.scopes[at - 1]?.id, after: run.scopes[at + 1]?.id, place: `${at + 1} of ${run.scopes.length}` }
    },
  }
}
