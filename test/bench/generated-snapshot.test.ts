import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { temporaryFolder } from '../../bench/child.ts'
import { datasetsOf, writeGeneratedSnapshot } from '../../bench/generated-snapshot.ts'
import { rules } from '../../rules/index.ts'
import { openEstate } from '../../src/estate/estate.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'

const now = new Date('2026-11-01T00:00:00Z')
let snapshot: Snapshot
let rows: number

beforeAll(async () => {
  const folder = join(temporaryFolder(), 'snapshot')
  rows = await writeGeneratedSnapshot(folder, { accounts: 1, people: 300 }, rules, now)
  snapshot = readSnapshot(folder)
})

it('gives the rules rows of the size it promises', () => {
  expect(rows).toBeGreaterThan(5_300)
  expect(snapshot.manifest.scopes.map(({ kind }) => kind)).toEqual(['aws-account', 'entra-tenant'])
})

it('holds every table that a rule reads of its scopes, complete and with rows that fit: nothing is cheap because it is missing', () => {
  const estate = openEstate(snapshot, new Map())
  for (const at of estate.scopes) {
    const scope = estate.open(at)
    const read = datasetsOf(rules).filter(({ per }) => per === at.kind)
    expect(read.flatMap(dataset => scope.gapsOf(dataset))).toEqual([])
  }
})

it('is the same for the same arguments', async () => {
  const folder = join(temporaryFolder(), 'snapshot')
  await writeGeneratedSnapshot(folder, { accounts: 1, people: 300 }, rules, now)
  const again = readSnapshot(folder)
  for (const { dataset, scope } of snapshot.manifest.tables) expect([...again.rows(dataset, scope)]).toEqual([...snapshot.rows(dataset, scope)])
})
