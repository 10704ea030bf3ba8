import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { longestLine } from '../../src/snapshot-store/json-lines.ts'
import { SnapshotError } from '../../src/snapshot-store/manifest.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { writeSnapshot } from '../../src/snapshot-store/write-snapshot.ts'
import { frameOptions } from '../../src/snapshot-store/zstd-frames.ts'
import { SnapshotTableError } from '../../src/snapshot-table-error.ts'
import { manifestOf } from './manifests.ts'
import { temporaryFolder } from './temporary-folder.ts'

const entry = { dataset: 'iam-users', scope: 'aws-account/1', complete: true }

/** A snapshot of one table in plain text. */
const plain = (text: string | Buffer, rows: number): string => {
  const dir = temporaryFolder()
  mkdirSync(join(dir, 'iam-users'))
  writeFileSync(join(dir, 'iam-users', 'aws-account@1.ndjson'), text)
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifestOf([{ ...entry, rows }])))
  return dir
}

const compressed = (file: Buffer, rows: number): string => {
  const dir = plain('', rows)
  rmSync(join(dir, 'iam-users', 'aws-account@1.ndjson'))
  writeFileSync(join(dir, 'iam-users', 'aws-account@1.ndjson.zst'), file)
  return dir
}

const rowsOf = (dir: string): unknown[] => [...readSnapshot(dir).rows('iam-users', 'aws-account/1')]

const failureOf = (dir: string): string => {
  try {
    rowsOf(dir)
  } catch (error) {
    expect(error).toBeInstanceOf(SnapshotTableError)
    expect(error).toMatchObject({ dataset: 'iam-users', scope: 'aws-account/1' })
    return (error as Error).message
  }
  return 'nothing was thrown'
}

const lines = (from: number, to: number): string => Array.from({ length: to - from }, (_, n) => `{"id":"${from + n}"}\n`).join('')
const frame = (text: string): Buffer => zstdCompressSync(Buffer.from(text), frameOptions)

test('plain text reads like compressed text, also without a last line end and with those of Windows', () => {
  expect(rowsOf(plain('{"id":"a"}\n{"id":"b"}\n', 2))).toEqual([{ id: 'a' }, { id: 'b' }])
  expect(rowsOf(plain('{"id":"a"}\r\n{"id":"b"}', 2))).toEqual([{ id: 'a' }, { id: 'b' }])
  expect(rowsOf(plain('', 0))).toEqual([])
})

test('another tool may compress it: several frames, skippable ones, lines across frames, no checksum, no content size', () => {
  const text = lines(0, 5000)
  const skippable = Buffer.from([0x51, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3])
  const file = Buffer.concat([frame(text.slice(0, 777)), skippable, zstdCompressSync(Buffer.from(text.slice(777))), frame('')])
  expect(rowsOf(compressed(file, 5000)).length).toBe(5000)
  const streamed = execFileSync(process.execPath, ['-e', "process.stdin.pipe(require('node:zlib').createZstdCompress()).pipe(process.stdout)"], { input: text })
  expect(rowsOf(compressed(streamed, 5000)).length).toBe(5000)
  const random = Array.from({ length: 3000 }, (_, n) => `{"id":"${Buffer.from(`${Math.sin(n)}`).toString('base64')}"}\n`).join('')
  expect(rowsOf(compressed(zstdCompressSync(Buffer.from(random.repeat(20))), 60_000)).length).toBe(60_000)
})

test('every byte cut off the end is noticed, also between frames', () => {
  const file = Buffer.concat([frame(lines(0, 40)), frame(lines(40, 60))])
  for (let length = 0; length < file.length; length++) expect(failureOf(compressed(file.subarray(0, length), 60))).toMatch(/cut short|holds 40 rows/)
})

test('every changed byte is noticed, or changes nothing', () => {
  const file = frame(lines(0, 40))
  const dir = compressed(file, 40)
  const path = join(dir, 'iam-users', 'aws-account@1.ndjson.zst')
  let noticed = 0
  for (let at = 0; at < file.length; at++) {
    const changed = Buffer.from(file)
    changed.writeUInt8(file.readUInt8(at) ^ 0x11, at)
    writeFileSync(path, changed)
    try {
      expect(rowsOf(dir)).toEqual(JSON.parse(`[${lines(0, 40).trim().replaceAll('\n', ',')}]`))
    } catch (error) {
      if (!(error instanceof SnapshotTableError)) throw error
      noticed += 1
    }
  }
  expect(noticed).toBeGreaterThan(file.length - 3)
})

test('bytes after the last frame are noticed', () => {
  expect(failureOf(compressed(Buffer.concat([frame(lines(0, 4)), Buffer.from('xx')]), 4))).toBe('the compressed file is cut short')
  expect(failureOf(compressed(Buffer.concat([frame(lines(0, 4)), Buffer.from('xxxxxxxxxx')]), 4))).toBe('the compressed file is not in Zstandard format')
})

test('too few and too many rows are noticed, and no row too many is given', () => {
  expect(failureOf(plain(lines(0, 3), 4))).toBe('it holds 3 rows where the manifest says 4')
  expect(failureOf(plain(lines(0, 5), 4))).toBe('it holds more rows than the 4 the manifest says')
  const seen: unknown[] = []
  expect(() => {
    for (const row of readSnapshot(plain(lines(0, 5), 4)).rows('iam-users', 'aws-account/1')) seen.push(row)
  }).toThrow(SnapshotTableError)
  expect(seen.length).toBe(4)
})

test('a line that is not JSON, an empty line, half a line and broken UTF-8 are noticed, without being quoted', () => {
  expect(failureOf(plain('{"id":"a"}\nsecret-text\n', 2))).toBe('line 2 is not JSON')
  expect(failureOf(plain('{"id":"a"}\n\n{"id":"b"}\n', 2))).toBe('line 2 is not JSON')
  expect(failureOf(plain('{"id":"a"}\n{"id":"b', 2))).toBe('line 2 is not JSON')
  expect(failureOf(plain(Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}\n')]), 1))).toBe('a line is not UTF-8')
})

test('a line that is too long is noticed before it is held whole', () => {
  expect(rowsOf(plain(`"${'x'.repeat(longestLine - 2)}"\n`, 1)).length).toBe(1)
  expect(failureOf(plain(`"${'x'.repeat(longestLine - 1)}"\n`, 1))).toBe(`a line is longer than ${longestLine} bytes`)
  expect(failureOf(plain(`[]\n"${'x'.repeat(3 * longestLine)}`, 2))).toBe(`a line is longer than ${longestLine} bytes`)
  expect(failureOf(compressed(zstdCompressSync(Buffer.alloc(513 * 1024 * 1024)), 1))).not.toBe('nothing was thrown')
})

test('a missing file, a missing folder, a folder and a link in its place are noticed', () => {
  const missing = plain('{"id":"a"}\n', 1)
  rmSync(join(missing, 'iam-users', 'aws-account@1.ndjson'))
  expect(failureOf(missing)).toBe('its file is missing')
  rmSync(join(missing, 'iam-users'), { recursive: true })
  expect(failureOf(missing)).toBe('its file is missing')

  const folder = plain('', 0)
  mkdirSync(join(folder, 'iam-users', 'aws-account@1.ndjson.zst'))
  expect(failureOf(folder)).toBe('it is not a regular file')

  const linked = plain('{"id":"a"}\n', 1)
  const file = join(linked, 'iam-users', 'aws-account@1.ndjson')
  renameSync(file, join(linked, 'elsewhere'))
  symlinkSync(join(linked, 'elsewhere'), file)
  expect(failureOf(linked)).toBe('its file is a symbolic link')

  const linkedFolder = plain('{"id":"a"}\n', 1)
  renameSync(join(linkedFolder, 'iam-users'), join(linkedFolder, 'elsewhere'))
  symlinkSync('elsewhere', join(linkedFolder, 'iam-users'))
  expect(failureOf(linkedFolder)).toBe('its folder is not a folder')
})

test('a pipe in place of a table does not hang the reader', () => {
  const dir = plain('', 0)
  const file = join(dir, 'iam-users', 'aws-account@1.ndjson')
  rmSync(file)
  execFileSync('sh', ['-c', 'mkfifo "$0"', file])
  expect(failureOf(dir)).toBe('it is not a regular file')
})

test('a table that the manifest does not list is never an empty one', () => {
  expect(() => [...readSnapshot(plain('', 0)).rows('iam-roles', 'aws-account/1')]).toThrow(
    new SnapshotTableError('iam-roles', 'aws-account/1', 'the manifest does not list it'),
  )
})

test('the folder may be reached through a link, as latest is, and stays the same while it is read', async () => {
  const root = temporaryFolder()
  symlinkSync(plain('{"id":"a"}\n', 1), join(root, 'latest'))
  const snapshot = readSnapshot(join(root, 'latest'))
  rmSync(join(root, 'latest'))
  symlinkSync(plain('{"id":"b"}\n', 1), join(root, 'latest'))
  expect([...snapshot.rows('iam-users', 'aws-account/1')]).toEqual([{ id: 'a' }])
})

test('a manifest that is missing, cut, of another shape or newer is a clear error', () => {
  const dir = temporaryFolder()
  const path = join(dir, 'manifest.json')
  const failure = (value: unknown): string => {
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
    try {
      readSnapshot(dir)
    } catch (error) {
      expect(error).toBeInstanceOf(SnapshotError)
      return (error as Error).message.replace(dir, 'DIR')
    }
    return 'nothing was thrown'
  }
  expect(() => readSnapshot(dir)).toThrow(new SnapshotError(dir, 'is not a snapshot: it has no manifest.json'))
  expect(failure('{"schema":1')).toBe('DIR has a manifest.json that cannot be read')
  expect(failure([])).toBe('DIR has a manifest.json that is not valid')
  expect(failure({ ...manifestOf([]), schema: 2, tables: 'other' })).toBe(
    'DIR was written by a newer version (snapshot schema 2); this version reads schema 1: update Postern',
  )
  expect(failure(manifestOf([{ ...entry, rows: -1 }]))).toBe('DIR has a manifest.json that is not valid at tables.0.rows')
  expect(failure(manifestOf([{ ...entry, dataset: '../x', rows: 1 }]))).toBe('DIR has a manifest.json that is not valid at tables.0.dataset')
  expect(failure({ ...manifestOf([]), scopes: [{ id: '../../x', kind: 'aws-account', name: '' }] })).toBe(
    'DIR has a manifest.json that is not valid at scopes.0.id',
  )
  expect(
    failure(
      manifestOf([
        { ...entry, rows: 0 },
        { ...entry, rows: 1 },
      ]),
    ),
  ).toMatch('lists the table iam-users of aws-account/1 twice')
  expect(failure(manifestOf([{ ...entry, rows: 0 }], { scopes: [] }))).toMatch('whose scope it does not list')
  expect(failure(manifestOf([{ ...entry, rows: 0 }], { gaps: [{ ...entry, reason: 'denied', detail: '' }] }))).toMatch('complete, yet gives it a gap')
  expect(failure({ ...manifestOf([]), scopes: [{ id: 'aws-account/1', kind: 'entra-tenant', name: '' }] })).toMatch(
    'lists the scope aws-account/1 as entra-tenant',
  )
  truncateSync(path, 10)
  expect(() => readSnapshot(dir)).toThrow(SnapshotError)
})

test('the manifest comes back as it was written', async () => {
  const dir = join(temporaryFolder(), 'snapshot')
  const written = manifestOf([], {
    scopes: [{ id: 'aws-account/\ud800', kind: 'aws-account', name: '__proto__', parent: 'aws-organization/o-1' }],
    gaps: [{ dataset: 'iam-users', scope: 'aws-account/1', part: 'eu-west-1', reason: 'denied', detail: 'no', permission: 'iam:ListUsers' }],
    requests: [{ scope: 'aws-account/1', service: 'iam', operation: 'ListUsers', requests: 3, failed: 1 }],
    identities: [{ scope: 'aws-account/1', identity: 'arn:aws:iam::1:user/x' }],
  })
  await (await writeSnapshot(dir)).finish(written)
  expect(readSnapshot(dir).manifest).toEqual(written)
  expect(readFileSync(join(dir, 'manifest.json'), 'utf8').endsWith('}\n')).toBe(true)
  expect(zstdDecompressSync(frame('')).length).toBe(0)
})
