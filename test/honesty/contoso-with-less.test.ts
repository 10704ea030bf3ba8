import { beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { about, contoso, judge, rulesThatNeed, without } from './contoso.ts'
import { improvements, silentLosses } from './no-better.ts'

const snapshot = contoso()
let whole: Assessment
beforeAll(() => {
  whole = judge(snapshot)
})

const datasets = [...new Set(snapshot.manifest.tables.map(({ dataset }) => dataset))].sort()

/** Breaches of the law where a dataset is lost in each of its scopes in turn, among the rules that need it. */
const breaches = (dataset: string, part?: string): string[] => {
  const concerned = rulesThatNeed(new Set([dataset]))
  const before = about(whole, concerned)
  return snapshot.manifest.tables
    .filter(entry => entry.dataset === dataset)
    .flatMap(({ scope }) => {
      const less = judge(without(snapshot, dataset, scope, part), concerned)
      return [...improvements(before, less), ...silentLosses(before, less)].map(breach => `${scope}: ${breach}`)
    })
}

describe('removing information never improves a verdict', () => {
  it.each(datasets.map(dataset => [dataset]))('a scope without %s', dataset => {
    expect(breaches(dataset)).toEqual([])
  })

  it.each(datasets.map(dataset => [dataset]))('half of %s, the rest a gap in a part', dataset => {
    expect(breaches(dataset, 'a part')).toEqual([])
  })

  it('a whole scope at once', () => {
    for (const { id } of snapshot.manifest.scopes) {
      const tables = snapshot.manifest.tables.filter(({ scope }) => scope === id)
      const less = judge(tables.reduce((rest, { dataset }) => without(rest, dataset, id), snapshot))
      expect(improvements(whole, less)).toEqual([])
      expect(silentLosses(whole, less)).toEqual([])
    }
  })
})
