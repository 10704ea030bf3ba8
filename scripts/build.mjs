// Bundles the report's page and compiles what ships into dist/. The old dist/ serves until the new one is whole.
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

const sources = globSync(['{src,rules,reports}/**/*.{ts,css}', 'scripts/build*.mjs', 'tsconfig*.json', 'package.json']).filter(
  file => file !== 'reports/html/page.generated.ts',
)
const newest = Math.max(...sources.map(file => statSync(file).mtimeMs))
const built = existsSync('dist/sources') && globSync('dist/**/*.js').length > 0 ? statSync('dist/sources').mtimeMs : 0

if (built < newest || !existsSync('reports/html/page.generated.ts')) {
  await import('./build-page.mjs')
  const fresh = `dist.${process.pid}`
  const stale = `dist.${process.pid}.old`
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', fresh], { stdio: 'inherit' })
  if (existsSync(fresh)) {
    writeFileSync(`${fresh}/sources`, 'Compiled by scripts/build.mjs; as new as its newest source.\n')
    utimesSync(`${fresh}/sources`, newest / 1000, newest / 1000)
    if (existsSync('dist')) renameSync('dist', stale)
    renameSync(fresh, 'dist')
    rmSync(stale, { recursive: true, force: true })
  }
  process.exitCode = status ?? 1
}
