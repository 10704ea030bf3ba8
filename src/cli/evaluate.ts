import { rules } from '../../rules/index.ts'
import { loadConfig } from './config-file.ts'
import { checkJudgeOptions, finish, type JudgeOptions, judge } from './judge.ts'
import { judgeContext } from './judge-context.ts'
import { outputFolder, pathForPeople } from './output-folder.ts'
import { createRunFolder } from './run-folder.ts'
import { openSnapshot } from './snapshot-folder.ts'
import { summaryOf } from './summary.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { writeReports } from './write-reports.ts'

/** `postern evaluate`: a snapshot of an earlier run, judged by the rules and config of today, in a run folder of its own. */
export const evaluateSnapshot = async (folder: string, options: JudgeOptions & { readonly config?: string; readonly out?: string }): Promise<void> => {
  const loaded = await loadConfig(options.config, rules)
  checkJudgeOptions(loaded.config, options)
  const snapshot = openSnapshot(folder)
  const out = outputFolder(options.out, loaded)
  const start = new Date()
  const context = await judgeContext(loaded, out, options.baseline, start)
  const run = await createRunFolder(out, start)
  const assessment = judge(snapshot, loaded.config, options, context)
  const files = await writeReports(assessment, options.format ?? loaded.config.output.formats, run.path)
  await run.publish()
  process.stdout.write(summaryOf(assessment, files.map(pathForPeople), useColor(), terminalWidth()))
  finish(assessment, options)
}
