import { expect, test } from 'vitest'
import { CollectError, type Collector } from '../../src/collect/collector.ts'
import { account, dataset, given, open, run, type Session, source, thing } from './fake-cloud.ts'

const users = dataset('users')
const roles = dataset('roles')
const one = account('1')
const never = new Promise<never>(() => {})

test('at the deadline what hangs is let go, what was read stays, and what had not begun is a gap', async () => {
  const deadline = new AbortController()
  const hanging: Collector<Session> = {
    name: 'hanging',
    gives: [users],
    async *collect(_session, at) {
      yield given(users, thing(at, 'u1'))
      deadline.abort()
      await never
    },
  }
  const waiting: Collector<Session> = {
    name: 'waiting',
    gives: [roles],
    after: [users],
    async *collect(_session, at) {
      yield given(roles, thing(at, 'r1'))
    },
  }
  const { manifest, tables } = await run([source([open(one)], [hanging, waiting])], { deadline: deadline.signal })
  expect(manifest.tables).toEqual([
    { dataset: 'roles', scope: 'aws-account/1', rows: 0, complete: false },
    { dataset: 'users', scope: 'aws-account/1', rows: 1, complete: false },
  ])
  expect(manifest.gaps.map(({ dataset: name, reason, detail }) => [name, reason, detail])).toEqual([
    ['roles', 'failed', 'deadline reached'],
    ['users', 'failed', 'deadline reached'],
  ])
  expect(tables.get('users@aws-account/1')).toEqual([thing(one, 'u1')])
})

test('a collector that brings rows without end is stopped, and its own cleaning up is done', async () => {
  const deadline = new AbortController()
  let cleaned = false
  const endless: Collector<Session> = {
    name: 'endless',
    gives: [users],
    async *collect(_session, at) {
      try {
        for (let n = 0; ; n++) {
          if (n === 50) deadline.abort()
          yield given(users, thing(at, `${n}`))
        }
      } finally {
        cleaned = true
      }
    },
  }
  const { manifest } = await run([source([open(one)], [endless])], { deadline: deadline.signal })
  expect(manifest.gaps).toEqual([{ dataset: 'users', scope: 'aws-account/1', reason: 'failed', detail: 'deadline reached' }])
  expect(cleaned).toBe(true)
})

test('a request that the deadline aborts says so; a refusal that came before it stays a refusal', async () => {
  const deadline = new AbortController()
  const aborted: Collector<Session> = {
    name: 'aborted',
    gives: [users],
    async *collect() {
      yield* []
      throw new DOMException('This operation was aborted', 'AbortError')
    },
  }
  const refused: Collector<Session> = {
    name: 'refused',
    gives: [roles],
    async *collect() {
      yield* []
      throw new CollectError('denied', 'not allowed')
    },
  }
  const { manifest } = await run([source([open(one)], [aborted, refused])], { deadline: deadline.signal })
  expect(manifest.gaps.map(({ dataset: name, reason, detail }) => [name, reason, detail])).toEqual([
    ['roles', 'denied', 'not allowed'],
    ['users', 'failed', 'the request was cut off before it was answered'],
  ])
})

test('a discovery that hangs ends at the deadline, and what it did not find is dark', async () => {
  const deadline = new AbortController()
  const slow = source(
    async function* () {
      yield open(one)
      deadline.abort()
      await never
    },
    [{ name: 'users', gives: [users], async *collect() {} }],
  )
  const { manifest } = await run([slow], { deadline: deadline.signal })
  expect(manifest.gaps.map(({ scope, detail }) => [scope, detail])).toEqual([
    ['aws-account/1', 'deadline reached'],
    ['aws-account/unidentified', 'deadline reached'],
  ])
})

test('a deadline that has passed already leaves nothing but gaps', async () => {
  const { manifest } = await run([source([open(one)], [{ name: 'users', gives: [users], async *collect() {} }])], { deadline: AbortSignal.abort() })
  expect(manifest.tables).toEqual([])
  expect(manifest.gaps).toEqual([{ dataset: 'users', scope: 'aws-account/unidentified', reason: 'failed', detail: 'deadline reached' }])
})
