import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { contosoSnapshot, filesOf } from '../../scripts/make-contoso/snapshot.ts'
import { awsCollectors } from '../../src/collect/aws/collectors.ts'
import { entraCollectors } from '../../src/collect/entra/discover.ts'
import type { AnyDataset } from '../../src/dataset.ts'
import { scopeFileName } from '../../src/snapshot-store/file-names.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'

const folder = fileURLToPath(new URL('../../fixtures/snapshots/contoso', import.meta.url))

const sources = fileURLToPath(new URL('../../src/datasets', import.meta.url))

const isDataset = (value: unknown): value is AnyDataset => typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dataset'

/** Every dataset there is, found in the folder and not in a list. */
const declaredDatasets = async (): Promise<Map<string, AnyDataset>> => {
  const modules: object[] = await Promise.all(globSync('**/*.ts', { cwd: sources }).map(path => import(join(sources, path))))
  return new Map(modules.flatMap(module => Object.values(module).filter(isDataset)).map(dataset => [dataset.name, dataset]))
}

describe('the made-up organization', () => {
  let datasets: Map<string, AnyDataset>
  beforeAll(async () => {
    datasets = await declaredDatasets()
  })

  test('is what its generator makes, byte by byte and file by file', () => {
    const made = filesOf(contosoSnapshot(), scopeFileName)
    const committed = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    expect(committed.sort(), 'run `node scripts/make-contoso/index.ts`').toEqual([...made.keys()].sort())
    const changed = [...made].filter(([path, text]) => readFileSync(join(folder, path), 'utf8') !== text).map(([path]) => path)
    expect(changed, 'run `node scripts/make-contoso/index.ts`').toEqual([])
  })

  test('is made the same a second time', () => {
    expect(filesOf(contosoSnapshot(), scopeFileName)).toEqual(filesOf(contosoSnapshot(), scopeFileName))
  })

  test('holds every dataset that a scan brings, of every scope, or says why not', () => {
    const { manifest } = readSnapshot(folder)
    const told = new Set([...manifest.tables, ...manifest.gaps].map(({ dataset, scope }) => `${dataset} of ${scope}`))
    const wanted = [...new Set([...awsCollectors, ...entraCollectors].flatMap(({ gives }) => gives))].flatMap(({ name, per }) =>
      manifest.scopes.filter(({ kind }) => kind === per).map(({ id }) => `${name} of ${id}`),
    )
    expect(wanted.length).toBeGreaterThan(100)
    expect(
      wanted.filter(table => !told.has(table)),
      'give these tables rows in scripts/make-contoso',
    ).toEqual([])
  })

  test('has no row that its dataset refuses, changes, or keeps in another scope', () => {
    const snapshot = readSnapshot(folder)
    const refused: string[] = []
    for (const { dataset, scope } of snapshot.manifest.tables) {
      for (const row of snapshot.rows(dataset, scope)) {
        const parsed = datasets.get(dataset)?.row.safeParse(row)
        if (parsed?.success !== true || parsed.data.scope !== scope) refused.push(`${dataset} of ${scope}: ${JSON.stringify(row)}`)
        else expect(parsed.data).toEqual(row)
      }
    }
    expect(refused).toEqual([])
  })

  test('has ids that are unique within their table, and complete tables only where nothing is missing', () => {
    const snapshot = readSnapshot(folder)
    const dark = new Set(snapshot.manifest.gaps.map(({ dataset, scope }) => `${dataset} of ${scope}`))
    const twice: string[] = []
    for (const { dataset, scope, complete } of snapshot.manifest.tables) {
      const ids = [...snapshot.rows(dataset, scope)].map(row => (row as { id: string }).id)
      if (new Set(ids).size !== ids.length) twice.push(`${dataset} of ${scope}`)
      expect(complete, `${dataset} of ${scope}`).toBe(!dark.has(`${dataset} of ${scope}`))
    }
    expect(twice).toEqual([])
  })

  test('is small enough to be reviewed', () => {
    const bytes = [...filesOf(contosoSnapshot(), scopeFileName).values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    expect(bytes).toBeLessThan(1_500_000)
  })
})
