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

const packageOf = (url: string): string | undefined => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]

it('loads nothing but commander and itself to print its help', async () => {
  const loaded = await loadedBy('--help')
  const packages = new Set(loaded.flatMap(url => packageOf(url) ?? []))
  expect(packages).toEqual(new Set(['commander']))
  const own = loaded.filter(url => url.startsWith('file:') && packageOf(url) === undefined)
  expect(own.some(url => url.endsWith('/src/cli/index.js'))).toBe(true)
  expect(own.filter(url => /\/(rules|reports|src\/(collect|estate|analysis|datasets))\//.test(url))).toEqual([])
})

it('loads no cloud SDK to list its rules', async () => {
  const packages = (await loadedBy('rules', 'list')).flatMap(url => packageOf(url) ?? [])
  expect(packages).toContain('zod')
  expect(packages.filter(name => /^@(aws-sdk|smithy|azure|microsoft)\//.test(name))).toEqual([])
})
