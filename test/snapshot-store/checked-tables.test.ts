import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { Manifest } from '../../src/snapshot.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { writeSnapshot } from '../../src/snapshot-store/write-snapshot.ts'

const folder = mkdtempSync(join(tmpdir(), 'postern-checked-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('a table says by which schema it was checked, unless a plain file that anybody can edit has taken its place', async () => {
  const scope = 'aws-account/1'
  const writer = await writeSnapshot(folder)
  const table = writer.openTable('users', scope)
  await table.append({ id: 'a' })
  const manifest: Manifest = {
    schema: 1,
    tool: { name: 'postern', version: '0' },
    now: '2026-11-24T00:00:00.000Z',
    finished: '2026-11-24T00:00:00.000Z',
    asked: ['aws'],
    scopes: [{ id: scope, kind: 'aws-account', name: '1' }],
    tables: [{ dataset: 'users', scope, rows: await table.close(), complete: true, schema: '0123456789abcdef' }],
    gaps: [],
    requests: [],
    identities: [],
  }
  await writer.finish(manifest)
  expect(readSnapshot(folder).manifest).toEqual(manifest)

  rmSync(join(folder, 'users/aws-account@1.ndjson.zst'))
  writeFileSync(join(folder, 'users/aws-account@1.ndjson'), '{"id":"b"}\n')
  const plain = readSnapshot(folder)
  expect(plain.manifest.tables[0]).not.toHaveProperty('schema')
  expect([...plain.rows('users', scope)]).toEqual([{ id: 'b' }])
})
