import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']

/** The system's Chromium. */
export const chromiumPath = (): string => {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => names.map(name => join(folder, name)))
    .find(existsSync)
  if (found === undefined) throw new Error('No Chromium on the PATH: install the package chromium.')
  return found
}

/** Quiet, and alike on every machine. */
export const chromiumArguments: readonly string[] = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
