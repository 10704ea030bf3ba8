import { expect, test } from 'vitest'
import { AuthenticationError, CollectError, type Collector } from '../../src/collect/collector.ts'
import type { Scope } from '../../src/dataset.ts'
import { account, dataset, given, open, run, type Session, source, thing } from './fake-cloud.ts'

const users = dataset('users')
const roles = dataset('roles')
const roots = dataset('roots', 'aws-organization')
const one = account('1')
const organization: Scope = { id: 'aws-organization/o-1', kind: 'aws-organization', name: 'o-1' }

const bringing = (of: typeof users): Collector<Session> => ({
  name: of.name,
  gives: [of],
  async *collect(session, at) {
    yield given(of, thing(at, `from ${session.id}`))
  },
})
const collectors = [bringing(users), bringing(roles), bringing(roots)]

const gapsOf = ({ manifest }: Awaited<ReturnType<typeof run>>) =>
  manifest.gaps.map(({ dataset: name, scope, reason, detail }) => `${name}@${scope}: ${reason} ${detail}`)

test('a scope without a session is in the manifest, with the gaps that discovery told on every table of its kind', async () => {
  const told = [{ reason: 'not-licensed' as const, detail: 'no plan', permission: 'x' }]
  const result = await run([source([{ scope: one, gaps: told }, { scope: organization }], collectors)])
  expect(result.manifest.scopes).toEqual([one, organization])
  expect(result.manifest.tables).toEqual([])
  expect(result.manifest.gaps).toContainEqual({ dataset: 'users', scope: 'aws-account/1', reason: 'not-licensed', detail: 'no plan', permission: 'x' })
  expect(gapsOf(result)).toEqual([
    'roles@aws-account/1: not-licensed no plan',
    'users@aws-account/1: not-licensed no plan',
    'roots@aws-organization/o-1: denied it cannot be entered, and its discovery did not say why',
  ])
  expect(result.unauthenticated).toEqual([])
})

test('a scope with a session and a gap is read, and none of its tables is complete', async () => {
  const result = await run([source([open(one, { gaps: [{ reason: 'denied', detail: 'region is closed', part: 'eu-west-1' }] })], collectors)])
  expect(result.manifest.tables.map(({ rows, complete }) => [rows, complete])).toEqual([
    [1, false],
    [1, false],
  ])
  expect(result.manifest.gaps.map(({ part }) => part)).toEqual(['eu-west-1', 'eu-west-1'])
})

test('credentials that let nothing in leave every table a gap, in every kind of scope they would have read', async () => {
  const refused = source(async function* () {
    yield* []
    throw new AuthenticationError(one, 'the key is not known')
  }, collectors)
  const result = await run([refused, source([open(account('2'))], [bringing(users)])])
  expect(result.unauthenticated).toEqual([{ cloud: 'aws', label: 'fake', scope: one, detail: 'the key is not known' }])
  expect(result.manifest.scopes.map(({ id }) => id)).toEqual(['aws-account/1', 'aws-account/2', 'aws-organization/unidentified'])
  expect(gapsOf(result)).toEqual([
    'roles@aws-account/1: denied the key is not known',
    'users@aws-account/1: denied the key is not known',
    'roots@aws-organization/unidentified: denied the key is not known',
  ])
})

test.each([
  { name: 'a throttled sign-in', cause: new CollectError('throttled', 'the login service is busy'), gap: { reason: 'throttled' } },
  { name: 'a network that is away', cause: new CollectError('failed', 'could not reach login.test'), gap: { reason: 'failed' } },
  { name: 'a wrong secret', cause: new CollectError('denied', 'wrong', 'sts:AssumeRole'), gap: { reason: 'denied', permission: 'sts:AssumeRole' } },
  { name: 'a cause of no known kind', cause: new Error('refused'), gap: { reason: 'denied' } },
])('credentials that let nothing in for $name leave gaps that say so', async ({ cause, gap }) => {
  const refused = source(async function* () {
    yield* []
    throw new AuthenticationError(one, `no entry: ${cause.message}`, cause)
  }, collectors)
  const { manifest, unauthenticated } = await run([refused])
  expect(unauthenticated).toHaveLength(1)
  expect(manifest.gaps.map(({ dataset: _, scope: __, ...rest }) => rest)).toEqual(manifest.gaps.map(() => ({ detail: `no entry: ${cause.message}`, ...gap })))
  expect(manifest.gaps).toHaveLength(3)
})

test('a discovery that breaks keeps what it found, and stands for the rest with scopes that are not identified', async () => {
  const broken = source(async function* () {
    yield open(one)
    throw new CollectError('throttled', 'too many requests', 'organizations:ListAccounts')
  }, collectors)
  const result = await run([broken])
  expect(result.manifest.scopes.map(({ id }) => id)).toEqual(['aws-account/1', 'aws-account/unidentified', 'aws-organization/unidentified'])
  expect(result.manifest.tables.map(({ complete }) => complete)).toEqual([true, true])
  expect(gapsOf(result)).toEqual([
    'roles@aws-account/unidentified: throttled too many requests',
    'users@aws-account/unidentified: throttled too many requests',
    'roots@aws-organization/unidentified: throttled too many requests',
  ])
  expect(result.manifest.gaps[0]?.permission).toBe('organizations:ListAccounts')
  expect(result.unauthenticated).toEqual([])
})

test('credentials that end while discovery goes on have let something in', async () => {
  const ended = source(async function* () {
    yield open(one)
    throw new AuthenticationError(one, 'the token ended')
  }, collectors)
  const result = await run([ended])
  expect(result.unauthenticated).toEqual([])
  expect(result.manifest.scopes.map(({ id }) => id)).toEqual(['aws-account/1', 'aws-organization/unidentified'])
})

test('a discovery that finds nothing is not a cloud without faults', async () => {
  const result = await run([source([], collectors)])
  expect(result.manifest.asked).toEqual(['aws'])
  expect(gapsOf(result)).toEqual([
    'roles@aws-account/unidentified: failed nothing was found to read',
    'users@aws-account/unidentified: failed nothing was found to read',
    'roots@aws-organization/unidentified: failed nothing was found to read',
  ])
})

test('a scope that two sources find is read once, by the first that can enter it', async () => {
  const shut = source([{ scope: one, gaps: [{ reason: 'denied', detail: 'shut' }] }], collectors)
  const first = source([open(one, { session: { id: 'first' } })], [bringing(users)])
  const second = source([open(one, { session: { id: 'second' } })], [bringing(users), bringing(roles)])
  const result = await run([shut, first, second])
  expect(result.manifest.scopes).toEqual([one])
  expect(result.manifest.gaps).toEqual([])
  expect(result.tables).toEqual(
    new Map([
      ['users@aws-account/1', [thing(one, 'from first')]],
      ['roles@aws-account/1', [thing(one, 'from second')]],
    ]),
  )
})

test('a scope that nobody can enter tells what each of them was told', async () => {
  const shut = (detail: string) => source([{ scope: one, gaps: [{ reason: 'denied', detail }] }], [bringing(users)])
  expect(gapsOf(await run([shut('by one'), shut('by another'), shut('by one')]))).toEqual([
    'users@aws-account/1: denied by another',
    'users@aws-account/1: denied by one',
  ])
})
