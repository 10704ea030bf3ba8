import { join } from 'node:path'
import { type Format, reporters } from '../../reports/index.ts'
import type { Assessment } from '../assessment.ts'
import { writeFileAtomically } from './atomic-write.ts'
import { afterReport, beforeReports } from './lean-heap.ts'

/** Renders an assessment in these formats into a folder; gives the files' paths, in the order of the formats. Rejects with `OutputError`. */
export const writeReports = async (assessment: Assessment, formats: readonly Format[], folder: string): Promise<string[]> => {
  beforeReports()
  const written: string[] = []
  for (const format of formats) {
    for (const { name, text } of reporters[format](assessment)) {
      const path = join(folder, name)
      await writeFileAtomically(path, text)
      written.push(path)
    }
    afterReport()
  }
  return written
}
