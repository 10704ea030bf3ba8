import { rules } from '../../rules/index.ts'
import { loadConfig } from './config-file.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { pathForPeople } from './output-folder.ts'
import type { LogFormat } from './progress.ts'
import { sourcesOf } from './sources.ts'
import { takeSnapshot } from './take-snapshot.ts'

/** `postern collect`: a snapshot, and how much of it is missing. */
export const collectOnly = async ({
  config: named,
  out,
  logFormat,
}: {
  readonly config?: string
  readonly out: string
  readonly logFormat: LogFormat
}): Promise<void> => {
  const { config, folder } = loadConfig(named, rules)
  const { manifest, entered } = await takeSnapshot(config, deadline => sourcesOf(config, process.env, deadline, folder), out, logFormat)
  if (!entered) throw new ExitError(exitCodes.unauthenticated, 'no credential let anything in: the snapshot holds gaps only')
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const requests = manifest.requests.reduce((sum, count) => sum + count.requests, 0)
  process.stdout.write(`${pathForPeople(out)}: ${rows} rows of ${manifest.scopes.length} scopes in ${requests} requests, ${manifest.gaps.length} gaps\n`)
}
