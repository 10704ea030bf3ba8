import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collect } from '../../src/collect/collect.ts'
import { CollectError, type Collector, gap } from '../../src/collect/collector.ts'
import type { CollectEvent } from '../../src/collect/progress.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { writeSnapshot } from '../../src/snapshot-store/write-snapshot.ts'
import { temporaryFolder } from '../snapshot-store/temporary-folder.ts'
import { account, dataset, given, memoryStore, open, run, type Session, source, thing } from './fake-cloud.ts'

const users = dataset('users')
const roles = dataset('roles')
const keys = dataset('keys')
const one = account('1')

const users3: Collector<Session> = {
  name: 'users',
  gives: [users],
  async *collect(_session, at) {
    for (const id of ['u1', 'u2', 'u3']) yield given(users, thing(at, id))
  },
}

const throwing = (error: unknown, gives = [roles, keys]): Collector<Session> => ({
  name: 'throwing',
  gives,
  async *collect(_session, at) {
    yield given(roles, thing(at, 'r1'))
    throw error
  },
})

test('what is read to its end without a gap is complete, with its rows in the store', async () => {
  const { manifest, tables, unauthenticated } = await run([source([open(one, { identity: 'arn:aws:iam::1:user/x' })], [users3])])
  expect(manifest).toEqual({
    schema: 1,
    tool: { name: 'postern', version: '0.0.0' },
    now: '2026-11-24T00:00:00.000Z',
    finished: '2026-11-24T00:01:00.000Z',
    asked: ['aws'],
    scopes: [one],
    tables: [{ dataset: 'users', scope: 'aws-account/1', rows: 3, complete: true }],
    gaps: [],
    requests: [],
    identities: [{ scope: 'aws-account/1', identity: 'arn:aws:iam::1:user/x' }],
  })
  expect(tables.get('users@aws-account/1')).toEqual([thing(one, 'u1'), thing(one, 'u2'), thing(one, 'u3')])
  expect(unauthenticated).toEqual([])
})

test('a collector that throws costs its own datasets, each with the reason, and keeps what it had brought', async () => {
  const { manifest, tables } = await run([source([open(one)], [users3, throwing(new CollectError('denied', 'not allowed', 'iam:ListRoles'))])])
  const because = { scope: 'aws-account/1', reason: 'denied', detail: 'not allowed', permission: 'iam:ListRoles' }
  expect(manifest.gaps).toEqual([
    { ...because, dataset: 'keys' },
    { ...because, dataset: 'roles' },
  ])
  expect(manifest.tables).toEqual([
    { dataset: 'keys', scope: 'aws-account/1', rows: 0, complete: false },
    { dataset: 'roles', scope: 'aws-account/1', rows: 1, complete: false },
    { dataset: 'users', scope: 'aws-account/1', rows: 3, complete: true },
  ])
  expect(tables.get('roles@aws-account/1')).toEqual([thing(one, 'r1')])
})

test('a collector that breaks is a gap too, without the secrets in its message', async () => {
  const key = `AK${'IA'}IOSFODNN7EXAMPLE`
  const { manifest } = await run([source([open(one)], [throwing(new TypeError(`cannot read ${key}\n of undefined`))])])
  expect(manifest.gaps.map(({ dataset: name, reason, detail }) => [name, reason, detail])).toEqual([
    ['keys', 'failed', 'cannot read [redacted] of undefined'],
    ['roles', 'failed', 'cannot read [redacted] of undefined'],
  ])
})

test('a collector that throws before it is iterated is a gap like any other', async () => {
  const early: Collector<Session> = {
    name: 'early',
    gives: [roles],
    collect() {
      throw new Error('at once')
    },
  }
  const { manifest } = await run([source([open(one)], [early, users3])])
  expect(manifest.gaps).toEqual([{ dataset: 'roles', scope: 'aws-account/1', reason: 'failed', detail: 'at once' }])
})

test('a gap of one part makes its dataset incomplete, and the collector goes on', async () => {
  const regional: Collector<Session> = {
    name: 'regional',
    gives: [roles, keys],
    async *collect(_session, at) {
      yield gap(roles, 'denied', 'region is closed', { part: 'eu-west-1', permission: 'x:ListRoles' })
      yield given(roles, thing(at, 'r1', { part: 'us-east-1' }))
      yield gap(roles, 'denied', 'region is closed', { part: 'eu-west-1', permission: 'x:ListRoles' })
    },
  }
  const { manifest } = await run([source([open(one)], [regional])])
  expect(manifest.gaps).toEqual([
    { dataset: 'roles', scope: 'aws-account/1', part: 'eu-west-1', reason: 'denied', detail: 'region is closed', permission: 'x:ListRoles' },
  ])
  expect(manifest.tables).toEqual([
    { dataset: 'keys', scope: 'aws-account/1', rows: 0, complete: true },
    { dataset: 'roles', scope: 'aws-account/1', rows: 1, complete: false },
  ])
})

test('fields that the schema does not name are dropped', async () => {
  const chatty: Collector<Session> = {
    name: 'chatty',
    gives: [users],
    async *collect(_session, at) {
      yield given(users, { ...thing(at, 'u1', { size: 1, inner: { count: 1, secret: 'x' } }), password: 'hunter2', ['__proto__']: { x: 1 } })
    },
  }
  const { tables } = await run([source([open(one)], [chatty])])
  expect(JSON.stringify(tables.get('users@aws-account/1'))).toBe('[{"id":"u1","scope":"aws-account/1","name":"u1","size":1,"inner":{"count":1}}]')
})

test('a row that is not as documented, of another scope or there already is a gap that names it, never what it says', async () => {
  const messy: Collector<Session> = {
    name: 'messy',
    gives: [users],
    async *collect(_session, at) {
      yield given(users, thing(at, 'good'))
      yield given(users, thing(at, 'bad', { inner: { count: 'hunter2' } }))
      yield given(users, { scope: at.id, name: 'nameless' })
      yield given(users, { id: '', scope: at.id, name: 'empty id' })
      yield given(users, null)
      yield given(users, 'hunter2')
      yield given(users, thing(account('2'), 'foreign'))
      yield given(users, thing(at, 'good', { size: 2 }))
      yield given(users, thing(at, '__proto__'))
      yield given(users, thing(at, 'constructor'))
    },
  }
  const { manifest, tables } = await run([source([open(one)], [messy])])
  expect(manifest.gaps.map(({ part, reason, detail }) => [part, reason, detail])).toEqual([
    ['bad', 'invalid', 'its field inner.count is not as documented (invalid_type)'],
    ['foreign', 'invalid', 'it belongs to another scope'],
    ['good', 'invalid', 'its id came twice'],
    [undefined, 'invalid', 'it is not a row (invalid_type)'],
    [undefined, 'invalid', 'its field id is not as documented (invalid_type)'],
    [undefined, 'invalid', 'its field id is not as documented (too_small)'],
  ])
  expect(JSON.stringify(manifest)).not.toContain('hunter2')
  expect(manifest.tables).toEqual([{ dataset: 'users', scope: 'aws-account/1', rows: 3, complete: false }])
  expect(tables.get('users@aws-account/1')).toEqual([thing(one, 'good'), thing(one, '__proto__'), thing(one, 'constructor')])
})

test('the very same row again, as shifting pages give it, is dropped; another under its id is a gap', async () => {
  const shifting = (again: object): Collector<Session> => ({
    name: 'shifting',
    gives: [users],
    async *collect(_session, at) {
      yield given(users, thing(at, 'u1', { size: 1, inner: { count: 1 } }))
      yield given(users, thing(at, 'u2'))
      yield given(users, { unknown: 'kept by nobody', ...again })
    },
  })
  const same = await run([source([open(one)], [shifting({ inner: { count: 1 }, size: 1, ...thing(one, 'u1') })])])
  expect([same.manifest.gaps, same.manifest.tables]).toEqual([[], [{ dataset: 'users', scope: 'aws-account/1', rows: 2, complete: true }]])
  const other = await run([source([open(one)], [shifting(thing(one, 'u1', { size: 1, inner: { count: 2 } }))])])
  expect(other.manifest.gaps).toMatchObject([{ part: 'u1', reason: 'invalid', detail: 'its id came twice' }])
  expect(other.tables.get('users@aws-account/1')).toEqual(same.tables.get('users@aws-account/1'))
})

test('so many bad rows do not make a manifest that nobody can read: a hundred are named, the rest counted', async () => {
  const flood: Collector<Session> = {
    name: 'flood',
    gives: [users],
    async *collect(_session, at) {
      for (let n = 0; n < 1234; n++) yield given(users, thing(at, `u${n}`, { size: 'x' }))
    },
  }
  const { manifest } = await run([source([open(one)], [flood])])
  expect(manifest.gaps.length).toBe(101)
  expect(manifest.gaps).toContainEqual({ dataset: 'users', scope: 'aws-account/1', reason: 'invalid', detail: '1134 more rows are not usable' })
})

test('a row that the store finds too large is a gap', async () => {
  const store = memoryStore()
  const picky = {
    openTable: (name: string, scope: string) => {
      const table = store.openTable(name, scope)
      return { ...table, append: async (row: { readonly id: string }) => row.id !== 'u2' && table.append(row) }
    },
  }
  const { manifest } = await run([source([open(one)], [users3])], { store: picky as typeof store })
  expect(manifest.gaps).toEqual([{ dataset: 'users', scope: 'aws-account/1', part: 'u2', reason: 'invalid', detail: 'it is too large to be kept' }])
  expect(manifest.tables).toEqual([{ dataset: 'users', scope: 'aws-account/1', rows: 2, complete: false }])
})

test('a collector that brings what it does not give is stopped, and its own datasets are gaps', async () => {
  const astray: Collector<Session> = {
    name: 'astray',
    gives: [roles],
    async *collect(_session, at) {
      yield given(keys, thing(at, 'k1'))
    },
  }
  const { manifest } = await run([source([open(one)], [astray])])
  expect(manifest.gaps).toEqual([
    { dataset: 'roles', scope: 'aws-account/1', reason: 'failed', detail: 'collector astray brought keys, which it does not give' },
  ])
})

test('a collector sees the rows it runs after, and whether they are all', async () => {
  const cutShort: Collector<Session> = {
    name: 'cut short',
    gives: [roles],
    async *collect(_session, at) {
      yield given(roles, thing(at, 'r1'))
      yield gap(roles, 'throttled', 'too many requests')
    },
  }
  const seen: unknown[] = []
  const dependent: Collector<Session> = {
    name: 'dependent',
    gives: [keys],
    after: [users, roles],
    async *collect(_session, at, sofar) {
      seen.push(
        sofar.rows(users).map(({ id }) => id),
        sofar.isComplete(users),
        sofar.rows(roles).length,
        sofar.isComplete(roles),
      )
      for (const { id } of sofar.rows(users)) yield given(keys, thing(at, `key of ${id}`))
    },
  }
  const { manifest } = await run([source([open(one)], [dependent, cutShort, users3])])
  expect(seen).toEqual([['u1', 'u2', 'u3'], true, 1, false])
  expect(manifest.tables.find(table => table.dataset === 'keys')).toEqual({ dataset: 'keys', scope: 'aws-account/1', rows: 3, complete: true })
})

test('a collector that reads what it did not ask for gets nothing to take for an empty table', async () => {
  const curious: Collector<Session> = {
    name: 'curious',
    gives: [keys],
    after: [roles],
    async *collect(_session, at, sofar) {
      for (const { id } of sofar.rows(users)) yield given(keys, thing(at, id))
    },
  }
  const { manifest } = await run([source([open(one)], [users3, { ...users3, name: 'roles', gives: [roles], async *collect() {} }, curious])])
  expect(manifest.gaps).toEqual([
    { dataset: 'keys', scope: 'aws-account/1', reason: 'failed', detail: 'collector curious reads users, which was not kept for it' },
  ])
})

/** Collectors that take their time in an order of their own. */
const unhurried = (delays: readonly number[]): readonly Collector<Session>[] => {
  const pause = async (n: number): Promise<void> => {
    for (let turn = delays[n % delays.length] ?? 0; turn > 0; turn--) await Promise.resolve()
  }
  return [users, roles, keys].map((of, n) => ({
    name: of.name,
    gives: [of],
    ...(of === keys ? { after: [users] } : {}),
    async *collect(_session, at) {
      await pause(n + at.id.length)
      for (let id = 0; id < 4; id++) {
        await pause(n + id)
        yield given(of, id === 3 && n === 1 ? thing(at, 'bad', { size: '' }) : thing(at, `${of.name}-${id}`))
      }
      if (n === 2 && at.id.endsWith('3')) throw new CollectError('throttled', 'too many requests')
    },
  }))
}

test('the manifest and the rows are the same whatever the concurrency and whoever is first', async () => {
  const scopes = Array.from({ length: 12 }, (_, n) => account(`${n}`))
  const requests = () => [
    { service: 'iam', operation: 'B', requests: 2, failed: 1 },
    { service: 'iam', operation: 'A', requests: 1, failed: 0 },
  ]
  const scan = (delays: readonly number[], order: readonly (typeof one)[], concurrency: number) =>
    run(
      [
        source(
          order.map(scope => open(scope, { requests, identity: `reader of ${scope.id}` })),
          unhurried(delays),
        ),
      ],
      { concurrency },
    )
  const expected = await scan([0], scopes, 1)
  expect(expected.manifest.tables.length).toBe(36)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(40), { minLength: 1, maxLength: 7 }), fc.shuffledSubarray(scopes, { minLength: 12 }), async (delays, order) => {
      const actual = await scan(delays, order, 16)
      expect(JSON.stringify(actual.manifest)).toBe(JSON.stringify(expected.manifest))
      expect(new Map([...actual.tables].sort())).toEqual(new Map([...expected.tables].sort()))
    }),
    { numRuns: 40 },
  )
})

test('no more collectors run at once than are allowed, in all scopes together', async () => {
  let running = 0
  let most = 0
  const counting = [users, roles, keys].map(
    (of): Collector<Session> => ({
      name: of.name,
      gives: [of],
      async *collect(_session, at) {
        running += 1
        most = Math.max(most, running)
        for (let turn = 0; turn < 20; turn++) await Promise.resolve()
        yield given(of, thing(at, 'x'))
        running -= 1
      },
    }),
  )
  const scopes = Array.from({ length: 9 }, (_, n) => open(account(`${n}`)))
  await run([source(scopes, counting)], { concurrency: 5 })
  expect(most).toBe(5)
})

test('requests and identities are told per scope, added up over the sources that read it', async () => {
  const requests = () => [{ service: 'iam', operation: 'ListUsers', requests: 2, failed: 1 }]
  const first = source([open(one, { requests, identity: 'a' })], [users3])
  const second = source([open(one, { requests, identity: 'b' }), open(account('2'), { requests, identity: 'b' })], [users3])
  const { manifest } = await run([first, second])
  expect(manifest.requests).toEqual([
    { scope: 'aws-account/1', service: 'iam', operation: 'ListUsers', requests: 4, failed: 2 },
    { scope: 'aws-account/2', service: 'iam', operation: 'ListUsers', requests: 2, failed: 1 },
  ])
  expect(manifest.identities).toEqual([
    { scope: 'aws-account/1', identity: 'a' },
    { scope: 'aws-account/1', identity: 'b' },
    { scope: 'aws-account/2', identity: 'b' },
  ])
})

test('progress tells what is found, read and done', async () => {
  const events: CollectEvent[] = []
  await run([source([open(one)], [users3])], { progress: event => events.push(event) })
  expect(events).toEqual([
    { kind: 'discovered', source: 'fake', scopes: [one] },
    { kind: 'collecting', scope: one, collector: 'users' },
    { kind: 'collected', scope: one, collector: 'users', rows: 3 },
    { kind: 'read', scope: one, done: 1, of: 1 },
  ])
})

test('sources are closed once, whatever happened, and one that cannot be closed costs nothing', async () => {
  const closed: string[] = []
  const events: CollectEvent[] = []
  const closing = (label: string, error?: Error) =>
    source([open(one)], [users3], {
      label,
      close: async () => {
        closed.push(label)
        if (error !== undefined) throw error
      },
    })
  const { manifest } = await run([closing('a', new Error('stuck')), closing('b')], { progress: event => events.push(event) })
  expect(closed).toEqual(['a', 'b'])
  expect(manifest.gaps).toEqual([])
  expect(events.at(-1)).toEqual({ kind: 'not-closed', source: 'a', detail: 'stuck' })
})

test('a store that fails ends the collection with its error, is no gap, and lets go of every collector', async () => {
  const stopped: string[] = []
  const endless: Collector<Session> = {
    name: 'endless',
    gives: [roles],
    async *collect(_session, at) {
      try {
        for (let n = 0; ; n++) {
          await new Promise(setImmediate)
          yield given(roles, thing(at, `${n}`))
        }
      } finally {
        stopped.push(at.id)
      }
    },
  }
  const full = new Error('the disk is full')
  const store = memoryStore()
  const failing = {
    openTable: (name: string, scope: string) => ({
      ...store.openTable(name, scope),
      append: async () => {
        if (name === 'users' && scope === 'aws-account/2') throw full
        return true
      },
    }),
  }
  let closed = 0
  const sources = [source([open(one), open(account('2'))], [users3, endless], { close: async () => void closed++ })]
  await expect(run(sources, { store: failing, concurrency: 8 })).rejects.toBe(full)
  expect(closed).toBe(1)
  await new Promise(setImmediate)
  expect(stopped.toSorted()).toEqual(['aws-account/1', 'aws-account/2'])
})

test('a collection into a snapshot on disk reads back as it was collected', async () => {
  const dir = join(temporaryFolder(), 'snapshot')
  const store = await writeSnapshot(dir)
  const { manifest } = await collect([source([open(one), { scope: account('2') }], [users3, throwing(new CollectError('denied', 'no'))])], {
    tool: { name: 'postern', version: '0.0.0' },
    now: new Date('2026-11-24T00:00:00Z'),
    concurrency: 4,
    store,
  })
  await store.finish(manifest)
  const snapshot = readSnapshot(dir)
  expect(snapshot.manifest).toEqual(manifest)
  expect([...snapshot.rows('users', 'aws-account/1')]).toEqual([thing(one, 'u1'), thing(one, 'u2'), thing(one, 'u3')])
})
