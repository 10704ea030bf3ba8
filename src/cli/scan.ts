import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { rules } from '../../rules/index.ts'
import { writtenSnapshot } from '../snapshot-store/read-snapshot.ts'
import { loadConfig } from './config-file.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { checkJudgeOptions, finish, type JudgeOptions, judge } from './judge.ts'
import { judgeContext } from './judge-context.ts'
import { outputFolder, pathForPeople } from './output-folder.ts'
import type { LogFormat } from './progress.ts'
import { createRunFolder } from './run-folder.ts'
import { sourcesOf } from './sources.ts'
import { summaryOf } from './summary.ts'
import { takeSnapshot } from './take-snapshot.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { writeReports } from './write-reports.ts'

/** `postern scan`: collect, evaluate and report, in one run folder. Where no credential lets anything in there is no report: the last one stays. */
export const scan = async (options: JudgeOptions & { readonly config?: string; readonly out?: string; readonly logFormat: LogFormat }): Promise<void> => {
  const loaded = loadConfig(options.config, rules)
  checkJudgeOptions(loaded.config, options)
  const out = outputFolder(options.out, loaded)
  const start = new Date()
  const context = await judgeContext(loaded, out, options.baseline, start)
  const run = await createRunFolder(out, start)
  try {
    const folder = join(run.path, 'snapshot')
    const sources = (deadline: AbortSignal) => sourcesOf(loaded.config, process.env, deadline, loaded.folder)
    const { entered, manifest } = await takeSnapshot(loaded.config, sources, folder, options.logFormat)
    if (!entered) throw new ExitError(exitCodes.unauthenticated, 'no credential let anything in: nothing was scanned')
    const assessment = judge(writtenSnapshot(folder, manifest), loaded.config, options, context)
    const files = await writeReports(assessment, options.format ?? loaded.config.output.formats, run.path)
    await run.publish()
    process.stdout.write(summaryOf(assessment, files.map(pathForPeople), useColor(), terminalWidth()))
    finish(assessment, options)
  } catch (error) {
    // A run that did not end has nothing to show; the earlier ones stay as they are.
    await rm(run.path, { recursive: true, force: true })
    throw error
  }
}
