import { mkdir, readFile } from 'node:fs/promises'
import type { Format } from '../../reports/index.ts'
import type { Assessment } from '../assessment.ts'
import { assessmentSchema } from '../assessment-schema.ts'
import { OutputError } from './atomic-write.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { pathForPeople } from './output-folder.ts'
import { writeReports } from './write-reports.ts'

const read = async (file: string): Promise<Assessment> => {
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

/** `postern report`: renders an assessment again, for instance with a newer Postern. Verdicts are as they were. */
export const renderAgain = async (file: string, { out, format }: { readonly out: string; readonly format: readonly Format[] }): Promise<void> => {
  const assessment = await read(file)
  await mkdir(out, { recursive: true, mode: 0o700 }).catch(error => {
    throw new OutputError(out, error instanceof Error ? error.message : String(error))
  })
  const files = await writeReports(assessment, format, out)
  for (const path of files) process.stdout.write(`${pathForPeople(path)}\n`)
}
