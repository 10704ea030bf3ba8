import { mkdir } from 'node:fs/promises'
import type { Format } from '../../reports/index.ts'
import { OutputError } from './atomic-write.ts'
import { pathForPeople } from './output-folder.ts'
import { readAssessment } from './read-assessment.ts'
import { writeReports } from './write-reports.ts'

/** `postern report`: renders an assessment again, for instance with a newer Postern. Verdicts are as they were. */
export const renderAgain = async (file: string, { out, format }: { readonly out: string; readonly format: readonly Format[] }): Promise<void> => {
  const assessment = await readAssessment(file)
  await mkdir(out, { recursive: true, mode: 0o700 }).catch(error => {
    throw new OutputError(out, error instanceof Error ? error.message : String(error))
  })
  const files = await writeReports(assessment, format, out)
  for (const path of files) process.stdout.write(`${pathForPeople(path)}\n`)
}
