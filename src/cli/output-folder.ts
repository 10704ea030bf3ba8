import { relative, resolve } from 'node:path'
import type { LoadedConfig } from './config-file.ts'

/** Where runs are kept: the flag as typed, else the config's folder, which is relative to the config. */
export const outputFolder = (flag: string | undefined, { config, folder }: LoadedConfig): string => flag ?? resolve(folder, config.output.folder)

/** A path as a person here would type it: relative where that is shorter. */
export const pathForPeople = (path: string): string => {
  const near = relative(process.cwd(), path)
  return near.length < path.length && !near.startsWith('..') ? near : path
}
