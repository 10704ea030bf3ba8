import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { postern, run, temporaryFolder } from '../../bench/child.ts'

const watch = `data:text/javascript,${encodeURIComponent(`
import { appendFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
registerHooks({ load: (url, context, next) => (appendFileSync(process.env.LOADED, url + '\\n'), next(url, context)) })
`)}`

/** The files and packages that a command line loads. */
const loadedBy = async (...args: readonly string[]): Promise<readonly string[]> => {
  const cwd = temporaryFolder()
  const LOADED = join(cwd, 'loaded')
  await run(['--import', watch, postern, ...args], { cwd, env: { LOADED } })
  return readFileSync(LOADED, 'utf8').trim().split('\n')
}

/** What each file of the build is made of. */
const modules: Readonly<Record<string, readonly string[]>> = JSON.parse(readFileSync(join(import.meta.dirname, '../../dist/modules.json'), 'utf8'))
const modulesIn = (urls: readonly string[]): readonly string[] => urls.flatMap(url => modules[/\/dist\/(.+)$/.exec(url)?.[1] ?? ''] ?? [])

const packageOf = (path: string): string | undefined => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]

it('loads nothing but commander and itself to print its help', async () => {
  const loaded = modulesIn(await loadedBy('--help'))
  expect(new Set(loaded.flatMap(path => packageOf(path) ?? []))).toEqual(new Set(['commander']))
  const own = loaded.filter(path => packageOf(path) === undefined)
  expect(own).toContain('src/cli/index.ts')
  expect(own.filter(path => /^(?:rules|reports|src\/(?:collect|estate|analysis|datasets))\//.test(path))).toEqual([])
})

it('loads no cloud SDK to list its rules', async () => {
  const packages = modulesIn(await loadedBy('rules', 'list')).flatMap(path => packageOf(path) ?? [])
  expect(packages).toContain('zod')
  expect(packages.filter(name => /^@(aws-sdk|smithy|azure|microsoft)\//.test(name))).toEqual([])
})

it('loads no library that it was not built with', async () => {
  const urls = await loadedBy('demo', '--out', 'posture')
  expect(urls.filter(url => packageOf(url) !== undefined)).toEqual([])
})
