import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from '../../rules/index.ts'
import { loadConfig } from './config-file.ts'
import { outputFolder } from './output-folder.ts'

/** Where a command finds its snapshot: as told, else that of the latest run. */
export interface SnapshotOptions {
  readonly config?: string
  readonly out?: string
  readonly snapshot?: string
}

export const snapshotFolderOf = async ({ config, out, snapshot }: SnapshotOptions): Promise<string> => {
  if (snapshot !== undefined) return snapshot
  const near = join('posture', 'latest', 'snapshot')
  // Without flags the default folder will do, config or no config: after a demo there is none.
  if (out === undefined && config === undefined && existsSync(near)) return near
  return join(out ?? outputFolder(undefined, await loadConfig(config, rules)), 'latest', 'snapshot')
}
