import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What one process cost from its start to its end: all of its threads, nothing of its parent. */
interface Usage {
  readonly cpuSeconds: number
  readonly peakMegabytes: number
}

interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly wallSeconds: number
}

const root = resolve(import.meta.dirname, '..')
const hook = pathToFileURL(join(import.meta.dirname, 'usage-hook.mjs')).href

/** The command line as it is installed: built, and run without types. */
export const postern = join(root, 'bin', 'postern.js')

const folders = new Set<string>()
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder of its own, removed when the process ends. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'))
  folders.add(folder)
  return folder
}

interface ChildOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Exit codes that mean that the work was done; a scan that finds something exits with 1. */
  readonly accepted?: readonly number[]
}

/** Runs Node on a file in a fresh process, with nothing of this process's environment. Throws, with what it said, when it failed. */
export const run = (args: readonly string[], { cwd, env = {}, accepted = [0] }: ChildOptions): Promise<Finished> =>
  new Promise((done, failed) => {
    const began = performance.now()
    const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env.PATH ?? '', HOME: cwd, TZ: 'UTC', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    let wallSeconds = 0
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('exit', () => {
      wallSeconds = (performance.now() - began) / 1000
    })
    child.once('error', failed)
    child.once('close', code => {
      if (code !== null && accepted.includes(code)) done({ code, stdout, stderr, wallSeconds })
      else failed(new Error(`${args.join(' ')} ended with ${code}:\n${stderr}`))
    })
  })

/** The same, measured from within. */
export const runMeasured = async (args: readonly string[], options: ChildOptions): Promise<Finished & Usage> => {
  const file = join(options.cwd, `usage-${process.pid}-${performance.now()}.json`)
  const finished = await run(['--import', hook, ...args], { ...options, env: { ...options.env, POSTERN_BENCH_USAGE: file } })
  const usage = JSON.parse(readFileSync(file, 'utf8')) as Usage
  rmSync(file)
  return { ...finished, ...usage }
}
