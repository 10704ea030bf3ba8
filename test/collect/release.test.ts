import { expect, test } from 'vitest'
import type { Collector } from '../../src/collect/collector.ts'
import { account, dataset, given, open, run, type Session, source, thing } from './fake-cloud.ts'

const things = dataset('things')
const scopes = ['1', '2', '3', '4', '5', '6'].map(account)

test('a session is let go of as soon as its scope is read, and only as many are in work as may be', async () => {
  const events: string[] = []
  let inWork = 0
  let most = 0
  const reading: Collector<Session> = {
    name: 'reading',
    gives: [things],
    async *collect(_session, at) {
      inWork += 1
      most = Math.max(most, inWork)
      await new Promise(resolve => setImmediate(resolve))
      yield given(things, thing(at, 'a'))
    },
  }
  const release = (id: string) => () => {
    inWork -= 1
    events.push(id)
  }
  await run(
    [
      source(
        scopes.map(scope => open(scope, { release: release(scope.id) })),
        [reading],
        { close: async () => void events.push('closed') },
      ),
    ],
    { concurrency: 2 },
  )
  expect(most).toBeLessThanOrEqual(2)
  expect(events.slice(0, -1).sort()).toEqual(scopes.map(({ id }) => id))
  expect(events.at(-1)).toBe('closed')
})

test('a session is let go of where its collector breaks, and where the disk does', async () => {
  const released: string[] = []
  const breaking: Collector<Session> = {
    name: 'breaking',
    gives: [things],
    collect() {
      throw new Error('no')
    },
  }
  const found = () => scopes.slice(0, 1).map(scope => open(scope, { release: () => void released.push(scope.id) }))
  await run([source(found(), [breaking])])
  const full = { openTable: () => ({ append: () => Promise.reject(new Error('disk full')), close: () => Promise.reject(new Error('disk full')) }) }
  await expect(run([source(found(), [breaking])], { store: full })).rejects.toThrow('disk full')
  expect(released).toEqual(['aws-account/1', 'aws-account/1'])
})
