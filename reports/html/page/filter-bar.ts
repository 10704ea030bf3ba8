import { cloudNames, clouds, formatNumber, recommendationNames, severities, severityNames, statusNames } from '../labels.ts'
import { h, hidden } from './dom.ts'
import type { Facets } from './filter.ts'
import { type Glyph, glyph } from './glyphs.ts'
import type { Model } from './model.ts'
import { type FilterKey, formatQuery, parseQuery, type Query, toggled, valuesOf, withOnly } from './query.ts'

const findingStatuses = { failing: 'Failing', included: 'Included', accepted: 'Accepted' }

interface Choice {
  readonly value: string
  readonly name: string
  readonly glyph?: Glyph | undefined
}

const choices = {
  severity: severities.map(value => ({ value, name: severityNames[value], glyph: value })),
  cloud: clouds.map(value => ({ value, name: cloudNames[value] })),
  findingStatus: Object.entries(findingStatuses).map(([value, name]) => ({ value, name })),
  ruleStatus: (['fail', 'unknown', 'pass', 'not-applicable'] as const).map(value => ({ value, name: statusNames[value], glyph: value })),
} satisfies Record<string, readonly Choice[]>

export interface FilterBar {
  readonly element: HTMLElement
  show(query: string, facets: Partial<Facets>): void
}

/** Pills that write the query; the search box shows the same query as words. */
export const createFilterBar = (model: Model, status: 'findingStatus' | 'ruleStatus' | undefined, change: (query: string) => void): FilterBar => {
  let query: Query = []
  const pills: { key: FilterKey; value: string; button: HTMLElement; count: HTMLElement }[] = []
  const set = (next: Query): void => change(formatQuery(next))

  const pill = (key: FilterKey, choice: Choice): HTMLElement => {
    const count = h('span', { class: 'count' })
    const button = h(
      'button',
      {
        type: 'button',
        class: `pill ${choice.glyph === undefined ? '' : `is-${choice.glyph}`}`,
        'aria-pressed': false,
        on: { click: () => set(toggled(query, key, choice.value)) },
      },
      choice.glyph !== undefined && glyph(choice.glyph),
      choice.name,
      count,
    )
    pills.push({ key, value: choice.value, button, count })
    return button
  }
  const group = (name: string, key: FilterKey, of: readonly Choice[]): HTMLElement =>
    h('div', { class: 'pills', role: 'group', 'aria-label': name }, ...of.map(choice => pill(key, choice)))

  const options = Object.entries(recommendationNames)
    .filter(([recommendation]) => model.packed.rules.some(({ rule }) => rule.recommendation === recommendation))
    .map(([value, name]) => ({ value, name, option: h('option', { value }, name) }))
  const select = h(
    'select',
    { id: 'recommendation', on: { change: () => set(withOnly(query, 'recommendation', select.value)) } },
    h('option', { value: '' }, 'Every recommendation'),
    ...options.map(({ option }) => option),
  )
  const clear = h('button', { type: 'button', class: 'quiet', on: { click: () => change('') } }, 'Clear filter')

  const element = h(
    'div',
    { class: 'filters' },
    group('Severity', 'severity', choices.severity),
    group(
      'Cloud',
      'cloud',
      choices.cloud.filter(({ value }) => model.packed.rules.some(({ rule }) => rule.cloud === value)),
    ),
    status !== undefined && group('Status', 'status', choices[status]),
    h('label', { class: 'select', for: 'recommendation' }, hidden('Recommendation'), select),
    clear,
  )
  return {
    element,
    show(text, facets) {
      query = parseQuery(text)
      for (const { key, value, button, count } of pills) {
        const isPressed = valuesOf(query, key).includes(value)
        const facet = key === 'severity' || key === 'cloud' || key === 'status' ? facets[key] : undefined
        const number = facet?.get(value) ?? 0
        button.setAttribute('aria-pressed', String(isPressed))
        count.textContent = facet === undefined || number === 0 ? '' : formatNumber(number)
        button.classList.toggle('is-empty', facet !== undefined && number === 0 && !isPressed)
      }
      for (const { value, name, option } of options) {
        const number = facets.recommendation?.get(value) ?? 0
        option.textContent = facets.recommendation === undefined ? name : `${name} (${formatNumber(number)})`
      }
      const chosen = valuesOf(query, 'recommendation')
      select.value = chosen.length === 1 ? (chosen[0] ?? '') : ''
      clear.hidden = query.length === 0
    },
  }
}
