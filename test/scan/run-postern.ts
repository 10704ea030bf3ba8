import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Assessment } from '../../src/assessment.ts'
import { trustingEnvironment } from '../clouds/tls/test-certificate.ts'

const bin = resolve(import.meta.dirname, '../../bin/postern.js')

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A folder of its own for configs and runs, and the built command line in it, with nothing of this machine's credentials. */
export const workplace = () => {
  const folder = mkdtempSync(join(tmpdir(), 'postern-scan-'))
  const trust = trustingEnvironment()
  return {
    folder,
    config(text: string, name = 'postern.yaml'): string {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    },
    /** Runs `postern` with these arguments and environment, and waits for its end; kills it (SIGKILL) after so many milliseconds, if given. */
    postern: (args: readonly string[], env: Readonly<Record<string, string>> = {}, killAfter?: number): Promise<Ran> =>
      new Promise((done, failed) => {
        const child = spawn(process.execPath, [bin, ...args], {
          cwd: folder,
          env: { PATH: process.env.PATH ?? '', HOME: folder, TZ: 'UTC', ...trust.env, ...env },
        })
        const killing = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
        let stdout = ''
        let stderr = ''
        child.stdout.setEncoding('utf8').on('data', chunk => {
          stdout += chunk
        })
        child.stderr.setEncoding('utf8').on('data', chunk => {
          stderr += chunk
        })
        child.once('error', failed)
        child.once('close', code => {
          clearTimeout(killing)
          done({ code, stdout, stderr })
        })
      }),
    /** The latest assessment under this output folder. */
    assessment: (out = 'posture'): Assessment => JSON.parse(readFileSync(join(folder, out, 'latest', 'assessment.json'), 'utf8')),
    report: (out = 'posture'): string => readFileSync(join(folder, out, 'latest', 'report.html'), 'utf8'),
    hasRun: (out = 'posture'): boolean => existsSync(join(folder, out, 'latest')),
    remove() {
      trust.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Verdicts in short: for each rule its status, and the names of the subjects that fail, folded ones in brackets. */
export const verdicts = ({ results }: Assessment): Record<string, string> =>
  Object.fromEntries(
    results.map(({ rule, status, findings }) => [
      rule.id,
      [
        status,
        ...findings.map(({ subject, severity, foldedInto }) => (foldedInto === undefined ? `${subject.name} ${severity}` : `[${subject.name}]`)).sort(),
      ].join(' | '),
    ]),
  )
