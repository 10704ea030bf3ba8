import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OutputError } from '../../src/cli/atomic-write.ts'
import { createRunFolder } from '../../src/cli/run-folder.ts'
import { temporaryFolder } from '../snapshot-store/temporary-folder.ts'

const start = new Date('2026-11-24T05:33:37.123Z')

test('a run has a private folder named after its start, and is not the latest before it is published', async () => {
  const out = join(temporaryFolder(), 'posture')
  const run = await createRunFolder(out, start)
  expect(run).toMatchObject({ name: '20261124T053337Z', path: join(out, 'runs', '20261124T053337Z'), latest: join(out, 'latest') })
  for (const folder of [out, join(out, 'runs'), run.path]) expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(existsSync(run.latest)).toBe(false)
  writeFileSync(join(run.path, 'assessment.json'), '{}')
  await run.publish()
  expect(readlinkSync(run.latest)).toBe('runs/20261124T053337Z')
  expect(readFileSync(join(run.latest, 'assessment.json'), 'utf8')).toBe('{}')
  expect(readdirSync(out).sort()).toEqual(['latest', 'runs'])
})

test('the latest moves to the next run, and the one before stays', async () => {
  const out = temporaryFolder()
  const first = await createRunFolder(out, start)
  await first.publish()
  const second = await createRunFolder(out, new Date('2026-11-25T00:00:00Z'))
  expect(readlinkSync(first.latest)).toBe('runs/20261124T053337Z')
  await second.publish()
  expect(readlinkSync(first.latest)).toBe('runs/20261125T000000Z')
  expect(readdirSync(join(out, 'runs'))).toEqual(['20261124T053337Z', '20261125T000000Z'])
})

test('runs at once on one folder have folders of their own, and each can be the latest', async () => {
  const out = join(temporaryFolder(), 'posture')
  const runs = await Promise.all(Array.from({ length: 12 }, () => createRunFolder(out, start)))
  const names = runs.map(run => run.name)
  expect(names.toSorted()).toEqual(['20261124T053337Z', ...Array.from({ length: 11 }, (_, n) => `20261124T053337Z-${String(n + 2).padStart(2, '0')}`)])
  await Promise.all(runs.map(run => run.publish()))
  expect(names).toContain(readlinkSync(join(out, 'latest')).slice('runs/'.length))
  expect(readdirSync(out).sort()).toEqual(['latest', 'runs'])
})

test('a latest that is a real folder or file is never touched, and that is said before the run', async () => {
  for (const make of [
    (path: string) => mkdirSync(path),
    (path: string) => {
      mkdirSync(path)
      writeFileSync(join(path, 'inside'), '')
    },
    (path: string) => writeFileSync(path, 'mine'),
  ]) {
    const out = temporaryFolder()
    make(join(out, 'latest'))
    const before = lstatSync(join(out, 'latest')).ino
    await expect(createRunFolder(out, start)).rejects.toThrow(OutputError)
    expect(lstatSync(join(out, 'latest')).ino).toBe(before)
    expect(readdirSync(join(out, 'runs'))).toEqual([])
  }
})

test('a latest that becomes a real file during the run is not touched either', async () => {
  const out = temporaryFolder()
  const run = await createRunFolder(out, start)
  writeFileSync(run.latest, 'mine')
  await expect(run.publish()).rejects.toThrow(`cannot write ${run.latest}: a file or folder that is not of our making is in its place; move it away`)
  expect(readFileSync(run.latest, 'utf8')).toBe('mine')
  expect(readdirSync(out).sort()).toEqual(['latest', 'runs'])
})

test('a latest that leads elsewhere or nowhere is replaced, and what it leads to stays', async () => {
  const out = temporaryFolder()
  const elsewhere = temporaryFolder()
  writeFileSync(join(elsewhere, 'precious'), 'precious')
  symlinkSync(elsewhere, join(out, 'latest'))
  await (await createRunFolder(out, start)).publish()
  expect(readlinkSync(join(out, 'latest'))).toBe('runs/20261124T053337Z')
  expect(readdirSync(elsewhere)).toEqual(['precious'])
})

test('runs that lead elsewhere are refused, and so is an output folder that is a file', async () => {
  const out = temporaryFolder()
  const elsewhere = temporaryFolder()
  symlinkSync(elsewhere, join(out, 'runs'))
  await expect(createRunFolder(out, start)).rejects.toThrow(/^cannot write .*runs: something that is not a folder is in its place$/)
  expect(readdirSync(elsewhere)).toEqual([])
  writeFileSync(join(out, 'file'), '')
  await expect(createRunFolder(join(out, 'file'), start)).rejects.toThrow(
    /^cannot write .*file: (something else is in its place|part of the path is not a folder)$/,
  )
})

test('a place in which no folder can be made is refused, at whatever depth, and not tried for ever', async () => {
  for (const out of ['/proc/postern', '/proc/postern/deep/down']) await expect(createRunFolder(out, start)).rejects.toThrow(/^cannot write \/proc\/postern/)
})
