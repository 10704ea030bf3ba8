import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { OutputError } from '../../src/snapshot-store/output-error.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { writeSnapshot } from '../../src/snapshot-store/write-snapshot.ts'
import { manifestOf } from './manifests.ts'
import { temporaryFolder } from './temporary-folder.ts'

test('a folder is no snapshot before the manifest is written, whatever tables are in it', async () => {
  const dir = join(temporaryFolder(), 'snapshot')
  const writer = await writeSnapshot(dir)
  const table = writer.openTable('iam-users', 'aws-account/1')
  await table.append({ id: 'a' })
  await table.close()
  expect(() => readSnapshot(dir)).toThrow(/is not a snapshot: it has no manifest\.json/)
})

test('a manifest that says something else than was written is never stored', async () => {
  const dir = join(temporaryFolder(), 'snapshot')
  const writer = await writeSnapshot(dir)
  const table = writer.openTable('iam-users', 'aws-account/1')
  const entry = { dataset: 'iam-users', scope: 'aws-account/1', complete: true }
  await expect(writer.finish(manifestOf([]))).rejects.toThrow('a table is still open')
  await table.append({ id: 'a' })
  await table.close()
  for (const manifest of [
    manifestOf([]),
    manifestOf([{ ...entry, rows: 2 }]),
    manifestOf([
      { ...entry, rows: 1 },
      { ...entry, scope: 'aws-account/2', rows: 0 },
    ]),
  ])
    await expect(writer.finish(manifest)).rejects.toThrow(/rows were written, the manifest says/)
  expect(readdirSync(dir)).toEqual(['iam-users'])
  await writer.finish(manifestOf([{ ...entry, rows: 1 }]))
  expect([...readSnapshot(dir).rows('iam-users', 'aws-account/1')]).toEqual([{ id: 'a' }])
})

test('an earlier snapshot, or anything else, is never written over', async () => {
  const dir = temporaryFolder()
  writeFileSync(join(dir, 'manifest.json'), 'earlier')
  await expect(writeSnapshot(dir)).rejects.toThrow(new OutputError(dir, 'the folder is not empty'))
})

test('names that could leave the folder, and a table begun twice, are refused', async () => {
  const writer = await writeSnapshot(join(temporaryFolder(), 'snapshot'))
  expect(() => writer.openTable('../x', 'aws-account/1')).toThrow('is no name for a table')
  expect(() => writer.openTable('iam-users', '../../x')).toThrow('is no name for a table')
  writer.openTable('iam-users', 'aws-account/1')
  expect(() => writer.openTable('iam-users', 'aws-account/1')).toThrow('was begun twice')
})

test('a symbolic link planted in place of a dataset is not written through', async () => {
  const elsewhere = temporaryFolder()
  const dir = join(temporaryFolder(), 'snapshot')
  const writer = await writeSnapshot(dir)
  symlinkSync(elsewhere, join(dir, 'iam-users'))
  const table = writer.openTable('iam-users', 'aws-account/1')
  await table.append({ id: 'a' })
  await expect(table.close()).rejects.toThrow(OutputError)
  expect(readdirSync(elsewhere)).toEqual([])
})

test('a symbolic link planted in place of a table is replaced, and what it points at stays', async () => {
  const elsewhere = join(temporaryFolder(), 'precious')
  writeFileSync(elsewhere, 'precious')
  const dir = join(temporaryFolder(), 'snapshot')
  const writer = await writeSnapshot(dir)
  mkdirSync(join(dir, 'iam-users'))
  symlinkSync(elsewhere, join(dir, 'iam-users', 'aws-account@1.ndjson.zst'))
  const table = writer.openTable('iam-users', 'aws-account/1')
  await table.append({ id: 'a' })
  await table.close()
  await writer.finish(manifestOf([{ dataset: 'iam-users', scope: 'aws-account/1', rows: 1, complete: true }]))
  expect([...readSnapshot(dir).rows('iam-users', 'aws-account/1')]).toEqual([{ id: 'a' }])
  expect(readFileSync(elsewhere, 'utf8')).toBe('precious')
})

test('a disk that is full ends in an OutputError, no manifest, and after abandon nothing begun', async () => {
  const dir = join(temporaryFolder(), 'snapshot')
  const writer = await writeSnapshot(dir)
  const probe = await open(dir)
  const write = vi.spyOn(Object.getPrototypeOf(probe), 'write')
  await probe.close()
  try {
    write.mockRejectedValue(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' }))
    const table = writer.openTable('iam-users', 'aws-account/1')
    const other = writer.openTable('iam-roles', 'aws-account/1')
    await expect(
      (async () => {
        for (let n = 0; n < 100; n++) await other.append({ id: `${n}`, name: randomBytes(40_000).toString('hex') })
      })(),
    ).rejects.toThrow(/^cannot write .*iam-roles: no space is left on the device$/)
    await table.append({ id: 'a' })
    await expect(table.close()).rejects.toThrow(OutputError)
  } finally {
    write.mockRestore()
  }
  await writer.abandon()
  expect(readdirSync(dir, { recursive: true }).sort()).toEqual(['iam-roles', 'iam-users'])
})
