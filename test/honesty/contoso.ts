import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { rules } from '../../rules/index.ts'
import type { Assessment } from '../../src/assessment.ts'
import { parseConfig } from '../../src/config.ts'
import type { AnyDataset, Gap } from '../../src/dataset.ts'
import { subscribedSkus } from '../../src/datasets/entra/tenant.ts'
import type { Need } from '../../src/estate/needs.ts'
import { evaluate } from '../../src/evaluate.ts'
import type { Rule } from '../../src/rule.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { datasetsIn } from '../rule-tester.ts'

const folder = resolve(import.meta.dirname, '../../fixtures/snapshots/contoso')
const config = parseConfig(readFileSync(resolve(folder, 'postern.yaml'), 'utf8'), 'postern.yaml', rules)

/** All verdicts on a snapshot, or those of some rules, by the config of the made-up organization. */
export const judge = (snapshot: Snapshot, asked: readonly Rule[] = rules, declared = config.declared): Assessment =>
  evaluate(snapshot, {
    tool: { name: 'postern', version: '0' },
    rules: asked,
    declared,
    parameters: config.parameters,
    severity: new Map(),
    failOn: 'none',
    gate: [],
    allowUnknown: new Set(),
  })

/** Every dataset that bears on a rule's verdicts, at any depth. */
export const datasetsOf = (rule: Rule): readonly AnyDataset[] =>
  datasetsIn([rule.subjects, ...Object.values<Need>(rule.needs), ...(rule.withoutLicence === undefined ? [] : [subscribedSkus])])

/** The rules that need any of these datasets: what is taken from the others' sight changes nothing for them, as `reading.test.ts` holds. */
export const rulesThatNeed = (names: ReadonlySet<string>): readonly Rule[] => rules.filter(rule => datasetsOf(rule).some(({ name }) => names.has(name)))

/** What an assessment says of some of its rules. */
export const about = (assessment: Assessment, asked: readonly Rule[]): Assessment => {
  const ids = new Set(asked.map(({ id }) => id))
  return { ...assessment, results: assessment.results.filter(({ rule }) => ids.has(rule.id)) }
}

/** The made-up organization, read once: hundreds of evaluations may follow. */
export const contoso = (): Snapshot => {
  const stored = readSnapshot(folder)
  const tables = new Map(stored.manifest.tables.map(({ dataset, scope }) => [`${dataset}\n${scope}`, [...stored.rows(dataset, scope)]]))
  return { manifest: stored.manifest, rows: (dataset, scope) => tables.get(`${dataset}\n${scope}`) ?? [] }
}

const partOf = (row: unknown, otherwise: string): string => {
  const part: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, 'part') : undefined
  return typeof part === 'string' ? part : otherwise
}

/** The snapshot as it would be without one table; with a part, every other row of it stays, and the gap is in the part that the lost ones name, if they name one. */
export const without = (snapshot: Snapshot, dataset: string, scope: string, part?: string): Snapshot => {
  const { manifest } = snapshot
  const all = [...snapshot.rows(dataset, scope)]
  const rows = part === undefined ? [] : all.filter((_row, index) => index % 2 === 0)
  const lost = part === undefined ? [undefined] : new Set([part, ...all.filter((_row, index) => index % 2 === 1).map(row => partOf(row, part))])
  const gaps = [...lost].map(
    (where): Gap => ({ dataset, scope, reason: 'denied', detail: 'taken away by a test', permission: 'test', ...(where === undefined ? {} : { part: where }) }),
  )
  const isIt = (entry: { dataset: string; scope: string }) => entry.dataset === dataset && entry.scope === scope
  return {
    manifest: {
      ...manifest,
      gaps: [...manifest.gaps, ...gaps],
      tables: manifest.tables.flatMap(entry => (isIt(entry) ? (part === undefined ? [] : [{ ...entry, complete: false, rows: rows.length }]) : [entry])),
    },
    rows: (d, s) => (d === dataset && s === scope ? rows : snapshot.rows(d, s)),
  }
}
