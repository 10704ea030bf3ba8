import { lstat, mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Journal } from '../collect/journal.ts'
import type { Manifest } from '../snapshot.ts'
import { datasetName, scopeFileName, scopeId } from './file-names.ts'
import { beginJournal, type JournalFile } from './journal-file.ts'
import { makeFolders } from './make-folders.ts'
import { manifestText } from './manifest-text.ts'
import { fileErrorCode, OutputError, outputError } from './output-error.ts'
import { countedRows } from './read-snapshot.ts'
import { openTableFile, type TableFile } from './table-file.ts'
import { openTemporary, syncFolder } from './temporary-file.ts'

/** One table on its way to disk. */
interface TableWriter {
  /** Adds a row, after those before. False: the row is longer than a line of a snapshot may be, and was not added. */
  append(row: unknown): Promise<boolean>
  /** Puts the table in its place and tells how many rows it holds. */
  close(): Promise<number>
}

/** A snapshot on its way to disk. Everything rejects with `OutputError` when the disk does not take it. */
export interface SnapshotWriter {
  /** Begins the table of a dataset in a scope; each once. */
  openTable(dataset: string, scope: string): TableWriter
  /**
   * Writes the manifest, which makes the folder a snapshot. The tables it lists must be those that were written, with as many rows:
   * throws an `Error` otherwise. Only once, after all tables are closed. What an interrupted collection left beside them is removed; with `isCut`, what lies
   * where the manifest has nothing stays, for whoever goes on.
   */
  finish(manifest: Manifest, isCut?: boolean): Promise<void>
  /** Where what is complete is noted, so that another process can go on; absent unless it was asked for. */
  readonly journal: Journal | undefined
  /** Removes what open tables had begun; the folder is then no snapshot. Never throws. */
  abandon(): Promise<void>
}

const makeFolder = async (path: string): Promise<void> => {
  try {
    await mkdir(path, { mode: 0o700 })
  } catch (error) {
    if (fileErrorCode(error) !== 'EEXIST' || !(await lstat(path)).isDirectory()) throw error
  }
}

const asOutputError = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw outputError(path, error)
  }
}

const writeManifest = async (dir: string, manifest: Manifest): Promise<void> => {
  const file = await openTemporary(join(dir, 'manifest.json'))
  try {
    for (const text of manifestText(manifest)) await file.write(Buffer.from(text))
    await file.commit()
  } catch (error) {
    await file.discard()
    throw error
  }
}

const checkTables = (manifest: Manifest, written: ReadonlyMap<string, number>): void => {
  const listed = new Map(manifest.tables.map(({ dataset, scope, rows }) => [`${dataset} of ${scope}`, rows]))
  for (const table of new Set([...listed.keys(), ...written.keys()])) {
    if (listed.get(table) !== written.get(table))
      throw new Error(`table ${table}: ${written.get(table) ?? 'no'} rows were written, the manifest says ${listed.get(table) ?? 'nothing'}`)
  }
}

/** How a collection is noted while it runs. */
export interface Journaling extends JournalFile {
  /** The folder holds what an interrupted collection left: `readings`, and perhaps tables of which nobody knows whether they are whole. */
  readonly goesOn: boolean
}

/** Removes tables that an interrupted collection left, and what it was writing when it ended. */
const removeOthers = async (dir: string, isOther: (path: string) => boolean): Promise<void> => {
  for (const dataset of await readdir(dir, { withFileTypes: true })) {
    if (!dataset.isDirectory() || !datasetName.test(dataset.name)) continue
    for (const file of await readdir(join(dir, dataset.name))) {
      const path = join(dir, dataset.name, file)
      if (/\.ndjson(\.zst)?$|^\.postern-.*\.tmp$/.test(file) && isOther(path)) await rm(path)
    }
  }
}

/**
 * Begins a snapshot in a folder that is made, mode 0700, or empty: an earlier snapshot is never written over. Files have mode 0600 and are put
 * in place whole; the manifest comes last, when all else is durable, so that a folder without it is no snapshot. With `journaling`, what is complete is
 * noted for whoever goes on should this process end before; going on takes an earlier manifest away first.
 * Rejects with `OutputError`, also when something is in the folder.
 */
export const writeSnapshot = async (folder: string, journaling?: Journaling): Promise<SnapshotWriter> => {
  const dir = resolve(folder)
  const notes = await asOutputError(dir, async () => {
    await makeFolders(dir)
    if (journaling?.goesOn === true) {
      await rm(join(dir, 'manifest.json'), { force: true })
      await syncFolder(dir)
    } else if ((await readdir(dir)).length > 0) throw new OutputError(dir, 'the folder is not empty')
    return journaling === undefined ? undefined : beginJournal(dir, journaling)
  })
  const folders = new Map<string, Promise<void>>()
  const open = new Set<TableFile>()
  const begun = new Set<string>()
  const written = new Map<string, number>()
  /** By the path of its file, whether a table has one: empty ones have none. Only who goes on needs it, and paths of hundreds of accounts take megabytes. */
  const files = new Map<string, boolean>()
  const isWritten = (dataset: string, scope: string, rows: number): void => {
    written.set(`${dataset} of ${scope}`, rows)
    if (journaling?.goesOn === true) files.set(join(dir, dataset, `${scopeFileName(scope)}.ndjson.zst`), rows > 0)
  }

  const folderOf = async (dataset: string): Promise<string> => {
    const path = join(dir, dataset)
    const made = folders.get(path) ?? makeFolder(path)
    folders.set(path, made)
    await made
    return path
  }

  const openTable = (dataset: string, scope: string): TableWriter => {
    const table = `${dataset} of ${scope}`
    if (!datasetName.test(dataset) || !scopeId.test(scope)) throw new Error(`${table} is no name for a table`)
    if (begun.has(table)) throw new Error(`table ${table} was begun twice`)
    begun.add(table)
    const file = openTableFile(async () => join(await folderOf(dataset), `${scopeFileName(scope)}.ndjson.zst`))
    open.add(file)
    const path = join(dir, dataset)
    return {
      append: row => asOutputError(path, () => file.append(row)),
      close: async () => {
        const rows = await asOutputError(path, () => file.close())
        open.delete(file)
        isWritten(dataset, scope, rows)
        return rows
      },
    }
  }

  const finish = (manifest: Manifest, isCut = false): Promise<void> =>
    asOutputError(dir, async () => {
      if (open.size > 0) throw new Error('a table is still open')
      checkTables(manifest, written)
      if (journaling?.goesOn === true) await removeOthers(dir, path => !(files.get(path) ?? isCut))
      for (const path of folders.keys()) await syncFolder(path)
      await syncFolder(dir)
      await writeManifest(dir, manifest)
      await syncFolder(dir)
      await notes?.close()
    })

  const abandon = async (): Promise<void> => {
    for (const file of open) await file.discard()
    open.clear()
    await notes?.close().catch(() => {})
  }

  const earlier = new Map(journaling?.goesOn === true ? journaling.readings.map(one => [JSON.stringify([one.scope, one.collector]), one] as const) : [])
  const journal: Journal | undefined = notes && {
    note: one => asOutputError(dir, () => notes.note(one)),
    earlier: (scope, collector) => earlier.get(JSON.stringify([scope, collector])),
    rows: table => countedRows(dir, table),
    keep({ tables }) {
      for (const { dataset, scope, rows } of tables) {
        begun.add(`${dataset} of ${scope}`)
        isWritten(dataset, scope, rows)
        if (rows > 0) folders.set(join(dir, dataset), Promise.resolve())
      }
    },
  }

  return { openTable, finish, abandon, journal }
}
