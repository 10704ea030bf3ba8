import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Config, parseConfig } from '../config.ts'
import { ConfigError } from '../config-error.ts'
import type { Rule } from '../rule.ts'

const names = ['postern.yaml', 'postern.yml', 'postern.json']

export interface LoadedConfig {
  readonly config: Config
  /** Folders in the config are relative to this one. */
  readonly folder: string
}

/** Reads the named config, or the first of the known names in this folder. Throws `ConfigError`. */
export const loadConfig = (named: string | undefined, rules: readonly Rule[]): LoadedConfig => {
  const file = named ?? names.find(name => existsSync(name))
  if (file === undefined) throw new ConfigError('postern.yaml', `no config here; write one or name it with --config (looked for ${names.join(', ')})`)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw new ConfigError(
      file,
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder, not a file' : `cannot be read (${code ?? 'unknown'})`,
    )
  }
  return { config: parseConfig(text, file, rules), folder: dirname(resolve(file)) }
}
