// Makes ready what the tests need and npm cannot bring: Python with moto, which answers for AWS, and Chromium, which opens reports.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ensurePython } from '../test/clouds/aws/python.ts'

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(existsSync)

const canInstall = process.getuid?.() === 0 && onPath('apt-get') !== undefined

let listsAreFresh = false
const install = (...packages: readonly string[]): void => {
  const apt = (...args: readonly string[]) =>
    execFileSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  if (!listsAreFresh) apt('update')
  listsAreFresh = true
  apt('install', '-y', '--no-install-recommends', ...packages)
}

const stop = (message: string): never => {
  console.error(message)
  process.exit(1)
}

const python = (): string => {
  try {
    return ensurePython()
  } catch (error) {
    if (!canInstall)
      return stop(
        `The tests emulate AWS with moto: install Python 3 with its venv module (package python3-venv). ${error instanceof Error ? error.message.split('\n')[0] : ''}`,
      )
    install('python3', 'python3-venv')
    return ensurePython()
  }
}

const browser = (): string => {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']
  const find = () => names.map(onPath).find(path => path !== undefined)
  if (find() === undefined && canInstall) install('chromium')
  return find() ?? stop('The tests open reports in a browser: install the package chromium.')
}

console.log(`Python with moto: ${python()}`)
console.log(`Browser: ${browser()}`)
