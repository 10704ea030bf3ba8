import type { Format } from '../../reports/index.ts'
import { makeFolders } from '../snapshot-store/make-folders.ts'
import { outputError } from '../snapshot-store/output-error.ts'
import { pathForPeople } from './output-folder.ts'
import { readAssessment } from './read-assessment.ts'
import { writeReports } from './write-reports.ts'

/** `postern report`: renders an assessment again, for instance with a newer Postern. Verdicts are as they were. */
export const renderAgain = async (file: string, { out, format }: { readonly out: string; readonly format: readonly Format[] }): Promise<void> => {
  const assessment = await readAssessment(file)
  await makeFolders(out).catch(error => {
    throw outputError(out, error)
  })
  const files = await writeReports(assessment, format, out)
  for (const path of files) process.stdout.write(`${pathForPeople(path)}\n`)
}
