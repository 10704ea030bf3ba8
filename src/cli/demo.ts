import { fileURLToPath } from 'node:url'
import { rules } from '../../rules/index.ts'
import { loadConfig } from './config-file.ts'
import { judge } from './judge.ts'
import { pathForPeople } from './output-folder.ts'
import { createRunFolder } from './run-folder.ts'
import { openSnapshot } from './snapshot-folder.ts'
import { summaryOf } from './summary.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { writeReports } from './write-reports.ts'

/** `postern demo`: judges and reports the made-up organization that comes with Postern. Ends with 0 unless the output fails: its faults are the point. */
export const demo = async (packageRoot: URL, { out }: { readonly out?: string }): Promise<void> => {
  const folder = new URL('fixtures/snapshots/contoso/', packageRoot)
  const { config } = await loadConfig(fileURLToPath(new URL('postern.yaml', folder)), rules)
  const run = await createRunFolder(out ?? 'posture-demo', new Date())
  const assessment = judge(openSnapshot(fileURLToPath(folder)), config, { allowUnknown: [] })
  const files = await writeReports(assessment, config.output.formats, run.path)
  await run.publish()
  process.stdout.write(summaryOf(assessment, files.map(pathForPeople), useColor(), terminalWidth()))
}
