// Bundles the report's page, and all that ships into dist/: what is not used of a library is left out. The old dist/ serves until the new one is whole.
import { existsSync, globSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

const sources = globSync(['{src,rules,reports}/**/*.{ts,css}', 'scripts/build*.mjs', 'package-lock.json']).filter(
  file => file !== 'reports/html/page.generated.ts',
)
const newest = Math.max(...sources.map(file => statSync(file).mtimeMs))
const built = existsSync('dist/sources') && existsSync('dist/cli.js') ? statSync('dist/sources').mtimeMs : 0

/** The folder of the package that a module belongs to; undefined for the project's own. */
const packageFolder = module => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(module)?.[0]

/** Name, version and licence text of a bundled package, as its licence wants them kept. */
const noticeOf = folder => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = globSync(['{LICENSE,LICENCE,License,license}{,.md,.txt}'], { cwd: folder }).sort()[0]
  return `${name} ${version} (${license})\n\n${file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()}`
}

if (built < newest || !existsSync('reports/html/page.generated.ts')) {
  await import('./build-page.mjs')
  const { rolldown } = await import('rolldown')
  const fresh = `dist.${process.pid}`
  const stale = `dist.${process.pid}.old`
  const bundle = await rolldown({
    input: { cli: 'src/cli/index.ts' },
    platform: 'node',
    resolve: { conditionNames: ['import', 'node', 'default'], mainFields: ['module', 'main'] },
  })
  const { output } = await bundle.write({ dir: fresh, format: 'esm', chunkFileNames: 'chunks/[name]-[hash].js' })
  await bundle.close()

  const modules = Object.fromEntries(
    output.flatMap(chunk => (chunk.type === 'chunk' ? [[chunk.fileName, chunk.moduleIds.map(module => relative(root, module))]] : [])),
  )
  writeFileSync(join(fresh, 'modules.json'), `${JSON.stringify(modules, undefined, 1)}\n`)
  const packages = [...new Set(Object.values(modules).flatMap(ids => ids.flatMap(id => packageFolder(id) ?? [])))].sort()
  const notices = [...new Set(packages.map(noticeOf))]
  writeFileSync(join(fresh, 'THIRD-PARTY-NOTICES.txt'), `${notices.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`)

  writeFileSync(join(fresh, 'sources'), 'Bundled by scripts/build.mjs; as new as its newest source.\n')
  utimesSync(join(fresh, 'sources'), newest / 1000, newest / 1000)
  if (existsSync('dist')) renameSync('dist', stale)
  renameSync(fresh, 'dist')
  rmSync(stale, { recursive: true, force: true })
}
