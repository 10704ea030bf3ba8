import type { Assessment, ScopeReport } from './assessment.ts'
import type { Gap } from './dataset.ts'

/** What keeps data dark in a scope, in the words of the first refusal, and the rules that go unanswered for it. */
export interface Darkness {
  readonly reason: Gap['reason']
  readonly detail: string
  readonly permission?: string | undefined
  readonly datasets: readonly string[]
  readonly rules: readonly string[]
}

/** How one scope can be read. */
export interface ScopeDiagnosis extends Pick<ScopeReport, 'id' | 'name' | 'kind' | 'identity'> {
  readonly complete: number
  readonly incomplete: number
  readonly requests: number
  /** Worst first: by how many rules each costs. */
  readonly dark: readonly Darkness[]
  readonly warnings: readonly string[]
}

/** What no permission can give: the way of signing in does not allow it, or the tenant has not licensed it. */
export const isBeyondGranting = ({ reason }: Pick<Darkness, 'reason'>): boolean => reason === 'out-of-reach' || reason === 'not-licensed'

const gapKey = ({ scope, reason, detail, permission }: Gap): string => JSON.stringify([scope, reason, detail, permission])

/** Gaps that one thing would close: the same permission, however each service words its refusal; where none is named, the same cause. */
const byGrant = (gaps: readonly Gap[]): readonly (readonly Gap[])[] => [
  ...Map.groupBy(gaps, ({ reason, detail, permission }) => JSON.stringify([reason, permission ?? detail])).values(),
]

/** From an assessment of what could be read: per scope each cause of darkness, with the rules that it costs anywhere. */
export const diagnose = ({ scopes, results }: Assessment, warnings: ReadonlyMap<string, readonly string[]>): ScopeDiagnosis[] => {
  const costs = new Map<string, Set<string>>()
  for (const { rule, unanswered } of results) {
    for (const { because } of unanswered) {
      if (typeof because === 'string') continue
      for (const gap of because) costs.set(gapKey(gap), (costs.get(gapKey(gap)) ?? new Set()).add(rule.id))
    }
  }
  return scopes.map(({ id, name, kind, identity, tables, requests, gaps }) => ({
    ...{ id, name, kind, identity },
    complete: tables.complete,
    incomplete: tables.incomplete,
    requests: requests.reduce((sum, service) => sum + service.requests, 0),
    dark: byGrant(gaps)
      .flatMap((of): Darkness[] => {
        const [first] = of
        if (first === undefined) return []
        const { reason, detail, permission } = first
        return [
          {
            ...{ reason, detail },
            ...(permission === undefined ? {} : { permission }),
            datasets: [...new Set(of.map(({ dataset }) => dataset))].sort(),
            rules: [...new Set(of.flatMap(gap => [...(costs.get(gapKey(gap)) ?? [])]))].sort(),
          },
        ]
      })
      .sort((a, b) => b.rules.length - a.rules.length),
    warnings: warnings.get(id) ?? [],
  }))
}
