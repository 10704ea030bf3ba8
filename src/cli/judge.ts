import type { Format } from '../../reports/index.ts'
import type { Assessment } from '../assessment.ts'
import type { EarlierRun } from '../changes.ts'
import type { Config } from '../config.ts'
import type { Declaration } from '../datasets/declared.ts'
import { evaluate } from '../evaluate.ts'
import type { Exception } from '../exceptions.ts'
import { type Gate, parseGate } from '../gate.ts'
import { nearest } from '../nearest.ts'
import type { Snapshot } from '../snapshot.ts'
import { tool } from '../version.ts'
import { ExitError, exitCodeOf, exitCodes } from './exit-codes.ts'
import { afterScope, beforeJudging } from './lean-heap.ts'

/** Flags that scan and evaluate share. */
export interface JudgeOptions {
  readonly failOn?: string
  readonly allowUnknown: readonly string[]
  readonly exitZero?: boolean
  readonly baseline?: string
  readonly format?: readonly Format[]
}

/** What earlier runs and the operator add to a snapshot. */
export interface JudgeContext {
  readonly exceptions?: readonly Exception[]
  readonly earlier?: EarlierRun | undefined
  readonly baseline?: EarlierRun | undefined
}

/** What of the config bears on verdicts; the demo has its own. */
export type JudgeConfig = Pick<Config, 'declared' | 'parameters' | 'rules' | 'off' | 'severity' | 'failOn'> & { readonly declared: readonly Declaration[] }

const gateOf = (config: JudgeConfig, flag: string | undefined): { readonly text: string; readonly gate: Gate } => {
  if (flag === undefined) return config.failOn
  const gate = parseGate(flag)
  if (gate === undefined) throw new ExitError(exitCodes.usage, `--fail-on ${flag}: must be none, or severities such as critical or new:high,any:critical`)
  return { text: flag, gate }
}

/** Checks the flags before anything is read, so that a typing mistake costs no scan. A scope can be known only later: its form is checked. */
export const checkJudgeOptions = (config: JudgeConfig, options: JudgeOptions): void => {
  gateOf(config, options.failOn)
  const ids = config.rules.map(({ id }) => id)
  for (const allowed of options.allowUnknown) {
    if (ids.includes(allowed) || /^(aws|entra|azure)-[a-z]+\/.+$/.test(allowed)) continue
    const meant = nearest(allowed, ids)
    throw new ExitError(
      exitCodes.usage,
      `--allow-unknown ${allowed}: is neither a rule nor a scope such as aws-account/123456789012${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    )
  }
}

/** All verdicts on a snapshot under this config and these flags. */
export const judge = (snapshot: Snapshot, config: JudgeConfig, options: JudgeOptions, context: JudgeContext = {}): Assessment => {
  const { text, gate } = gateOf(config, options.failOn)
  beforeJudging()
  return evaluate(snapshot, {
    tool,
    rules: config.rules.filter(({ id }) => !config.off.has(id)),
    declared: config.declared,
    parameters: config.parameters,
    severity: config.severity,
    failOn: text,
    gate,
    allowUnknown: new Set(options.allowUnknown),
    progress: afterScope,
    ...context,
  })
}

/** Sets the exit code of a finished evaluation. */
export const finish = (assessment: Assessment, options: JudgeOptions): void => {
  process.exitCode = options.exitZero === true ? exitCodes.passed : exitCodeOf(assessment.gate)
}
