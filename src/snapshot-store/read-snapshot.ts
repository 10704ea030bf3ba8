import { closeSync, constants, existsSync, fstatSync, lstatSync, openSync, readFileSync, readSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { type Manifest, type Snapshot, type TableEntry, tableEntries } from '../snapshot.ts'
import { SnapshotTableError } from '../snapshot-table-error.ts'
import { scopeFileName } from './file-names.ts'
import { parseJsonLines } from './json-lines.ts'
import { parseManifest, SnapshotError } from './manifest.ts'
import { fileErrorCode } from './output-error.ts'
import { decompressFrames } from './zstd-frames.ts'

const megabyte = 1024 * 1024
/** Larger files are refused before they are read. */
const largestManifest = 256 * megabyte
const largestCompressedFile = 1024 * megabyte
/** What one compressed frame may hold; those written here hold less than a tenth of it. */
const largestFrame = 512 * megabyte

/** Opens a regular file and nothing else: no symbolic link, and no pipe that would never answer. */
const openFile = (path: string): number => {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  if (fstatSync(file).isFile()) return file
  closeSync(file)
  throw new Error('it is not a regular file')
}

const contentOf = (file: number, limit: number): Buffer => {
  if (fstatSync(file).size > limit) throw new Error(`it is larger than ${limit} bytes`)
  return readFileSync(file)
}

function* chunksOf(file: number): Iterable<Buffer> {
  const chunk = Buffer.allocUnsafe(megabyte)
  for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk)) yield chunk.subarray(0, bytes)
}

const openIfPresent = (path: string): number | undefined => {
  try {
    return openFile(path)
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return undefined
    throw error
  }
}

type Counted = Pick<TableEntry, 'dataset' | 'scope' | 'rows'>

function* rowsInFile(dir: string, { dataset, scope, rows }: Counted): Iterable<readonly unknown[]> {
  const folder = join(dir, dataset)
  // The manifest says that there are none: there is nothing of it that could be lost.
  if (rows === 0 && !['.ndjson', '.ndjson.zst'].some(ending => existsSync(join(folder, `${scopeFileName(scope)}${ending}`)))) return
  if (!lstatSync(folder).isDirectory()) throw new Error('its folder is not a folder')
  const path = join(folder, `${scopeFileName(scope)}.ndjson`)
  const compressed = openIfPresent(`${path}.zst`)
  const file = compressed ?? openFile(path)
  try {
    yield* parseJsonLines(compressed === undefined ? chunksOf(file) : decompressFrames(contentOf(file, largestCompressedFile), largestFrame))
  } finally {
    closeSync(file)
  }
}

const inWords = (error: unknown): string => {
  const code = fileErrorCode(error)
  if (code === 'ENOENT') return 'its file is missing'
  if (code === 'ELOOP') return 'its file is a symbolic link'
  if (code !== undefined) return `its file cannot be read (${code})`
  return error instanceof Error ? error.message : 'its file cannot be read'
}

/** The rows of a table in a folder. Counts as it goes, so that not one row too many, and not one too few, goes unnoticed. */
export function* countedRows(dir: string, entry: Counted): Generator<unknown, void> {
  const fail = (detail: string, cause?: unknown) => new SnapshotTableError(entry.dataset, entry.scope, detail, cause)
  let count = 0
  const rows = rowsInFile(dir, entry)[Symbol.iterator]()
  try {
    for (;;) {
      let step: IteratorResult<readonly unknown[]>
      try {
        step = rows.next()
      } catch (error) {
        throw fail(inWords(error), error)
      }
      if (step.done === true) break
      for (const row of step.value) {
        count += 1
        if (count > entry.rows) throw fail(`it holds more rows than the ${entry.rows} the manifest says`)
        yield row
      }
    }
  } finally {
    rows.return?.()
  }
  if (count < entry.rows) throw fail(`it holds ${count} rows where the manifest says ${entry.rows}`)
}

const readManifest = (dir: string): unknown => {
  const file = openFile(join(dir, 'manifest.json'))
  try {
    return JSON.parse(contentOf(file, largestManifest).toString('utf8'))
  } finally {
    closeSync(file)
  }
}

/** A plain file can be edited by hand: what was checked when the table was written says nothing of it. */
const unlessPlain = (dir: string, manifest: Manifest): Manifest => ({
  ...manifest,
  tables: manifest.tables.map(entry => {
    if (entry.schema === undefined || entry.rows === 0 || existsSync(join(dir, entry.dataset, `${scopeFileName(entry.scope)}.ndjson.zst`))) return entry
    const { schema: _, ...unchecked } = entry
    return unchecked
  }),
})

const snapshotIn = (dir: string, manifest: Manifest): Snapshot => {
  const entryOf = tableEntries(manifest)
  return {
    manifest,
    rows: (dataset, scope) => ({
      [Symbol.iterator]() {
        const entry = entryOf(dataset, scope)
        if (entry === undefined) throw new SnapshotTableError(dataset, scope, 'the manifest does not list it')
        return countedRows(dir, entry)
      },
    }),
  }
}

/**
 * Opens the snapshot in a folder. Throws `SnapshotError` when there is none, or its manifest cannot be read. `rows` reads nothing before it is
 * iterated, then one table at a time, holding one frame of it, and may be iterated again; iterating throws `SnapshotTableError` when
 * the table cannot be read in full or the manifest does not list it. Symbolic links within the folder are not followed.
 */
export const readSnapshot = (folder: string): Snapshot => {
  let dir: string
  let value: unknown
  try {
    // Resolved once: the folder may be reached through `latest`, which the next run moves while this one is read.
    dir = realpathSync(folder)
    value = readManifest(dir)
  } catch (error) {
    const code = fileErrorCode(error)
    const because =
      code === 'ENOENT' ? 'is not a snapshot: it has no manifest.json' : `has a manifest.json that cannot be read${code === undefined ? '' : ` (${code})`}`
    throw new SnapshotError(folder, because, error)
  }
  return snapshotIn(dir, unlessPlain(dir, parseManifest(folder, value)))
}

/**
 * The snapshot that was written to a folder just now, with the manifest at hand: read back, that of hundreds of accounts would be in memory several times
 * over. Its tables are read as those of `readSnapshot`.
 */
export const writtenSnapshot = (folder: string, manifest: Manifest): Snapshot => snapshotIn(realpathSync(folder), manifest)
