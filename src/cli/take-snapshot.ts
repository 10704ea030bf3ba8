import { type Collection, collect } from '../collect/collect.ts'
import type { Source } from '../collect/collector.ts'
import type { Config } from '../config.ts'
import { type JournalFile, removeJournal } from '../snapshot-store/journal-file.ts'
import { type Journaling, writeSnapshot } from '../snapshot-store/write-snapshot.ts'
import { thisProcess } from '../snapshot-store/writer-process.ts'
import { tool } from '../version.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { afterScope, keepHeapLean } from './lean-heap.ts'
import { type LogFormat, openProgress } from './progress.ts'

/** A collection, and whether any source let its credential in. With `azure`, a tenant is two sources: the config's entries do not tell how many. */
export interface TakenSnapshot extends Collection {
  readonly entered: boolean
  /** Called when all that hangs on the snapshot is written: what the deadline did not cut off needs no going on with. */
  settle(): Promise<void>
}

/** What makes it possible to go on with a snapshot that is interrupted. */
export interface Resumable {
  /** What is asked, and as whom: with another one there is nothing to share. */
  readonly collection: string
  /** What an interrupted collection noted in this folder. */
  readonly earlier?: JournalFile | undefined
}

/** How a snapshot is taken. */
export interface Taking {
  readonly sourcesOf: (deadline: AbortSignal) => Promise<readonly Source<unknown>[]>
  readonly folder: string
  readonly logFormat: LogFormat
  readonly resumable?: Resumable
}

const journaling = ({ collection, earlier }: Resumable, now: Date): Journaling => ({
  header: { journal: 1, tool: tool.version, now: now.toISOString(), collection, writer: thisProcess() },
  readings: earlier?.readings ?? [],
  goesOn: earlier !== undefined,
})

const goOn = 'the same command with --resume goes on from there'

/** Ends the process's work on Ctrl-C or a polite kill: what runs is aborted, what was written stays whole. The second time ends at once. */
const untilInterrupted = (): { readonly signal: AbortSignal; readonly received: () => NodeJS.Signals | undefined; readonly done: () => void } => {
  const controller = new AbortController()
  let received: NodeJS.Signals | undefined
  const stop = (signal: NodeJS.Signals): void => {
    if (received !== undefined) process.exit(signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated)
    received = signal
    controller.abort(new Error('interrupted'))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return {
    signal: controller.signal,
    received: () => received,
    done: () => {
      process.off('SIGINT', stop)
      process.off('SIGTERM', stop)
    },
  }
}

/**
 * Reads the sources into a snapshot in this folder, or goes on with reading them. Sources get the abort signal, so that nothing on the wire outlives it.
 * Rejects with `OutputError`, or `ExitError` when interrupted: the folder is then no snapshot, and holds what was complete.
 */
export const takeSnapshot = async (config: Config, { sourcesOf, folder, logFormat, resumable }: Taking): Promise<TakenSnapshot> => {
  keepHeapLean()
  const interruption = untilInterrupted()
  const deadline = AbortSignal.any([interruption.signal, AbortSignal.timeout(config.limits.deadline)])
  const progress = openProgress(process.stderr, logFormat)
  const start = new Date()
  const earlier = resumable?.earlier
  const now = earlier === undefined ? start : new Date(earlier.header.now)
  const store = await writeSnapshot(folder, resumable && journaling(resumable, now))
  try {
    const sources = await sourcesOf(deadline)
    const collection = await collect(sources, {
      tool,
      now,
      concurrency: config.limits.concurrency,
      deadline,
      store,
      journal: store.journal,
      resumed: earlier === undefined ? undefined : start,
      progress: event => {
        progress.on(event)
        if (event.kind === 'read') afterScope(event.done)
      },
    })
    progress.end()
    const received = interruption.received()
    if (received !== undefined)
      throw new ExitError(
        received === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated,
        `interrupted: no snapshot was written${resumable === undefined ? '' : `; ${goOn}`}`,
      )
    const entered = collection.unauthenticated.length < sources.length
    if (!entered && earlier !== undefined) throw new ExitError(exitCodes.unauthenticated, `no credential let anything in: what was read before stays; ${goOn}`)
    const isCut = deadline.aborted
    await store.finish(collection.manifest, isCut)
    for (const { cloud, label, detail } of collection.unauthenticated) progress.say(`${cloud} ${label}: could not authenticate: ${detail}`)
    if (isCut && resumable !== undefined) progress.say(`the deadline came before everything was read; ${goOn}`)
    const settle = (): Promise<void> => (isCut ? Promise.resolve() : removeJournal(folder))
    return { ...collection, entered, settle }
  } catch (error) {
    progress.end()
    await store.abandon()
    throw error
  } finally {
    interruption.done()
  }
}
