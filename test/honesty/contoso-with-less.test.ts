import { beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { contoso, judge, without } from './contoso.ts'
import { improvements, silentLosses } from './no-better.ts'

const snapshot = contoso()
let whole: Assessment
beforeAll(() => {
  whole = judge(snapshot)
})

const datasets = [...new Set(snapshot.manifest.tables.map(({ dataset }) => dataset))].sort()

describe('removing information never improves a verdict', () => {
  it.each(datasets.map(dataset => [dataset]))('a scope without %s', dataset => {
    for (const { scope } of snapshot.manifest.tables.filter(entry => entry.dataset === dataset)) {
      const less = judge(without(snapshot, dataset, scope))
      expect(improvements(whole, less)).toEqual([])
      expect(silentLosses(whole, less)).toEqual([])
    }
  })

  it.each(datasets.map(dataset => [dataset]))('half of %s, the rest a gap in a part', dataset => {
    for (const { scope } of snapshot.manifest.tables.filter(entry => entry.dataset === dataset)) {
      const less = judge(without(snapshot, dataset, scope, 'a part'))
      expect(improvements(whole, less)).toEqual([])
      expect(silentLosses(whole, less)).toEqual([])
    }
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
