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
import { collectionOf, resumeRun } from './resume.ts'
import { createRunFolder } from './run-folder.ts'
import { sourcesOf } from './sources.ts'
import { summaryOf } from './summary.ts'
import { takeSnapshot } from './take-snapshot.ts'
import { terminalWidth, useColor } from './terminal.ts'
import { writeReports } from './write-reports.ts'

type ScanOptions = JudgeOptions & { readonly config?: string; readonly out?: string; readonly logFormat: LogFormat; readonly resume?: string | true }

const isInterruption = (error: unknown): boolean => error instanceof ExitError && error.code >= exitCodes.interrupted

/**
 * `postern scan`: collect, evaluate and report, in one run folder; with `resume`, from where an interrupted run ended. Where no credential lets anything in
 * there is no report: the last one stays.
 */
export const scan = async (options: ScanOptions): Promise<void> => {
  const loaded = await loadConfig(options.config, rules)
  const { config } = loaded
  checkJudgeOptions(config, options)
  const out = outputFolder(options.out, loaded)
  const start = new Date()
  const context = await judgeContext(loaded, out, options.baseline, start)
  const collection = collectionOf(config, process.env)
  const resumed = options.resume === undefined ? undefined : await resumeRun(out, options.resume, collection, config.limits.resumeWithin, start)
  const run = resumed?.run ?? (await createRunFolder(out, start))
  try {
    const folder = join(run.path, 'snapshot')
    const { entered, manifest, settle } = await takeSnapshot(config, {
      sourcesOf: deadline => sourcesOf(config, process.env, deadline, loaded.folder),
      folder,
      logFormat: options.logFormat,
      resumable: { collection, earlier: resumed?.earlier },
    })
    if (!entered) throw new ExitError(exitCodes.unauthenticated, 'no credential let anything in: nothing was scanned')
    const assessment = judge(writtenSnapshot(folder, manifest), config, options, context)
    const files = await writeReports(assessment, options.format ?? config.output.formats, run.path)
    await run.publish()
    await settle()
    await resumed?.settle()
    process.stdout.write(summaryOf(assessment, files.map(pathForPeople), useColor(), terminalWidth()))
    finish(assessment, options)
  } catch (error) {
    // Of a run that was interrupted somebody may go on; another one that did not end has nothing to show. The earlier ones stay as they are.
    if (resumed === undefined && !isInterruption(error)) await rm(run.path, { recursive: true, force: true })
    throw error
  }
}
