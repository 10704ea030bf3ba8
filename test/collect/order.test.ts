import { expect, test } from 'vitest'
import { awsCollectors } from '../../src/collect/aws/collectors.ts'
import type { Collector } from '../../src/collect/collector.ts'
import { entraCollectors } from '../../src/collect/entra/discover.ts'
import { kindsOf, planCollection } from '../../src/collect/order.ts'
import type { AnyDataset } from '../../src/dataset.ts'
import { account, dataset, open, run, source } from './fake-cloud.ts'

const a = dataset('a')
const b = dataset('b')
const c = dataset('c')
const hierarchy = dataset('hierarchy', 'aws-organization')

const collector = (name: string, gives: readonly AnyDataset[], after: readonly AnyDataset[] = []): Collector<unknown> => ({
  name,
  gives,
  after,
  async *collect() {},
})

test('collectors come after those whose rows they need, and only those rows are kept', () => {
  const plan = planCollection([collector('third', [c], [b]), collector('second', [b], [a]), collector('first', [a])], 'aws-account')
  expect(plan.collectors.map(({ name }) => name)).toEqual(['first', 'second', 'third'])
  expect([...plan.kept].sort()).toEqual(['a', 'b'])
})

test('a kind of scope has the collectors that give something in it', () => {
  const both = [collector('accounts', [a]), collector('organization', [hierarchy])]
  expect(planCollection(both, 'aws-organization').collectors.map(({ name }) => name)).toEqual(['organization'])
  expect(planCollection(both, 'entra-tenant').collectors).toEqual([])
})

test('collectors that wait for each other, or for what none gives, are found at the start', async () => {
  const circle = [collector('x', [a], [c]), collector('y', [b], [a]), collector('z', [c], [b])]
  expect(() => planCollection(circle, 'aws-account')).toThrow('collectors wait for each other: x -> z -> y -> x')
  expect(() => planCollection([collector('self', [a], [a])], 'aws-account')).toThrow('collectors wait for each other: self -> self')
  expect(() => planCollection([collector('x', [a], [b])], 'aws-account')).toThrow('collector x runs after b, which no collector gives in aws-account')
  expect(() => planCollection([collector('x', [a], [hierarchy]), collector('y', [hierarchy])], 'aws-account')).toThrow(
    /which no collector gives in aws-account/,
  )
  let asked = false
  const asking = source(async function* () {
    asked = true
    yield open(account('1'))
  }, circle)
  await expect(run([asking])).rejects.toThrow('collectors wait for each other')
  expect(asked).toBe(false)
})

test('a dataset has one giver', () => {
  expect(() => planCollection([collector('x', [a]), collector('y', [b, a])], 'aws-account')).toThrow('collectors x and y both give a')
})

test('the collectors of the clouds can be ordered', () => {
  for (const collectors of [awsCollectors, entraCollectors]) {
    const placed = [...kindsOf(collectors)].flatMap(kind => planCollection(collectors, kind).collectors)
    expect(new Set(placed).size).toBe(collectors.length)
  }
})
