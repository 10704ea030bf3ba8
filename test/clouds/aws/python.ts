import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', '..')
const environment = join(root, '.venv')

/** What the emulator of AWS needs from PyPI when no installed Python has it. */
const PYTHON_PACKAGES: readonly string[] = ['moto[server]==5.2.1', 'boto3==1.43.11']

// Looks for the packages without importing them, which would take a second.
const PROBE = `
import sys
from importlib.util import find_spec
print(sys.executable if all(find_spec(name) for name in ('moto', 'flask', 'flask_cors', 'boto3')) and find_spec('moto.server') else '')
`

const probe = (python: string): string | undefined => {
  try {
    return execFileSync(python, ['-c', PROBE], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || undefined
  } catch {
    return undefined
  }
}

const pythonsOnPath = (): string[] =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, 'python3'))
    .filter(existsSync)

/** The first `python3` on PATH that has moto's server, else the project's own `.venv` if it was made; undefined if neither. */
const findPython = (): string | undefined => {
  for (const candidate of [...pythonsOnPath(), join(environment, 'bin', 'python3')]) {
    const executable = probe(candidate)
    if (executable) return executable
  }
  return undefined
}

/** `findPython`, after making `.venv` from PyPI if there is none. Throws with what to install when there is no Python at all. */
export const ensurePython = (): string => {
  const found = findPython()
  if (found) return found
  const python = pythonsOnPath()[0]
  if (!python) throw new Error('The tests emulate AWS with moto, which needs python3 on PATH: install Python 3.9 or newer.')
  const lock = `${environment}.lock`
  // Two test processes may come here at once; the second waits for the first.
  for (let waited = 0; ; waited += 1) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (waited > 300) throw new Error(`Another process is making ${environment}; if none is, remove ${lock}.`, { cause: error })
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000)
    }
  }
  try {
    const made = findPython()
    if (made) return made
    execFileSync(python, ['-m', 'venv', environment], { stdio: 'inherit' })
    execFileSync(join(environment, 'bin', 'python3'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PYTHON_PACKAGES], {
      stdio: 'inherit',
    })
    const executable = findPython()
    if (!executable) throw new Error(`${environment} was made, but moto's server cannot be imported there.`)
    return executable
  } finally {
    rmdirSync(lock)
  }
}
