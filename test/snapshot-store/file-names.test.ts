import { basename, join, normalize } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { datasetName, scopeFileName, scopeId } from '../../src/snapshot-store/file-names.ts'

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('..', '../..', '/etc/passwd', '..\\..\\x', '', '.', 'CON', 'a\0b', '%2f', '@', '\ud800', '\udfff', 'a/b', 'A/B', 'ｅ', '~'),
)
const id = hostile.map(native => `aws-account/${native}`)

test('the ids that clouds give stay readable', () => {
  expect(scopeFileName('aws-account/123456789012')).toBe('aws-account@123456789012')
  expect(scopeFileName('entra-tenant/0a1b2c3d-0000-4000-8000-00000000000f')).toBe('entra-tenant@0a1b2c3d-0000-4000-8000-00000000000f')
})

test('whatever the id, the name is one plain file name inside its folder', () => {
  fc.assert(
    fc.property(id, value => {
      const name = `${scopeFileName(value)}.ndjson.zst`
      expect(name).toMatch(/^aws-account@[a-z0-9_.%@~-]*\.ndjson\.zst$/)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
      expect(normalize(join('/snapshot/iam-users', name))).toBe(`/snapshot/iam-users/${basename(name)}`)
    }),
    { numRuns: 2000 },
  )
})

test('two ids never share a name, not even where capitals do not count', () => {
  fc.assert(
    fc.property(id, id, (one, other) => {
      fc.pre(one !== other)
      expect(scopeFileName(one).toLowerCase()).not.toBe(scopeFileName(other).toLowerCase())
    }),
    { numRuns: 2000 },
  )
  const lookalikes = ['A', 'a', '%41', '\ud800', '\udbff', '\ufffd', '/', '@', '%40', '%2f', 'x'.repeat(300), 'x'.repeat(301)]
  expect(new Set(lookalikes.map(value => scopeFileName(`aws-account/${value}`))).size).toBe(lookalikes.length)
})

test('what is no kind and native id, or no dataset name, is told apart', () => {
  expect(scopeId.test('../x')).toBe(false)
  expect(scopeId.test('aws-account')).toBe(false)
  expect(scopeId.test('aws-account/1\n2')).toBe(true)
  expect(datasetName.test('iam-users')).toBe(true)
  for (const name of ['..', '.', '', 'a/b', 'a--b', '-a', 'A', 'iam-users\n']) expect(datasetName.test(name)).toBe(false)
})
