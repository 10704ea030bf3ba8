import { rules } from '../../rules/index.ts'
import { loadConfig } from './config-file.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { pathForPeople } from './output-folder.ts'
import type { LogFormat } from './progress.ts'
import { collectionOf, interrupted } from './resume.ts'
import { sourcesOf } from './sources.ts'
import { takeSnapshot } from './take-snapshot.ts'

/** `postern collect`: a snapshot, and how much of it is missing; with `resume`, from where an interrupted one in this folder ended. */
export const collectOnly = async ({
  config: named,
  out,
  logFormat,
  resume = false,
}: {
  readonly config?: string
  readonly out: string
  readonly logFormat: LogFormat
  readonly resume?: boolean
}): Promise<void> => {
  const { config, folder } = await loadConfig(named, rules)
  const collection = collectionOf(config, process.env)
  const { manifest, entered, settle } = await takeSnapshot(config, {
    sourcesOf: deadline => sourcesOf(config, process.env, deadline, folder),
    folder: out,
    logFormat,
    resumable: { collection, earlier: resume ? interrupted(out, collection, config.limits.resumeWithin, new Date()) : undefined },
  })
  await settle()
  if (!entered) throw new ExitError(exitCodes.unauthenticated, 'no credential let anything in: the snapshot holds gaps only')
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const requests = manifest.requests.reduce((sum, count) => sum + count.requests, 0)
  process.stdout.write(`${pathForPeople(out)}: ${rows} rows of ${manifest.scopes.length} scopes in ${requests} requests, ${manifest.gaps.length} gaps\n`)
}
