import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { ConfigError } from '../config-error.ts'
import type { CustomRule } from '../custom-rules/custom-rule.ts'
import { customRule, datasetsOf } from '../custom-rules/custom-rule.ts'
import type { Rule } from '../rule.ts'

const LARGEST_FILE = 256 * 1024
const MOST_FILES = 1000

const endings = ['.yaml', '.yml', '.json']

/** The file's own name without its ending; undefined for files of cases and for what is no YAML or JSON. */
const ruleName = (file: string): string | undefined => {
  const ending = extname(file)
  const name = basename(file, ending)
  return endings.includes(ending) && !name.endsWith('.test') && !name.startsWith('.') ? name : undefined
}

/** Reads a file of rules or of cases. Throws `ConfigError`. */
export const readRuleText = (file: string): string => {
  try {
    if (statSync(file).size > LARGEST_FILE) throw new ConfigError(file, `is larger than ${LARGEST_FILE / 1024} kB`)
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(file, `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`)
  }
}

const filesIn = (folder: string): string[] => {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw new ConfigError(
      folder,
      code === 'ENOENT' ? 'there is no such folder of rules' : code === 'ENOTDIR' ? 'is no folder' : `cannot be read (${code ?? 'unknown'})`,
    )
  }
  const files = names.filter(name => ruleName(name) !== undefined).sort()
  if (files.length > MOST_FILES) throw new ConfigError(folder, `holds more than ${MOST_FILES} rules`)
  for (const [index, name] of files.entries()) {
    const before = files[index - 1]
    if (before !== undefined && ruleName(before) === ruleName(name)) throw new ConfigError(join(folder, name), `is the rule of ${before}, too`)
  }
  const isFile = (name: string): boolean => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true
  return files.filter(isFile).map(name => join(folder, name))
}

/** The custom rules of a folder, or the one of a file, beside the built-in ones whose datasets they read. Throws `ConfigError` for the first thing wrong. */
export const customRulesAt = (path: string, builtIn: readonly Rule[]): CustomRule[] => {
  const datasets = datasetsOf(builtIn)
  const files = statSync(path, { throwIfNoEntry: false })?.isFile() === true ? [path] : filesIn(path)
  return files.map(file => {
    const name = ruleName(file)
    if (name === undefined) throw new ConfigError(file, 'is no file of a rule: a rule has a name of its own, and ends with .yaml')
    return customRule(readRuleText(file), file, name, datasets)
  })
}

/** The file with the cases of a rule; undefined where there is none. */
export const casesBeside = (file: string): string | undefined =>
  endings.map(ending => join(dirname(file), `${ruleName(file)}.test${ending}`)).find(candidate => existsSync(candidate))
