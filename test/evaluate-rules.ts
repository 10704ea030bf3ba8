import type { Finding } from '../src/assessment.ts'
import type { Gap, Scope } from '../src/dataset.ts'
import type { Declaration } from '../src/datasets/declared.ts'
import type { Need } from '../src/estate/needs.ts'
import { evaluate } from '../src/evaluate.ts'
import type { Rule } from '../src/rule.ts'
import { defaultScopes, type Given, memorySnapshot } from './memory-snapshot.ts'
import { datasetsIn } from './rule-tester.ts'

/** Evaluates a few rules together, folding included, over one small estate: the default scopes of the kinds they read, unless others are given. */
export const evaluateRules = (
  rules: readonly Rule[],
  givens: readonly Given[],
  more: { readonly scopes?: readonly Scope[]; readonly gaps?: readonly Gap[]; readonly declared?: readonly Omit<Declaration, 'scope'>[] } = {},
) => {
  const datasets = datasetsIn(rules.flatMap(({ subjects, needs }) => [subjects, ...Object.values<Need>(needs)]))
  const kinds = new Set(datasets.map(({ per }) => per).filter(kind => kind !== 'operator'))
  const scopes = more.scopes ?? [...kinds].map(kind => defaultScopes[kind])
  const { results } = evaluate(memorySnapshot(givens, { scopes, datasets, gaps: more.gaps ?? [] }), {
    tool: { name: 'postern', version: '0.0.0' },
    rules,
    declared: (more.declared ?? []).map(declaration => ({ ...declaration, scope: defaultScopes.operator.id })),
    parameters: new Map(),
    severity: new Map(),
    failOn: 'none',
    gate: [],
    allowUnknown: new Set(),
  })
  const resultOf = (rule: string) => results.find(result => result.rule.id === rule)
  return { results, resultOf, findings: (rule: string): readonly Finding[] => resultOf(rule)?.findings ?? [] }
}
