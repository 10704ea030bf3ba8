import { readFile } from 'node:fs/promises'
import type { Assessment } from '../assessment.ts'
import { assessmentSchema } from '../assessment-schema.ts'
import { ExitError, exitCodes } from './exit-codes.ts'

/** Reads an `assessment.json`; what is not one is a mistake in the command line. */
export const readAssessment = async (file: string): Promise<Assessment> => {
  let value: unknown
  try {
    value = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new ExitError(
      exitCodes.usage,
      `${file}: ${error instanceof SyntaxError ? 'is not JSON' : `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`}`,
    )
  }
  const parsed = assessmentSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new ExitError(exitCodes.usage, `${file}: is not an assessment of schema 1: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}
