import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type EarlierRun, earlierRun } from '../changes.ts'
import { ConfigError } from '../config-error.ts'
import { parseExceptions } from '../exceptions-file.ts'
import type { Rule } from '../rule.ts'
import type { LoadedConfig } from './config-file.ts'
import type { JudgeContext } from './judge.ts'
import { readAssessment } from './read-assessment.ts'
import { safe } from './safe-text.ts'

const fileName = 'assessment.json'

/** Reads an exceptions file. Throws `ConfigError`. */
export const readExceptions = (file: string, rules: readonly Rule[], now: Date): ReturnType<typeof parseExceptions> => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw new ConfigError(file, code === 'ENOENT' ? 'there is no such file of exceptions' : `cannot be read (${code ?? 'unknown'})`)
  }
  return parseExceptions(text, file, rules, now)
}

/** The assessment of the latest run of this folder; undefined where there is none yet. */
export const latestAssessment = (out: string): string | undefined => {
  const file = join(out, 'latest', fileName)
  return existsSync(file) ? file : undefined
}

/** The run before this one. That it cannot be read costs the comparison, not the scan. */
const earlierIn = async (out: string): Promise<EarlierRun | undefined> => {
  const file = latestAssessment(out)
  if (file === undefined) return undefined
  try {
    return earlierRun(await readAssessment(file))
  } catch (error) {
    process.stderr.write(`${safe(`the earlier run is not compared with: ${error instanceof Error ? error.message : String(error)}`)}\n`)
    return undefined
  }
}

/** What `--baseline` or the config names; `latest` is the run before this one, and the first run has none. A file that was asked for and is not there is a mistake. */
const baselineOf = async (named: string | undefined, out: string): Promise<EarlierRun | undefined> => {
  const file = named === 'latest' ? latestAssessment(out) : named
  if (file !== undefined) return earlierRun(await readAssessment(file))
  if (named === 'latest') process.stderr.write(`${safe(out)} has no earlier run: every finding is new\n`)
  return undefined
}

/** Exceptions, the run before this one and the baseline, read before anything is scanned, so that a mistake in them costs nothing. */
export const judgeContext = async ({ config, folder }: LoadedConfig, out: string, baseline: string | undefined, now: Date): Promise<JudgeContext> => {
  const exceptions = config.exceptions === undefined ? [] : readExceptions(resolve(folder, config.exceptions), config.rules, now)
  const named = baseline ?? (config.baseline === undefined || config.baseline === 'latest' ? config.baseline : resolve(folder, config.baseline))
  return { exceptions, baseline: await baselineOf(named, out), earlier: await earlierIn(out) }
}
