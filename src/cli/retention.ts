import { readdir, readlink, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** Folders of runs, as `run-folder.ts` names them; whatever else lies there is not ours. */
const isRun = (name: string): boolean => /^\d{8}T\d{6}Z(?:-\d+)?$/.test(name)

/** Removes the oldest runs beyond so many, and never the latest. Gives the names of those removed. */
export const keepRuns = async (out: string, retain: number): Promise<readonly string[]> => {
  const runs = (await readdir(join(out, 'runs'))).filter(isRun).sort()
  const latest = await readlink(join(out, 'latest')).then(basename, () => undefined)
  const old = runs.slice(0, Math.max(0, runs.length - retain)).filter(name => name !== latest)
  for (const name of old) await rm(join(out, 'runs', name), { recursive: true, force: true })
  return old
}
