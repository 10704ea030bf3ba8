import type { RuleInfo } from '../../../src/assessment.ts'
import { severities } from '../labels.ts'
import type { Model } from './model.ts'
import { admits, admitsText, type FilterKey, type Query } from './query.ts'

export type Facets = Readonly<Record<'severity' | 'cloud' | 'recommendation' | 'status', ReadonlyMap<string, number>>>

export interface Filtered {
  /** Indexes in the order of the groups of `Model`. */
  readonly groups: readonly { readonly rule: number; readonly items: readonly number[] }[]
  readonly total: number
  /** For each filter, how many things each of its values would show under the other filters. */
  readonly facets: Facets
}

const facetKeys = ['severity', 'cloud', 'recommendation', 'status'] as const

const textOfRule = (rule: RuleInfo): string => [rule.id, rule.title, rule.failureTitle, ...Object.keys(rule.frameworks)].join('\n').toLowerCase()

interface Things {
  readonly of: readonly (readonly number[])[]
  severity(index: number): string
  status(index: number): string
  scope(index: number): string
  text(index: number): string
}

const filtered = (model: Model, query: Query, things: Things): Filtered => {
  const counts = Object.fromEntries(facetKeys.map(key => [key, new Map<string, number>()])) as Record<(typeof facetKeys)[number], Map<string, number>>
  const groups: { rule: number; items: number[] }[] = []
  const asksText = query.some(term => term.key === 'text')
  const asksScope = query.some(term => term.key === 'scope')
  let total = 0
  for (const rule of model.ruleOrder) {
    const info = model.packed.rules[rule]?.rule
    const members = things.of[rule] ?? []
    if (info === undefined || members.length === 0 || !admits(query, 'rule', value => info.id.includes(value))) continue
    const ruleText = asksText ? textOfRule(info) : ''
    const isInCloud = admits(query, 'cloud', value => value === info.cloud)
    const isRecommended = admits(query, 'recommendation', value => value === info.recommendation)
    const items: number[] = []
    for (const index of members) {
      if (asksScope && !admits(query, 'scope', value => things.scope(index).includes(value))) continue
      if (asksText && !admitsText(query, text => ruleText.includes(text) || things.text(index).includes(text))) continue
      const severity = things.severity(index)
      const status = things.status(index)
      const fits = {
        severity: admits(query, 'severity', value => value === severity),
        cloud: isInCloud,
        recommendation: isRecommended,
        status: admits(query, 'status', value => value === status),
      }
      const values = { severity, cloud: info.cloud, recommendation: info.recommendation, status }
      const misses = facetKeys.filter(key => !fits[key])
      if (misses.length === 0) items.push(index)
      for (const key of misses.length === 0 ? facetKeys : misses.length === 1 ? misses : [])
        counts[key].set(values[key], (counts[key].get(values[key]) ?? 0) + 1)
    }
    if (items.length > 0) groups.push({ rule, items })
    total += items.length
  }
  return { groups, total, facets: counts }
}

const lower = new Map<string, string>()
const lowered = (text: string): string => {
  const known = lower.get(text) ?? text.toLowerCase()
  lower.set(text, known)
  return known
}

export const filterFindings = (model: Model, query: Query): Filtered =>
  filtered(model, query, {
    of: model.findingsOf,
    severity: index => severities[model.packed.findings.severity[index] ?? -1] ?? '',
    status: model.statusOf,
    scope: index => scopeText(model, model.packed.findings.scope[index]),
    text: model.findingText,
  })

/** An unanswered question counts at the worst severity its rule can give. */
export const filterQuestions = (model: Model, query: Query): Filtered =>
  filtered(model, query, {
    of: model.questionsOf,
    severity: index => model.packed.rules[model.packed.questions.rule[index] ?? -1]?.rule.upTo ?? '',
    status: () => 'unknown',
    scope: index => scopeText(model, model.packed.questions.scope[index]),
    text: model.questionText,
  })

const scopeText = (model: Model, text: number | undefined): string => {
  const scope = model.packed.texts[text ?? -1] ?? ''
  return lowered(`${scope} ${model.scopeName(scope)}`)
}

export const filterRules = (model: Model, query: Query): readonly number[] =>
  model.ruleOrder.filter(index => {
    const entry = model.packed.rules[index]
    if (entry === undefined) return false
    const { rule, status } = entry
    const facts: Readonly<Record<Exclude<FilterKey, 'scope' | 'rule'>, string>> = {
      severity: rule.severity,
      cloud: rule.cloud,
      recommendation: rule.recommendation,
      status,
    }
    const text = textOfRule(rule)
    return (
      facetKeys.every(key => admits(query, key, value => value === facts[key])) &&
      admits(query, 'rule', value => rule.id.includes(value)) &&
      admitsText(query, wanted => text.includes(wanted))
    )
  })
