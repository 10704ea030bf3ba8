import type { RuleInfo } from '../../../src/assessment.ts'
import { severities } from '../labels.ts'
import { byWorst } from '../severity-counts.ts'
import { findingStatuses, type Model } from './model.ts'
import { admits, admitsText, type FilterKey, type Query } from './query.ts'

export type Facets = Readonly<Record<'severity' | 'cloud' | 'recommendation' | 'status', ReadonlyMap<string, number>>>

export interface Filtered {
  /** The worst first. `bySeverity`: how many counted ones of each severity. */
  readonly groups: readonly { readonly rule: number; readonly items: readonly number[]; readonly bySeverity: readonly number[] }[]
  readonly total: number
  /** For each filter, how many things each of its values would count under the other filters. */
  readonly facets: Facets
}

const facetKeys = ['severity', 'cloud', 'recommendation', 'status'] as const

const textOfRule = (rule: RuleInfo): string => [rule.id, rule.title, rule.failureTitle, ...Object.keys(rule.frameworks)].join('\n').toLowerCase()

/** Whether a rule bears on a framework or one of its controls: `cis-aws`, `cis-aws@5.0`, `cis-aws@5.0/1.10`. 1.1 is not 1.10. */
const isOfFramework = (rule: RuleInfo, value: string): boolean =>
  Object.entries(rule.frameworks).some(([framework, controls]) =>
    [framework, ...controls.map(control => `${framework}/${control}`)].some(name => {
      const known = name.toLowerCase()
      return known.startsWith(value) && /^(?:$|[@/.])/.test(known.slice(value.length))
    }),
  )

interface Things {
  readonly of: readonly (readonly number[])[]
  readonly statuses: readonly string[]
  isShown(query: Query, status: string): boolean
  /** The rank of each. */
  readonly severity: ArrayLike<number>
  /** The status of each, as an index into `statuses`. */
  readonly status: ArrayLike<number>
  /** Index into the texts. */
  scope(index: number): number
  /** Which things have a searched text in them, by index. */
  having(text: string): (index: number) => boolean
}

/** What was included in another finding or accepted is shown only when it is asked for, so that what is listed is what is counted. */
const isFindingShown = (query: Query, status: string): boolean => {
  const terms = query.filter(term => term.key === 'status')
  const isAsked = terms.some(term => !term.excluded)
  const isFailingExcluded = terms.some(term => term.excluded && term.value === 'failing')
  return admits(query, 'status', value => value === status) && (isAsked || isFailingExcluded || status === 'failing')
}

interface Searched {
  readonly excluded: boolean
  readonly isInRule: boolean
  has(index: number): boolean
}

const hasTexts = (texts: readonly Searched[], index: number): boolean => {
  for (const text of texts) if ((text.isInRule || text.has(index)) === text.excluded) return false
  return true
}

const filtered = (model: Model, query: Query, things: Things): Filtered => {
  const counts = Object.fromEntries(facetKeys.map(key => [key, new Map<string, number>()])) as Record<(typeof facetKeys)[number], Map<string, number>>
  const groups: { rule: number; items: number[]; bySeverity: readonly number[] }[] = []
  const searches = query.flatMap(({ key, value, excluded }) => (key === 'text' ? [{ value, excluded, has: things.having(value) }] : []))
  const asksText = searches.length > 0
  const asksScope = query.some(term => term.key === 'scope')
  // Decided once for each value, not once for each thing.
  const severityFits = severities.map(severity => admits(query, 'severity', value => value === severity))
  const statusFits = things.statuses.map(status => things.isShown(query, status))
  const failing = things.statuses.indexOf('failing')
  const countsAll = statusFits[failing] !== true
  const scopeFits = new Map<number, boolean>()
  const isInScope = (text: number): boolean => {
    const fits = scopeFits.get(text) ?? admits(query, 'scope', value => scopeText(model, text).includes(value))
    scopeFits.set(text, fits)
    return fits
  }
  const add = (key: (typeof facetKeys)[number], value: string, by: number): void => {
    if (by > 0) counts[key].set(value, (counts[key].get(value) ?? 0) + by)
  }
  let total = 0
  for (const rule of model.ruleOrder) {
    const info = model.packed.rules[rule]?.rule
    const members = things.of[rule] ?? []
    if (info === undefined || members.length === 0 || !admits(query, 'rule', value => info.id.includes(value))) continue
    if (!admits(query, 'framework', value => isOfFramework(info, value))) continue
    const ruleText = asksText ? textOfRule(info) : ''
    const texts = searches.map(search => ({ ...search, isInRule: ruleText.includes(search.value) }))
    if (texts.some(text => text.excluded && text.isInRule)) continue
    const isInCloud = admits(query, 'cloud', value => value === info.cloud)
    const isRecommended = admits(query, 'recommendation', value => value === info.recommendation)
    const ruleMisses = (isInCloud ? 0 : 1) + (isRecommended ? 0 : 1)
    if (ruleMisses > 1) continue
    const items: number[] = []
    const bySeverity = severities.map(() => 0)
    const ofSeverity = severities.map(() => 0)
    const ofStatus = things.statuses.map(() => 0)
    let fitting = 0
    let ofRule = 0
    for (const index of members) {
      const severity = things.severity[index] ?? -1
      const status = things.status[index] ?? -1
      const isSevere = severityFits[severity] === true
      const hasStatus = statusFits[status] === true
      const misses = ruleMisses + (isSevere ? 0 : 1) + (hasStatus ? 0 : 1)
      if (misses > 1) continue
      if (asksScope && !isInScope(things.scope(index))) continue
      if (asksText && !hasTexts(texts, index)) continue
      const isCounted = countsAll || status === failing
      if (misses === 0) {
        items.push(index)
        if (isCounted) fitting += 1
        if (isCounted) bySeverity[severity] = (bySeverity[severity] ?? 0) + 1
      }
      if (ruleMisses > 0) ofRule += isCounted ? 1 : 0
      else if (hasStatus) ofSeverity[severity] = (ofSeverity[severity] ?? 0) + (isCounted ? 1 : 0)
      if (ruleMisses === 0 && isSevere) ofStatus[status] = (ofStatus[status] ?? 0) + 1
    }
    for (const [rank, severity] of severities.entries()) add('severity', severity, ofSeverity[rank] ?? 0)
    for (const [at, status] of things.statuses.entries()) add('status', status, ofStatus[at] ?? 0)
    if (isRecommended) add('cloud', info.cloud, isInCloud ? fitting : ofRule)
    if (isInCloud) add('recommendation', info.recommendation, isRecommended ? fitting : ofRule)
    if (items.length > 0) groups.push({ rule, items, bySeverity })
    total += items.length
  }
  return { groups: groups.sort((a, b) => byWorst(a.bySeverity, b.bySeverity)), total, facets: counts }
}

export const filterFindings = (model: Model, query: Query): Filtered =>
  filtered(model, query, {
    of: model.findingsOf,
    statuses: findingStatuses,
    isShown: isFindingShown,
    severity: model.packed.findings.severity,
    status: model.statuses,
    scope: index => model.packed.findings.scope[index] ?? -1,
    having(text) {
      const hits = model.search.findingsWith(text)
      return index => hits[index] === 1
    },
  })

/** An unanswered question counts at the worst severity its rule can give. */
export const filterQuestions = (model: Model, query: Query): Filtered => {
  const ranks = model.packed.rules.map(({ rule }) => severities.indexOf(rule.upTo))
  return filtered(model, query, {
    of: model.questionsOf,
    statuses: ['unknown'],
    isShown: (terms, status) => admits(terms, 'status', value => value === status),
    severity: model.packed.questions.rule.map(rule => ranks[rule] ?? -1),
    status: new Uint8Array(model.packed.questions.rule.length),
    scope: index => model.packed.questions.scope[index] ?? -1,
    having: text => index => model.questionText(index).includes(text),
  })
}

const scopeText = (model: Model, text: number): string => {
  const scope = model.packed.texts[text] ?? ''
  return `${scope} ${model.scopeName(scope)}`.toLowerCase()
}

export const filterRules = (model: Model, query: Query): readonly number[] =>
  model.ruleOrder.filter(index => {
    const entry = model.packed.rules[index]
    if (entry === undefined) return false
    const { rule, status } = entry
    const facts: Readonly<Record<Exclude<FilterKey, 'scope' | 'rule' | 'framework'>, string>> = {
      severity: rule.severity,
      cloud: rule.cloud,
      recommendation: rule.recommendation,
      status,
    }
    const text = textOfRule(rule)
    return (
      facetKeys.every(key => admits(query, key, value => value === facts[key])) &&
      admits(query, 'rule', value => rule.id.includes(value)) &&
      admits(query, 'framework', value => isOfFramework(rule, value)) &&
      admitsText(query, wanted => text.includes(wanted))
    )
  })
