import { createHash } from 'node:crypto'
import { copyFile, link, mkdir, readdir, readlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { scopeFileName } from '../snapshot-store/file-names.ts'
import { type JournalFile, readJournal, removeJournal } from '../snapshot-store/journal-file.ts'
import { makeFolders } from '../snapshot-store/make-folders.ts'
import { outputError } from '../snapshot-store/output-error.ts'
import { stillRuns } from '../snapshot-store/writer-process.ts'
import { tool } from '../version.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { pathForPeople } from './output-folder.ts'
import { createRunFolder, type RunFolder, reopenRunFolder } from './run-folder.ts'

/** What of the environment decides, with the config, what is asked and of whom; who answers for each scope is compared there. */
const decisive = ['AWS_ENDPOINT_URL', 'AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION'] as const

/** What a collection under this config is known by: one that asks for something else is another one. Speed and deadline do not count. */
export const collectionOf = ({ aws, entra }: Config, environment: NodeJS.ProcessEnv): string =>
  createHash('sha256')
    .update(JSON.stringify([aws, entra, aws.length === 0 ? [] : decisive.map(name => environment[name] ?? null)]))
    .digest('base64url')

const hours = (milliseconds: number): string => `${Math.round(milliseconds / 360_000) / 10} h`

/** What an interrupted collection left in a snapshot's folder, if this one may go on with it. Throws `ExitError`, saying why not. */
export const interrupted = (folder: string, collection: string, within: number, now: Date): JournalFile => {
  const journal = readJournal(folder)
  const refuse = (because: string): never => {
    throw new ExitError(exitCodes.usage, `${pathForPeople(folder)} ${because}; begin anew, without --resume`)
  }
  if (journal === undefined) return refuse('holds nothing to go on with')
  const { header } = journal
  if (stillRuns(header.writer)) return refuse(`is still being written, by process ${header.writer.pid}`)
  if (header.tool !== tool.version) return refuse(`was begun by version ${header.tool}, and this is ${tool.version}`)
  if (header.collection !== collection) return refuse('was begun with another config, profile or Region')
  const age = now.getTime() - Date.parse(header.now)
  if (age > within) return refuse(`was begun ${hours(age)} ago, and is judged as of then: limits.resumeWithin allows ${hours(within)}`)
  return journal
}

const linkOrCopy = (from: string, to: string): Promise<void> => link(from, to).catch(() => copyFile(from, to))

/** The tables of a collection once more in another folder. What cannot be had there is asked again. */
const copyTables = async ({ readings }: JournalFile, from: string, to: string): Promise<void> => {
  await mkdir(to, { mode: 0o700 })
  for (const { dataset, scope, rows } of readings.flatMap(({ tables }) => tables)) {
    if (rows === 0) continue
    const file = join(dataset, `${scopeFileName(scope)}.ndjson.zst`)
    await makeFolders(join(to, dataset))
    await linkOrCopy(join(from, file), join(to, file)).catch(() => {})
  }
}

/** A run that goes on. */
export interface ResumedRun {
  readonly run: RunFolder
  readonly earlier: JournalFile
  /** Called when the run is published: then nobody needs to go on with what it went on with. */
  settle(): Promise<void>
}

const newestInterrupted = async (runs: string): Promise<string> => {
  const names = await readdir(runs).catch(() => [])
  const isInterrupted = (name: string): boolean => {
    const journal = readJournal(join(runs, name, 'snapshot'))
    return journal !== undefined && !stillRuns(journal.header.writer)
  }
  const name = names.sort().reverse().find(isInterrupted)
  if (name === undefined) throw new ExitError(exitCodes.usage, `${pathForPeople(runs)} has no interrupted run to go on with; begin anew, without --resume`)
  return name
}

/**
 * The run to go on with: the newest interrupted one of the output folder, or the one in the folder that is named. One that the deadline cut off has a report,
 * which stays as it is: its tables are gone on with in a new run. Throws `ExitError` when it must not be gone on with, `OutputError`.
 */
export const resumeRun = async (out: string, named: string | true, collection: string, within: number, now: Date): Promise<ResumedRun> => {
  const runs = join(out, 'runs')
  if (named !== true && dirname(resolve(named)) !== resolve(runs))
    throw new ExitError(exitCodes.usage, `--resume ${named}: is no run in ${pathForPeople(runs)}; name its output folder with --out`)
  const name = named === true ? await newestInterrupted(runs) : basename(resolve(named))
  const folder = join(runs, name, 'snapshot')
  const earlier = interrupted(folder, collection, within, now)
  const latest = await readlink(join(out, 'latest')).then(basename, () => '')
  if (latest > name)
    throw new ExitError(exitCodes.usage, `${pathForPeople(join(runs, name))} is older than the latest run, ${latest}; begin anew, without --resume`)
  if (latest !== name) return { run: await reopenRunFolder(out, name), earlier, settle: async () => {} }
  const run = await createRunFolder(out, now)
  await copyTables(earlier, folder, join(run.path, 'snapshot')).catch(error => {
    throw outputError(run.path, error)
  })
  return { run, earlier, settle: () => removeJournal(folder) }
}
