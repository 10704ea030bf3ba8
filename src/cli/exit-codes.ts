import type { GateResult } from '../assessment.ts'

/** What the process ends with; scripts rely on it. Precedence: signals, usage, authentication, output, gate, incomplete, passed. */
export const exitCodes = { passed: 0, gateFailed: 1, usage: 2, incomplete: 3, unauthenticated: 4, output: 5, interrupted: 130, terminated: 143 } as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** The code of a finished evaluation. */
export const exitCodeOf = (gate: GateResult): ExitCode =>
  gate.status === 'failed' ? exitCodes.gateFailed : gate.status === 'incomplete' ? exitCodes.incomplete : exitCodes.passed

/** Ends a command with a code and one line for a person; never a stack. */
export class ExitError extends Error {
  readonly code: ExitCode
  constructor(code: ExitCode, message: string) {
    super(message)
    this.name = 'ExitError'
    this.code = code
  }
}
