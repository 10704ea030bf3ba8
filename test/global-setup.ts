import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Builds what the command line's tests run: they try what users get, not the sources. Types are the business of `npm run check`. */
export const setup = (): void => {
  const root = resolve(import.meta.dirname, '..')
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, encoding: 'utf8' })
  if (!existsSync(resolve(root, 'dist/cli.js'))) throw new Error(`the build failed:\n${built.stdout}${built.stderr}`)
}
