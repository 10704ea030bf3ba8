import { existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { readWritten } from '../checked-yaml.ts'
import { type Config, parseConfig } from '../config.ts'
import { ConfigError } from '../config-error.ts'
import type { Rule } from '../rule.ts'

const names = ['postern.yaml', 'postern.yml', 'postern.json']

export interface LoadedConfig {
  readonly config: Config
  /** Folders in the config are relative to this one. */
  readonly folder: string
}

const found = (): string | undefined => names.find(name => existsSync(name))

const readConfig = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw new ConfigError(
      file,
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder, not a file' : `cannot be read (${code ?? 'unknown'})`,
    )
  }
}

const namesFolder = z.object({ rules: z.object({ folder: z.string().min(1) }) })

/** The folder of custom rules that a config names, whatever else is in it. */
const rulesFolder = (text: string, file: string): string | undefined => {
  const { data } = namesFolder.safeParse(readWritten(text, file).value)
  if (data === undefined) return undefined
  return isAbsolute(data.rules.folder) ? data.rules.folder : join(dirname(file), data.rules.folder)
}

/** These rules, and those of the folder that the config names: only then is the language of their expressions loaded. */
const withCustomRules = async (rules: readonly Rule[], folder: string | undefined): Promise<readonly Rule[]> => {
  if (folder === undefined) return rules
  const { customRulesAt } = await import('./custom-rules.ts')
  return [...rules, ...customRulesAt(folder, rules).map(({ rule }) => rule)]
}

/** Reads the named config, or the first of the known names in this folder, and the custom rules that it names. Rejects with `ConfigError`. */
export const loadConfig = async (named: string | undefined, rules: readonly Rule[]): Promise<LoadedConfig> => {
  const file = named ?? found()
  if (file === undefined) throw new ConfigError('postern.yaml', `no config here; write one or name it with --config (looked for ${names.join(', ')})`)
  const text = readConfig(file)
  return { config: parseConfig(text, file, await withCustomRules(rules, rulesFolder(text, file))), folder: dirname(resolve(file)) }
}

/** The same where there is a config; undefined where none is named and none is here. Rejects with `ConfigError`. */
export const loadConfigIfThere = async (named: string | undefined, rules: readonly Rule[]): Promise<LoadedConfig | undefined> =>
  named === undefined && found() === undefined ? undefined : loadConfig(named, rules)

/** The folder of custom rules of the named config, or of the one in this folder; undefined where there is no config or it names none. Throws `ConfigError`. */
export const customRulesFolder = (named: string | undefined): string | undefined => {
  const file = named ?? found()
  return file === undefined ? undefined : rulesFolder(readConfig(file), file)
}

/** All rules there are: these, and the custom ones of the named config or of the one in this folder, if any. Rejects with `ConfigError`. */
export const knownRules = (named: string | undefined, rules: readonly Rule[]): Promise<readonly Rule[]> => withCustomRules(rules, customRulesFolder(named))
