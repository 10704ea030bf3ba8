import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Snapshot, TableEntry } from '../../src/snapshot.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { writeSnapshot } from '../../src/snapshot-store/write-snapshot.ts'
import { decompressFrames } from '../../src/snapshot-store/zstd-frames.ts'
import { manifestOf } from './manifests.ts'
import { temporaryFolder } from './temporary-folder.ts'

interface Written {
  readonly dataset: string
  readonly scope: string
  readonly rows: readonly unknown[]
}

const store = async (dir: string, tables: readonly Written[]): Promise<Snapshot> => {
  const writer = await writeSnapshot(dir)
  const entries: TableEntry[] = []
  for (const { dataset, scope, rows } of tables) {
    const table = writer.openTable(dataset, scope)
    for (const row of rows) expect(await table.append(row)).toBe(true)
    entries.push({ dataset, scope, rows: await table.close(), complete: true })
  }
  await writer.finish(manifestOf(entries))
  return readSnapshot(dir)
}

test('rows come back as they were written, for any strings and any scope id', async () => {
  const row = fc.record({ id: fc.string({ unit: 'binary' }), name: fc.string({ unit: 'binary' }), more: fc.jsonValue({ maxDepth: 2 }) })
  const tables = fc.dictionary(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), fc.array(row, { maxLength: 5 }), {
    minKeys: 1,
    maxKeys: 4,
    noNullPrototype: true,
  })
  await fc.assert(
    fc.asyncProperty(tables, async value => {
      const written = Object.entries(value).map(([native, rows]) => ({ dataset: 'iam-users', scope: `aws-account/${native}`, rows }))
      const snapshot = await store(join(temporaryFolder(), 'snapshot'), written)
      for (const { dataset, scope, rows } of written) {
        const expected: unknown = JSON.parse(JSON.stringify(rows))
        expect([...snapshot.rows(dataset, scope)]).toEqual(expected)
      }
    }),
    { numRuns: 60 },
  )
})

test('a table of several frames comes back whole, lazily, and again when iterated again', async () => {
  const rows = Array.from({ length: 9_000 }, (_, n) => ({ id: `AIDA${n}`, name: `user ${n} ${'é'.repeat(n % 5000)}` }))
  const dir = join(temporaryFolder(), 'snapshot')
  const snapshot = await store(dir, [{ dataset: 'iam-users', scope: 'aws-account/1', rows }])
  const stored = snapshot.rows('iam-users', 'aws-account/1')
  expect([...stored]).toEqual(rows)
  expect([...stored].length).toBe(rows.length)
  for (const first of stored) {
    expect(first).toEqual(rows[0])
    break
  }
  const file = readFileSync(join(dir, 'iam-users', 'aws-account@1.ndjson.zst'))
  expect([...decompressFrames(file, 64 * 1024 * 1024)].length).toBe(2)
})

test('a table of usual size is one frame, so that decoders which stop after the first read it whole', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => ({ id: `AIDA${n}`, name: `user ${n} ${'x'.repeat(n % 200)}` }))
  const dir = join(temporaryFolder(), 'snapshot')
  await store(dir, [{ dataset: 'iam-users', scope: 'aws-account/1', rows }])
  const text = zstdDecompressSync(readFileSync(join(dir, 'iam-users', 'aws-account@1.ndjson.zst'))).toString()
  expect(text.trimEnd().split('\n').length).toBe(rows.length)
})

test('a table without rows needs no file, and reads as no rows', async () => {
  const dir = join(temporaryFolder(), 'snapshot')
  const snapshot = await store(dir, [{ dataset: 'iam-users', scope: 'aws-account/1', rows: [] }])
  expect([...snapshot.rows('iam-users', 'aws-account/1')]).toEqual([])
  expect(readdirSync(dir)).toEqual(['manifest.json'])
})

test('files are private, folders too, and nothing temporary is left', async () => {
  const dir = join(temporaryFolder(), 'deep', 'snapshot')
  await store(dir, [{ dataset: 'iam-users', scope: 'aws-account/1', rows: [{ id: 'a' }] }])
  expect(statSync(dir).mode & 0o777).toBe(0o700)
  expect(statSync(join(dir, 'iam-users')).mode & 0o777).toBe(0o700)
  expect(statSync(join(dir, 'iam-users', 'aws-account@1.ndjson.zst')).mode & 0o777).toBe(0o600)
  expect(statSync(join(dir, 'manifest.json')).mode & 0o777).toBe(0o600)
  expect(readdirSync(dir, { recursive: true }).sort()).toEqual(['iam-users', 'iam-users/aws-account@1.ndjson.zst', 'manifest.json'])
})

test('a row that is longer than a line may be is refused, and the others stay', async () => {
  const writer = await writeSnapshot(join(temporaryFolder(), 'snapshot'))
  const table = writer.openTable('iam-users', 'aws-account/1')
  expect(await table.append({ id: 'a' })).toBe(true)
  expect(await table.append({ id: 'x'.repeat(17 * 1024 * 1024) })).toBe(false)
  expect(await table.append({ id: 'b' })).toBe(true)
  expect(await table.close()).toBe(2)
})
