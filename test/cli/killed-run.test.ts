import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createRunFolder } from '../../src/cli/run-folder.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { temporaryFolder } from '../snapshot-store/temporary-folder.ts'

const source = (path: string): string => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href)

/** Takes one made-up snapshot after the other into the output folder, until it is killed. */
const endlessRuns = `
const { createRunFolder } = await import(${source('cli/run-folder.ts')})
const { writeSnapshot } = await import(${source('snapshot-store/write-snapshot.ts')})
const { join } = await import('node:path')
const scopes = [1, 2, 3].map(id => ({ id: 'aws-account/' + id, kind: 'aws-account', name: String(id) }))
process.stdout.write('ready')
for (;;) {
  const run = await createRunFolder(process.argv[1], new Date())
  const writer = await writeSnapshot(join(run.path, 'snapshot'))
  const tables = []
  for (const { id: scope } of scopes) {
    const table = writer.openTable('iam-users', scope)
    for (let n = 0; n < 2000; n++) await table.append({ id: String(n), scope, name: 'user '.repeat(n % 200) + n })
    tables.push({ dataset: 'iam-users', scope, rows: await table.close(), complete: true })
  }
  const now = new Date().toISOString()
  await writer.finish({ schema: 1, tool: { name: 'x', version: '0' }, now, finished: now, asked: ['aws'], scopes, tables, gaps: [], requests: [], identities: [] })
  await run.publish()
}
`

const rowsOf = (snapshot: Snapshot): number =>
  snapshot.manifest.tables.reduce((sum, { dataset, scope }) => sum + Array.from(snapshot.rows(dataset, scope)).length, 0)

test('a scan killed at any moment leaves whole snapshots or none, and latest on a whole one; the next run goes on', async () => {
  const out = join(temporaryFolder(), 'posture')
  for (let round = 0; round < 8; round++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', endlessRuns, out])
    const exited = new Promise(resolve => child.once('exit', resolve))
    await new Promise(resolve => child.stdout.once('data', resolve))
    await wait(30 + round * 23)
    child.kill('SIGKILL')
    await exited
  }
  const runs = readdirSync(join(out, 'runs'))
  const whole = runs.filter(name => existsSync(join(out, 'runs', name, 'snapshot', 'manifest.json')))
  expect(whole.length).toBeGreaterThan(0)
  for (const name of whole) expect(rowsOf(readSnapshot(join(out, 'runs', name, 'snapshot')))).toBe(6000)
  expect(rowsOf(readSnapshot(join(out, 'latest', 'snapshot')))).toBe(6000)
  const next = await createRunFolder(out, new Date())
  await next.publish()
  expect(runs).not.toContain(next.name)
})
