import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import type { Assessment } from '../../src/assessment.ts'
import { parseConfig } from '../../src/config.ts'
import type { Gap } from '../../src/dataset.ts'
import { evaluate } from '../../src/evaluate.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { improvements, silentLosses } from './no-better.ts'

const folder = resolve(import.meta.dirname, '../../fixtures/snapshots/contoso')
const config = parseConfig(readFileSync(resolve(folder, 'postern.yaml'), 'utf8'), 'postern.yaml', rules)

const judge = (snapshot: Snapshot): Assessment =>
  evaluate(snapshot, {
    tool: { name: 'postern', version: '0' },
    rules,
    declared: config.declared,
    parameters: config.parameters,
    severity: new Map(),
    failOn: 'none',
    gate: [],
    allowUnknown: new Set(),
  })

/** The snapshot as it would be without one table, or with only every other row of it. */
const without = (snapshot: Snapshot, dataset: string, scope: string, part?: string): Snapshot => {
  const gap: Gap = { dataset, scope, reason: 'denied', detail: 'taken away by a test', permission: 'test', ...(part === undefined ? {} : { part }) }
  const { manifest } = snapshot
  const isIt = (entry: { dataset: string; scope: string }) => entry.dataset === dataset && entry.scope === scope
  const kept = (rows: Iterable<unknown>) => [...rows].filter((_row, index) => index % 2 === 0)
  const rows = part === undefined ? [] : kept(snapshot.rows(dataset, scope))
  return {
    manifest: {
      ...manifest,
      gaps: [...manifest.gaps, gap],
      tables: manifest.tables.flatMap(entry => (isIt(entry) ? (part === undefined ? [] : [{ ...entry, complete: false, rows: rows.length }]) : [entry])),
    },
    rows: (d, s) => (d === dataset && s === scope ? rows : snapshot.rows(d, s)),
  }
}

/** Every row of the fixture is read once and kept: hundreds of evaluations follow. */
const inMemory = (): Snapshot => {
  const stored = readSnapshot(folder)
  const tables = new Map(stored.manifest.tables.map(({ dataset, scope }) => [`${dataset}\n${scope}`, [...stored.rows(dataset, scope)]]))
  return { manifest: stored.manifest, rows: (dataset, scope) => tables.get(`${dataset}\n${scope}`) ?? [] }
}

const snapshot = inMemory()
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
