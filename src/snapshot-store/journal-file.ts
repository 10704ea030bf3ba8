import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { WholeReading } from '../collect/journal.ts'
import { datasetName, scopeId } from './file-names.ts'
import { openTemporary } from './temporary-file.ts'

const name = 'journal.ndjson'
/** A journal of thousands of accounts is a tenth of this. */
const largest = 512 * 1024 * 1024

const header = z.object({
  journal: z.literal(1),
  tool: z.string(),
  /** ISO 8601: the time the snapshot is judged at, when the collection began first. */
  now: z.iso.datetime(),
  /** What is collected and how, as the command line knows it. */
  collection: z.string(),
  writer: z.object({ host: z.string(), pid: z.int().positive(), began: z.string().optional() }),
})
/** What a collection must have in common with the one that goes on with it. */
export type JournalHeader = z.infer<typeof header>

const count = z.int().min(0)
const reading = z.object({
  scope: z.string().regex(scopeId),
  collector: z.string(),
  basis: z.string(),
  tables: z.array(z.object({ dataset: z.string().regex(datasetName), scope: z.string(), rows: count, schema: z.string(), content: z.string() })),
  requests: z.array(z.object({ service: z.string(), operation: z.string(), requests: count, failed: count })),
})

/** What a collection has noted so far, each reading once. */
export interface JournalFile {
  readonly header: JournalHeader
  readonly readings: readonly WholeReading[]
}

const textOf = (path: string): string | undefined => {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return undefined
  }
  try {
    const { size } = fstatSync(file)
    return fstatSync(file).isFile() && size <= largest ? readFileSync(file, 'utf8') : undefined
  } finally {
    closeSync(file)
  }
}

const parsed = <T>(shape: z.ZodType<T>, line: string | undefined): T | undefined => {
  try {
    return shape.safeParse(JSON.parse(line ?? '')).data
  } catch {
    return undefined
  }
}

/** Reads the journal in a snapshot's folder, up to the first line that is not whole: the process may have been killed while it wrote. Undefined: there is none to go by. */
export const readJournal = (folder: string): JournalFile | undefined => {
  const lines = textOf(join(folder, name))?.split('\n').slice(0, -1)
  const first = parsed(header, lines?.[0])
  if (lines === undefined || first === undefined) return undefined
  const readings = new Map<string, WholeReading>()
  for (const line of lines.slice(1)) {
    const one = parsed(reading, line)
    if (one === undefined || one.tables.some(({ scope }) => scope !== one.scope)) break
    readings.set(JSON.stringify([one.scope, one.collector]), one)
  }
  return { header: first, readings: [...readings.values()] }
}

/** A journal that is being written. Rejects with errors of the file system. */
export interface JournalWriter {
  note(one: WholeReading): Promise<void>
  close(): Promise<void>
}

/**
 * Begins a journal in a folder, in place of the one that was there, with what is known already. A line that power takes costs questions, never truth: each
 * table is compared with its line before it is believed. So lines are not made durable one by one.
 */
export const beginJournal = async (folder: string, { header: first, readings }: JournalFile): Promise<JournalWriter> => {
  const path = join(folder, name)
  const file = await openTemporary(path)
  try {
    await file.write(Buffer.from([first, ...readings].map(line => `${JSON.stringify(line)}\n`).join('')))
    await file.commit()
  } catch (error) {
    await file.discard()
    throw error
  }
  const handle: FileHandle = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_NOFOLLOW)
  let last: Promise<void> = Promise.resolve()
  return {
    // One line after the other, each whole.
    note: one => {
      last = last.then(() => handle.appendFile(`${JSON.stringify(one)}\n`))
      return last
    },
    async close() {
      await last.catch(() => {})
      await handle.close()
    },
  }
}

/** After this there is nothing to go on with in the folder. */
export const removeJournal = (folder: string): Promise<void> => rm(join(folder, name), { force: true })
