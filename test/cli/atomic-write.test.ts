import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OutputError, writeFileAtomically } from '../../src/cli/atomic-write.ts'
import { temporaryFolder } from '../snapshot-store/temporary-folder.ts'
import { tinyDisk } from './full-disk.ts'

const failure = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(OutputError)
  return (error as Error).message
}

test('a file is written whole, private, over what stood there, and nothing else is left', async () => {
  const dir = temporaryFolder()
  const path = join(dir, 'report.html')
  writeFileSync(path, 'old', { mode: 0o644 })
  await writeFileAtomically(path, ['new ', '', 'text'])
  expect(readFileSync(path, 'utf8')).toBe('new text')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(dir)).toEqual(['report.html'])
})

test('any text comes out as it went in, however it is cut into pieces', async () => {
  const path = join(temporaryFolder(), 'text')
  const character = 'a😀é'.repeat(100_000)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: character.length }), { maxLength: 6 }), async cuts => {
      const places = [0, ...cuts.sort((a, b) => a - b), character.length]
      await writeFileAtomically(
        path,
        places.slice(1).map((end, n) => character.slice(places[n], end)),
      )
      expect(readFileSync(path, 'utf8') === character).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('a symbolic link in its place is replaced, and what it points at stays', async () => {
  const dir = temporaryFolder()
  writeFileSync(join(dir, 'precious'), 'precious')
  symlinkSync(join(dir, 'precious'), join(dir, 'report.html'))
  await writeFileAtomically(join(dir, 'report.html'), ['report'])
  expect(readFileSync(join(dir, 'precious'), 'utf8')).toBe('precious')
  expect(readFileSync(join(dir, 'report.html'), 'utf8')).toBe('report')
})

test('on a full disk the old file stays, nothing else is left, and the message says so in one line', async () => {
  const disk = await tinyDisk(temporaryFolder())
  const path = join(disk, 'assessment.json')
  await writeFileAtomically(path, ['old'])
  function* tooMuch(): Iterable<string> {
    for (let n = 0; n < 100; n++) yield 'x'.repeat(10_000)
  }
  expect(await failure(writeFileAtomically(path, tooMuch()))).toBe(`cannot write ${path}: no space is left on the device`)
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(disk)).toEqual(['assessment.json'])
})

test('what the text throws is passed on, and the old file stays', async () => {
  const dir = temporaryFolder()
  const path = join(dir, 'report.html')
  writeFileSync(path, 'old')
  function* broken(): Iterable<string> {
    yield 'x'.repeat(1_000_000)
    throw new RangeError('the reporter failed')
  }
  await expect(writeFileAtomically(path, broken())).rejects.toThrow(new RangeError('the reporter failed'))
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(dir)).toEqual(['report.html'])
})

test('a folder that is missing, a file, or in its place is told in one line', async () => {
  const dir = temporaryFolder()
  writeFileSync(join(dir, 'file'), '')
  mkdirSync(join(dir, 'taken'))
  writeFileSync(join(dir, 'taken', 'inside'), '')
  expect(await failure(writeFileAtomically(join(dir, 'missing', 'x'), ['']))).toBe(`cannot write ${dir}/missing/x: the folder does not exist`)
  expect(await failure(writeFileAtomically(join(dir, 'file', 'x'), ['']))).toBe(`cannot write ${dir}/file/x: part of the path is not a folder`)
  expect(await failure(writeFileAtomically(join(dir, 'taken'), ['']))).toBe(`cannot write ${dir}/taken: a folder is in its place`)
  expect(await failure(writeFileAtomically(join(dir, 'a\nb', 'x'), ['']))).not.toContain('\n')
  expect(readdirSync(dir).sort()).toEqual(['file', 'taken'])
  expect(readdirSync(join(dir, 'taken'))).toEqual(['inside'])
})

const refusals: readonly (readonly [string, string])[] = [
  ['EACCES', 'permission denied'],
  ['EROFS', 'the file system is read-only'],
  ['ESTRANGE', 'ESTRANGE'],
]

test.each(refusals)('%s is told in words', async (code, words) => {
  const error = Object.assign(new Error(`${code}: refused, write 'secret'`), { code, syscall: 'write' })
  function* refused(): Iterable<string> {
    yield 'some'
    throw error
  }
  const path = join(temporaryFolder(), 'x')
  expect(await failure(writeFileAtomically(path, refused()))).toBe(`cannot write ${path}: ${words}`)
})

const writer = `
const { writeFileAtomically } = await import(process.argv[1])
const text = function* (n) { for (let i = 0; i < 2000; i++) yield JSON.stringify({ n, i, fill: 'x'.repeat(500) }) + '\\n' ; yield 'end' }
process.stdout.write('ready')
for (let n = 1; ; n++) await writeFileAtomically(process.argv[2], text(n))
`

test('a process killed at any moment leaves the earlier or the later file, whole', async () => {
  const dir = temporaryFolder()
  const path = join(dir, 'report.json')
  writeFileSync(path, 'end')
  for (let round = 0; round < 12; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', writer, new URL('../../src/cli/atomic-write.ts', import.meta.url).href, path])
    const exited = new Promise(resolve => child.once('exit', resolve))
    await new Promise(resolve => child.stdout.once('data', resolve))
    await wait(round * 7)
    child.kill('SIGKILL')
    await exited
    const text = readFileSync(path, 'utf8')
    expect(text.endsWith('end')).toBe(true)
    const lines = text.split('\n').slice(0, -1)
    expect([0, 2000]).toContain(lines.length)
    expect(new Set(lines.map(line => (JSON.parse(line) as { n: number }).n)).size).toBeLessThanOrEqual(1)
  }
  await writeFileAtomically(path, ['after'])
  expect(readFileSync(path, 'utf8')).toBe('after')
})
