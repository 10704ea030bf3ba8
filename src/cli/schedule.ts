import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Cron } from 'croner'
import { rules } from '../../rules/index.ts'
import { ConfigError } from '../config-error.ts'
import type { Schedule } from '../config-schedule.ts'
import { makeFolders } from '../snapshot-store/make-folders.ts'
import { outputError } from '../snapshot-store/output-error.ts'
import { writeFileAtomically } from './atomic-write.ts'
import { loadConfig } from './config-file.ts'
import { ExitError, exitCodes } from './exit-codes.ts'
import { latestAssessment } from './judge-context.ts'
import { lacksOf, notifyAll } from './notify.ts'
import { outputFolder } from './output-folder.ts'
import { readAssessment } from './read-assessment.ts'
import { keepRuns } from './retention.ts'
import { safe } from './safe-text.ts'

interface Options {
  readonly config?: string
  readonly out?: string
  readonly runs?: number
  readonly now?: boolean
}

/** What `health.json` says; its age and `nextRun` tell a watchdog whether the process is alive. */
interface Health {
  readonly state: 'waiting' | 'running' | 'stopped'
  readonly pid: number
  readonly at: string
  readonly nextRun?: string
  readonly lastStart?: string
  readonly lastEnd?: string
  readonly lastExitCode?: number
}

const say = (text: string): void => void process.stderr.write(`${new Date().toISOString()} ${safe(text)}\n`)

const cronOf = ({ cron, timeZone }: Schedule, file: string): Cron => {
  try {
    const parsed = new Cron(cron, { timezone: timeZone, paused: true })
    // A time zone is looked at only when a moment is asked for.
    parsed.nextRun()
    return parsed
  } catch (error) {
    throw new ConfigError(file, `schedule.cron: ${(error instanceof Error ? error.message : String(error)).replace(/^Cron\w+: /, '')}`)
  }
}

/** One scan in a process of its own, so that its memory and its mishaps end with it. Gives its exit code. */
const runScan = (config: string | undefined, out: string, signal: AbortSignal): Promise<number> =>
  new Promise((done, failed) => {
    const args = [process.argv[1] ?? '', 'scan', '--out', out, ...(config === undefined ? [] : ['--config', config])]
    const child = spawn(process.execPath, [...process.execArgv, ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
    const stop = (): void => void child.kill('SIGTERM')
    signal.addEventListener('abort', stop, { once: true })
    child.once('error', failed)
    child.once('close', code => {
      signal.removeEventListener('abort', stop)
      done(code ?? exitCodes.terminated)
    })
  })

/** Waits until a moment in small steps: a machine that slept through it runs at once when it wakes. */
const until = async (moment: number, signal: AbortSignal): Promise<void> => {
  while (Date.now() < moment && !signal.aborted) await wait(Math.min(moment - Date.now(), 30_000), undefined, { signal }).catch(() => undefined)
}

/** Exit codes that come with a report: there is something to tell and to keep. */
const hasReport = (code: number): boolean => code === exitCodes.passed || code === exitCodes.gateFailed || code === exitCodes.incomplete

/**
 * `postern schedule`: scans when the config's cron expression says so, one scan after the other and never two at once; tells receivers of new findings and
 * keeps so many runs. Ends on SIGTERM or Ctrl-C, after the scan in work has been stopped; with `--runs`, after so many.
 */
export const runSchedule = async ({ config: named, out: flag, runs = Number.POSITIVE_INFINITY, now = false }: Options): Promise<void> => {
  const loaded = await loadConfig(named, rules)
  const { schedule, notify, output } = loaded.config
  if (schedule === undefined) throw new ExitError(exitCodes.usage, 'the config has no `schedule`; add `schedule: { cron: "23 5 * * 1" }`')
  const cron = cronOf(schedule, named ?? 'postern.yaml')
  const out = resolve(outputFolder(flag, loaded))
  await makeFolders(out).catch(error => {
    throw outputError(out, error)
  })
  for (const lack of lacksOf(notify, process.env)) say(lack)
  const stopping = new AbortController()
  let stopped: number | undefined
  const stop = (code: number) => (): void => {
    stopped = code
    stopping.abort()
  }
  process.once('SIGTERM', stop(exitCodes.terminated))
  process.once('SIGINT', stop(exitCodes.interrupted))

  let last: Pick<Health, 'lastStart' | 'lastEnd' | 'lastExitCode'> = {}
  const tell = async (state: Health['state'], nextRun?: Date): Promise<void> => {
    const health: Health = {
      state,
      pid: process.pid,
      at: new Date().toISOString(),
      ...(nextRun === undefined ? {} : { nextRun: nextRun.toISOString() }),
      ...last,
    }
    await writeFileAtomically(join(out, 'health.json'), [`${JSON.stringify(health, undefined, 2)}\n`]).catch(error => say(`health.json: ${error.message}`))
  }
  const afterwards = async (code: number): Promise<void> => {
    if (!hasReport(code)) return
    const file = latestAssessment(out)
    if (file !== undefined && notify.length > 0) for (const failure of await notifyAll(await readAssessment(file), notify, process.env, wait)) say(failure)
    const old = await keepRuns(out, output.retain)
    if (old.length > 0) say(`${old.length} ${old.length === 1 ? 'run' : 'runs'} beyond ${output.retain} removed`)
  }

  for (let run = 0; run < runs && !stopping.signal.aborted; run++) {
    const next = cron.nextRun()
    if (next === null) throw new ConfigError(named ?? 'postern.yaml', 'schedule: no moment ever fits this cron expression')
    const start = run === 0 && now ? new Date() : new Date(next.getTime() + Math.floor(Math.random() * (schedule.jitter + 1)))
    if (!(run === 0 && now)) {
      say(`next scan ${start.toISOString()}`)
      await tell('waiting', start)
      await until(start.getTime(), stopping.signal)
    }
    if (stopping.signal.aborted) break
    last = { lastStart: new Date().toISOString() }
    await tell('running')
    const code = await runScan(named, out, stopping.signal)
    last = { ...last, lastEnd: new Date().toISOString(), lastExitCode: code }
    say(`scan ended with ${code}`)
    // A report that cannot be read or a folder that cannot be cleared must not end what is meant to go on.
    await afterwards(code).catch(error => say(error instanceof Error ? error.message : String(error)))
  }
  await tell('stopped')
  process.exitCode = stopped ?? last.lastExitCode ?? exitCodes.passed
}
