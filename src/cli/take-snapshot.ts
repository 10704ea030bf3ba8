import { type Collection, collect } from '../collect/collect.ts'
import type { Source } from '../collect/collector.ts'
import type { Config } from '../config.ts'
import { writeSnapshot } from '../snapshot-store/write-snapshot.ts'
import { tool } from '../version.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { afterScope, keepHeapLean } from './lean-heap.ts'
import { type LogFormat, openProgress } from './progress.ts'

/** A collection, and whether any source let its credential in. With `azure`, a tenant is two sources: the config's entries do not tell how many. */
export interface TakenSnapshot extends Collection {
  readonly entered: boolean
}

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
 * Reads the sources into a snapshot in this folder. Sources get the abort signal, so that nothing on the wire outlives it.
 * Rejects with `OutputError`, or `ExitError` when interrupted: the folder is then no snapshot.
 */
export const takeSnapshot = async (
  config: Config,
  sourcesOf: (deadline: AbortSignal) => Promise<readonly Source<unknown>[]>,
  folder: string,
  logFormat: LogFormat,
): Promise<TakenSnapshot> => {
  keepHeapLean()
  const interruption = untilInterrupted()
  const deadline = AbortSignal.any([interruption.signal, AbortSignal.timeout(config.limits.deadline)])
  const progress = openProgress(process.stderr, logFormat)
  const store = await writeSnapshot(folder)
  try {
    const sources = await sourcesOf(deadline)
    const collection = await collect(sources, {
      tool,
      now: new Date(),
      concurrency: config.limits.concurrency,
      deadline,
      store,
      progress: event => {
        progress.on(event)
        if (event.kind === 'read') afterScope(event.done)
      },
    })
    progress.end()
    const received = interruption.received()
    if (received !== undefined)
      throw new ExitError(received === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated, 'interrupted: no snapshot was written')
    await store.finish(collection.manifest)
    for (const { cloud, label, detail } of collection.unauthenticated) progress.say(`${cloud} ${label}: could not authenticate: ${detail}`)
    return { ...collection, entered: collection.unauthenticated.length < sources.length }
  } catch (error) {
    progress.end()
    await store.abandon()
    throw error
  } finally {
    interruption.done()
  }
}
