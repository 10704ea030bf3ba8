import { expect, test } from 'vitest'
import type { Manifest } from '../../src/snapshot.ts'
import { manifestText } from '../../src/snapshot-store/manifest-text.ts'

const manifestOf = (accounts: number): Manifest => {
  const scopes = Array.from({ length: accounts }, (_, n) => ({ id: `aws-account/${n}`, kind: 'aws-account' as const, name: `an "account"\n${n}` }))
  return {
    schema: 1,
    tool: { name: 'postern', version: '1' },
    now: '2026-11-01T00:00:00.000Z',
    finished: '2026-11-01T00:00:01.000Z',
    asked: ['aws'],
    scopes,
    tables: scopes.map(({ id }) => ({ dataset: 'iam-users', scope: id, rows: 3, complete: true })),
    gaps: [],
    requests: [],
    identities: [],
  }
}

test.each([0, 1, 499, 500, 501, 1_203])('the text of %i accounts in pieces is that of the whole', accounts => {
  const manifest = manifestOf(accounts)
  expect([...manifestText(manifest)].join('')).toBe(`${JSON.stringify(manifest, undefined, 2)}\n`)
})
