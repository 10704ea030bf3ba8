import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collect } from '../../src/collect/collect.ts'
import { CollectError, type Collector, type Discovered, gap, type Source } from '../../src/collect/collector.ts'
import type { Manifest } from '../../src/snapshot.ts'
import { readJournal } from '../../src/snapshot-store/journal-file.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { writeSnapshot } from '../../src/snapshot-store/write-snapshot.ts'
import { thisProcess } from '../../src/snapshot-store/writer-process.ts'
import { temporaryFolder } from '../snapshot-store/temporary-folder.ts'
import { account, dataset, given, open, type Session, source, thing } from './fake-cloud.ts'

const users = dataset('users')
const roles = dataset('roles')
const keys = dataset('keys')
const now = new Date('2026-11-24T00:00:00Z')
const one = account('1')
const two = account('2')

const entered = (scope = one, reader = 'arn:reader'): Discovered<Session> => open(scope, { identity: reader, basis: async () => reader })

/** Collectors that count how often they were asked; what they bring can be changed between runs. */
const cloud = () => {
  const asked: string[] = []
  const names = new Map([
    ['users', ['ann', 'bob']],
    ['roles', ['admin']],
  ])
  const failing = new Set<string>()
  const collector = (of: typeof users, after: (typeof users)[] = []): Collector<Session> => ({
    name: of.name,
    gives: [of],
    after,
    async *collect(_session, at, sofar) {
      asked.push(`${of.name}@${at.name}`)
      if (after.length === 0) for (const name of names.get(of.name) ?? []) yield given(of, thing(at, name))
      for (const before of after) for (const { id } of sofar.rows(before)) yield given(of, thing(at, `${of.name} of ${id}`))
      if (failing.has(`${of.name}@${at.name}`)) throw new CollectError('denied', 'no')
    },
  })
  return { asked, names, failing, collectors: [collector(users), collector(roles), collector(keys, [users])] }
}

/** One process: collects into the folder, from what the one before left there; `finish` false: it ended before it wrote the manifest. */
const collectInto = async (folder: string, sources: readonly Source<unknown>[], finish = true): Promise<Manifest> => {
  const earlier = readJournal(folder)
  const header = { journal: 1 as const, tool: '0', now: now.toISOString(), collection: 'c', writer: thisProcess() }
  const store = await writeSnapshot(folder, { header, readings: earlier?.readings ?? [], goesOn: earlier !== undefined })
  const { manifest } = await collect(sources, {
    tool: { name: 'postern', version: '0' },
    now,
    concurrency: 4,
    store,
    journal: store.journal,
    resumed: earlier && new Date('2026-11-24T01:00:00Z'),
  })
  if (finish) await store.finish(manifest)
  else await store.abandon()
  return manifest
}

const rowsIn = (folder: string): Record<string, unknown[]> => {
  const { manifest, rows } = readSnapshot(folder)
  return Object.fromEntries(manifest.tables.map(({ dataset: name, scope }) => [`${name}@${scope}`, [...rows(name, scope)]]))
}

const fileOf = (folder: string, name: string): string => join(folder, name, 'aws-account@1.ndjson.zst')

describe('a collection that goes on', () => {
  it('asks only what was not complete, and ends as one that was not interrupted', async () => {
    const folder = join(temporaryFolder(), 'snapshot')
    const { asked, failing, collectors } = cloud()
    failing.add('roles@1')
    await collectInto(folder, [source([entered(), entered(two)], collectors)], false)
    asked.length = 0
    failing.clear()
    const manifest = await collectInto(folder, [source([entered(), entered(two)], collectors)])
    expect(asked).toEqual(['roles@1'])
    expect(manifest.resumed).toEqual({
      at: '2026-11-24T01:00:00.000Z',
      kept: [
        { scope: one.id, tables: 2 },
        { scope: two.id, tables: 3 },
      ],
    })
    const whole = join(temporaryFolder(), 'snapshot')
    const { resumed: _, ...uninterrupted } = await collectInto(whole, [source([entered(), entered(two)], cloud().collectors)])
    const { resumed, finished, ...gone } = readSnapshot(folder).manifest
    expect(gone).toEqual((({ finished: __, ...rest }) => rest)(uninterrupted))
    expect([resumed, finished === manifest.finished]).toEqual([manifest.resumed, true])
    expect(rowsIn(folder)).toEqual(rowsIn(whole))
  })

  it.each([
    ['another reader', [entered(one, 'arn:other')], ['keys@1', 'roles@1', 'users@1']],
    ['a session that does not tell who reads', [open(one)], ['keys@1', 'roles@1', 'users@1']],
    ['another account', [entered(two)], ['keys@2', 'roles@2', 'users@2']],
    ['the same reader', [entered()], []],
  ])('shares with %s what it may', async (_, discovered, expected) => {
    const folder = join(temporaryFolder(), 'snapshot')
    const { asked, collectors } = cloud()
    await collectInto(folder, [source([entered()], collectors)], false)
    asked.length = 0
    const { tables } = await collectInto(folder, [source(discovered, collectors)])
    expect(asked.toSorted()).toEqual(expected)
    expect(new Set(tables.map(({ scope }) => scope))).toEqual(new Set([discovered[0]?.scope.id]))
    expect(Object.keys(rowsIn(folder))).toHaveLength(3)
  })

  it.each<readonly [string, (file: string) => void]>([
    ['cut short', file => truncateSync(file, readFileSync(file).length - 3)],
    ['empty', file => truncateSync(file, 0)],
    ['gone', file => rmSync(file)],
    ['that of another table', file => writeFileSync(file, readFileSync(file.replace('users', 'roles')))],
  ])('asks again for a table whose file is %s, and for what hangs on it if it is another one now', async (_, damage) => {
    const folder = join(temporaryFolder(), 'snapshot')
    const { asked, names, collectors } = cloud()
    await collectInto(folder, [source([entered()], collectors)], false)
    damage(fileOf(folder, 'users'))
    asked.length = 0
    await collectInto(folder, [source([entered()], collectors)], false)
    expect(asked).toEqual(['users@1'])

    damage(fileOf(folder, 'users'))
    names.set('users', ['ann', 'bob', 'eve'])
    asked.length = 0
    const { tables } = await collectInto(folder, [source([entered()], collectors)])
    expect(asked).toEqual(['users@1', 'keys@1'])
    expect(tables.map(({ dataset: name, rows, complete }) => [name, rows, complete])).toEqual([
      ['keys', 3, true],
      ['roles', 1, true],
      ['users', 3, true],
    ])
  })

  it('leaves no row of a table that is empty now', async () => {
    const folder = join(temporaryFolder(), 'snapshot')
    const { names, collectors } = cloud()
    await collectInto(folder, [source([entered()], collectors)], false)
    names.set('roles', [])
    await collectInto(folder, [source([entered(one, 'arn:other')], collectors)])
    expect(rowsIn(folder)['roles@aws-account/1']).toEqual([])
    expect(readdirSync(join(folder, 'roles'))).toEqual([])
  })

  it('asks an organization again when another account is in it', async () => {
    const parent = { id: 'aws-organization/o', kind: 'aws-organization', name: 'o' } as const
    const members = dataset('members', 'aws-organization')
    const asked: string[] = []
    const collector: Collector<Session> = {
      name: 'members',
      gives: [members],
      async *collect(_session, at) {
        asked.push(at.id)
        yield given(members, thing(at, '1'))
      },
    }
    const at = (...of: Discovered<Session>[]) => [source([entered(parent), ...of], [...cloud().collectors, collector])]
    const child = entered({ ...one, parent: parent.id })
    const folder = join(temporaryFolder(), 'snapshot')
    await collectInto(folder, at(child), false)
    await collectInto(folder, at(child), false)
    expect(asked).toHaveLength(1)
    await collectInto(folder, at(child, { scope: { ...two, parent: parent.id } }), false)
    expect(asked).toHaveLength(2)
    await collectInto(folder, at(child, entered({ ...two, parent: parent.id })))
    expect(asked).toHaveLength(3)
  })

  it('counts the requests of both', async () => {
    const folder = join(temporaryFolder(), 'snapshot')
    const counted = (requests: number): Discovered<Session> => ({
      ...entered(),
      requests: () => [{ service: 'iam', operation: 'ListUsers', requests, failed: 1 }],
    })
    await collectInto(folder, [source([counted(5)], cloud().collectors)], false)
    const { requests } = await collectInto(folder, [source([counted(2)], cloud().collectors)])
    expect(requests).toEqual([{ scope: one.id, service: 'iam', operation: 'ListUsers', requests: 7, failed: 2 }])
  })

  it('never turns a gap into something complete, whatever failed in which run', async () => {
    const fault = fc.subarray(['users@1', 'roles@1', 'keys@1', 'users@2', 'roles@2', 'keys@2'])
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { minLength: 2, maxLength: 4 }), async runs => {
        const folder = join(temporaryFolder(), 'snapshot')
        const { failing, collectors } = cloud()
        const complete = new Set<string>()
        let manifest: Manifest | undefined
        for (const [run, faults] of runs.entries()) {
          failing.clear()
          for (const fault of faults) failing.add(fault)
          manifest = await collectInto(folder, [source([entered(), entered(two)], collectors)], run === runs.length - 1)
          for (const id of ['1', '2']) {
            for (const name of ['users', 'roles']) if (!failing.has(`${name}@${id}`)) complete.add(`${name}@${id}`)
            if (!failing.has(`keys@${id}`)) complete.add(`keys@${id}`)
          }
        }
        for (const { dataset: name, scope, complete: isComplete } of manifest?.tables ?? []) {
          const key = `${name}@${scope.slice(-1)}`
          // Details that were read of something incomplete are not those of what is complete now.
          if (name !== 'keys' || isComplete) expect([key, isComplete]).toEqual([key, complete.has(key)])
          expect(manifest?.gaps.some(one => one.dataset === name && one.scope === scope)).toBe(!isComplete)
        }
        const rows = rowsIn(folder)
        for (const at of [one, two]) expect(rows[`users@${at.id}`]).toEqual([thing(at, 'ann'), thing(at, 'bob')])
      }),
      { numRuns: 40 },
    )
  })

  it('notes nothing that has a gap in a part of it', async () => {
    const folder = join(temporaryFolder(), 'snapshot')
    const partly: Collector<Session> = {
      name: 'partly',
      gives: [users, roles],
      async *collect(_session, at) {
        yield given(users, thing(at, 'ann'))
        yield gap(roles, 'denied', 'no', { part: 'eu-west-1' })
      },
    }
    await collectInto(folder, [source([entered()], [partly])], false)
    expect(readJournal(folder)?.readings).toEqual([])
  })
})

describe('a journal', () => {
  it('is read up to where it was cut, and what follows is asked again', async () => {
    const folder = join(temporaryFolder(), 'snapshot')
    const { asked, collectors } = cloud()
    await collectInto(folder, [source([entered()], collectors)], false)
    const path = join(folder, 'journal.ndjson')
    const text = readFileSync(path, 'utf8')
    for (let length = text.length; length >= 0; length -= 97) {
      writeFileSync(path, text.slice(0, length))
      const whole = text.slice(0, length).split('\n').length - 1
      expect(readJournal(folder)?.readings.length).toBe(whole === 0 ? undefined : whole - 1)
    }
    writeFileSync(path, text.slice(0, -10))
    asked.length = 0
    await collectInto(folder, [source([entered()], collectors)])
    expect(asked).toHaveLength(1)
  })
})
