import { lstat, mkdir, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolders } from '../snapshot-store/make-folders.ts'
import { fileErrorCode, OutputError, outputError } from '../snapshot-store/output-error.ts'
import { syncFolder, temporaryName } from '../snapshot-store/temporary-file.ts'

/** The folder of one run, and the way to make it the latest. */
export interface RunFolder {
  /** `<out>/runs/<name>`. */
  readonly path: string
  /** The UTC time of its start, `20261124T053337Z`; further runs of that second end in `-02`, `-03`, ... Names sort by time. */
  readonly name: string
  /** `<out>/latest`, for messages. */
  readonly latest: string
  /**
   * Points `<out>/latest` at this run: call it when everything of the run is written. Of runs at the same time the last to end is the latest.
   * Rejects with `OutputError` when `latest` is a real file or folder, which is left as it is.
   */
  publish(): Promise<void>
}

const runName = (start: Date): string => `${start.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

/** Makes a folder that nobody else has; `-02`, `-03` when another run began in the same second. */
const makeUnique = async (runs: string, name: string, attempt = 1): Promise<string> => {
  const unique = attempt === 1 ? name : `${name}-${String(attempt).padStart(2, '0')}`
  try {
    await mkdir(join(runs, unique), { mode: 0o700 })
    return unique
  } catch (error) {
    if (fileErrorCode(error) !== 'EEXIST') throw error
    return makeUnique(runs, name, attempt + 1)
  }
}

const isSymbolicLink = async (path: string): Promise<boolean> => {
  try {
    const found = await lstat(path)
    if (!found.isSymbolicLink()) throw new OutputError(path, 'a file or folder that is not of our making is in its place; move it away')
    return true
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return false
    throw error
  }
}

const replaceLink = async (out: string, latest: string, target: string): Promise<void> => {
  const temporary = temporaryName(out)
  await symlink(target, temporary)
  try {
    await rename(temporary, latest)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

const pointLatest = async (out: string, latest: string, target: string): Promise<void> => {
  if (await isSymbolicLink(latest)) return replaceLink(out, latest, target)
  try {
    // Fails when anything is there, where a rename would take its place.
    await symlink(target, latest)
  } catch (error) {
    if (fileErrorCode(error) !== 'EEXIST') throw error
    // Another run ended in between, or somebody made a file: look again.
    return pointLatest(out, latest, target)
  }
}

/** Makes the output folder, mode 0700, if need be, and checks at once that `latest` can be moved later, so that a scan does not end in vain. */
const prepare = async (out: string): Promise<void> => {
  const runs = join(out, 'runs')
  await makeFolders(out)
  await mkdir(runs, { mode: 0o700 }).catch(error => {
    if (fileErrorCode(error) !== 'EEXIST') throw error
  })
  if (!(await lstat(runs)).isDirectory()) throw new OutputError(runs, 'something that is not a folder is in its place')
  await isSymbolicLink(join(out, 'latest'))
}

const runFolder = (out: string, name: string): RunFolder => {
  const path = join(out, 'runs', name)
  const latest = join(out, 'latest')
  const publish = async (): Promise<void> => {
    try {
      await syncFolder(path)
      await pointLatest(out, latest, `runs/${name}`)
      await syncFolder(out)
    } catch (error) {
      throw outputError(latest, error)
    }
  }
  return { path, name, latest, publish }
}

/** Makes the folder of a run that starts at `start` under the output folder `out`, which is made if need be. Rejects with `OutputError`. */
export const createRunFolder = async (out: string, start: Date): Promise<RunFolder> => {
  try {
    await prepare(out)
    const runs = join(out, 'runs')
    const name = await makeUnique(runs, runName(start))
    await syncFolder(runs)
    return runFolder(out, name)
  } catch (error) {
    throw outputError(out, error)
  }
}

/** The folder of a run that is there already. Rejects with `OutputError`. */
export const reopenRunFolder = async (out: string, name: string): Promise<RunFolder> => {
  try {
    await prepare(out)
    return runFolder(out, name)
  } catch (error) {
    throw outputError(out, error)
  }
}
