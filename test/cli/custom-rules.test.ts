import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { iamUsers } from '../../src/datasets/aws/iam.ts'
import { writeSnapshot } from '../../src/snapshot-store/write-snapshot.ts'
import { hostileNames } from '../hostile.ts'
import { defaultScopes, given, memorySnapshot } from '../memory-snapshot.ts'
import { workplace } from '../scan/run-postern.ts'

const place = workplace()
afterAll(() => place.remove())

const account = defaultScopes['aws-account']

const rule = `id: custom-user-without-group
title: Every IAM user is in a group of ours
failureTitle: IAM user in no group
severity: critical
recommendation: access-governance
dataset: iam-users
where: '!row.path.startsWith("/system/")'
pass: row.groups.exists(group, group in parameters.groups)
message: 'IAM user {row.name} is in none of {parameters.groups}, but in {row.groups}.'
rationale: Whoever is in no group was made by hand, and nobody looks after it.
remediation: ['Put the user into a group, or delete it.']
parameters: { groups: [people] }
`

const cases = `pass:
  one of ours: { path: /, groups: [people] }
fail:
  nobody's: { path: /, groups: [guests] }
unknown:
  groups that were not told: { path: / }
notAsked:
  a system user: { path: /system/, groups: [] }
`

const write = (name: string, text: string): void => {
  mkdirSync(join(place.folder, 'postern-rules'), { recursive: true })
  writeFileSync(join(place.folder, 'postern-rules', name), text)
}

/** A snapshot of one account with these users; the first is in the group, the second is none that is asked about. */
const snapshotOf = async (names: readonly string[]): Promise<string> => {
  const folder = join(place.folder, 'snapshot')
  const users = names.map((name, index) => ({
    id: `AIDA${index}`,
    name,
    arn: `arn:aws:iam::111111111111:user/${index}`,
    path: index === 1 ? '/system/' : '/',
    createdAt: '2026-01-01T00:00:00Z',
    inlinePolicies: [],
    attachedPolicies: [],
    groups: index === 0 ? ['people'] : [name],
  }))
  const { manifest, rows } = memorySnapshot([given(iamUsers, ...users)], { scopes: [account] })
  const store = await writeSnapshot(folder)
  const table = store.openTable(iamUsers.name, account.id)
  for (const row of rows(iamUsers.name, account.id)) await table.append(row)
  await table.close()
  await store.finish(manifest)
  return folder
}

let snapshot: string
beforeAll(async () => {
  snapshot = await snapshotOf(['ann', 'system', ...hostileNames])
  write('custom-user-without-group.yaml', rule)
  write('README.md', 'Our rules.\n')
  place.config('aws: {}\nrules: { folder: ./postern-rules }\n')
  place.config('aws: {}\n', 'without.yaml')
})

describe('a custom rule in a folder that the config names', () => {
  const evaluate = (...args: readonly string[]) =>
    place.postern(['evaluate', snapshot, '--allow-unknown', account.id, '--format', 'json', 'csv', 'markdown', 'sarif', 'html', ...args])

  it('fails the gate of a pipeline, as a built-in one does', async () => {
    expect((await evaluate('--config', 'without.yaml', '--out', 'without')).code).toBe(0)
    const ran = await evaluate()
    expect([ran.code, ran.stderr]).toEqual([1, ''])
    const result = place.assessment().results.find(({ rule }) => rule.id === 'custom-user-without-group')
    expect(result).toMatchObject({ status: 'fail', tallies: [{ examined: hostileNames.length + 1, passed: 1, failed: hostileNames.length }] })
    expect(new Set(result?.findings.map(({ subject }) => subject.name)).size).toBe(new Set(hostileNames).size)
    expect(place.report()).toContain('<!doctype html>')
  })

  it('can be tuned, turned off, weighed and excepted by its id', async () => {
    const expires = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const excepted = `exceptions:\n  - { rule: custom-user-without-group, subject: "*", allowBroad: true, reason: known to us all, owner: ann, expires: ${expires} }\n`
    writeFileSync(join(place.folder, 'exceptions.yaml'), excepted)
    const rules = 'rules: { folder: ./postern-rules'
    place.config(`aws: {}\n${rules}, off: [custom-user-without-group] }\n`, 'off.yaml')
    place.config(`aws: {}\n${rules}, severity: { custom-user-without-group: low } }\n`, 'low.yaml')
    place.config(`aws: {}\n${rules} }\nexceptions: exceptions.yaml\n`, 'excepted.yaml')
    const names = JSON.stringify(['people', ...hostileNames])
    place.config(`aws: {}\n${rules} }\nparameters: { custom-user-without-group: { groups: ${names} } }\n`, 'tuned.yaml')
    for (const config of ['off.yaml', 'low.yaml', 'excepted.yaml', 'tuned.yaml']) {
      const ran = await evaluate('--config', config, '--out', config.replace('.yaml', ''))
      expect([config, ran.code, ran.stderr]).toEqual([config, 0, ''])
    }
    const resultOf = (out: string) => place.assessment(out).results.find(({ rule }) => rule.id === 'custom-user-without-group')
    expect([resultOf('off'), resultOf('low')?.findings[0]?.severity, resultOf('tuned')?.status]).toEqual([undefined, 'low', 'pass'])
    expect(place.assessment('excepted').exceptions).toMatchObject([{ status: 'in-force', findings: hostileNames.length }])
    const linted = await place.postern(['exceptions', 'lint', '--config', 'excepted.yaml', '--out', 'excepted'])
    expect([linted.code, linted.stdout]).toEqual([0, expect.stringContaining('in-force')])
  })

  it('is listed and explained, marked as custom', async () => {
    expect((await place.postern(['rules', 'list'])).stdout).toContain('custom-user-without-group')
    const listed = JSON.parse((await place.postern(['rules', 'list', '--json'])).stdout) as { id: string; custom: boolean }[]
    expect(listed.filter(({ custom }) => custom).map(({ id }) => id)).toEqual(['custom-user-without-group'])
    expect((await place.postern(['rules', 'list', '--config', 'without.yaml'])).stdout).not.toContain('custom-user')
    const { stdout } = await place.postern(['explain', 'rule', 'custom-user-without-group'])
    expect(stdout).toContain('custom-user-without-group (access-governance, custom)')
    expect(stdout).toContain('groups: ["people"]')
  })

  it.each([
    [
      'a mistyped field',
      { from: 'row.groups.exists', to: 'row.group.exists' },
      ':8:7: pass: `group` is no field of `row`; did you mean `groups`? (at `group`)',
    ],
    ['a mistyped dataset', { from: 'iam-users', to: 'iam-usrs' }, ':6:10: dataset: no dataset is called `iam-usrs`; did you mean `iam-users`?'],
    ['what is no YAML', { from: 'severity: critical', to: 'severity: [' }, ':5:1: '],
  ])('ends a command with exit code 2 and the place of %s', async (_name, { from, to }, told) => {
    write('custom-broken.yaml', rule.replace('custom-user-without-group', 'custom-broken').replace(from, to))
    mkdirSync(join(place.folder, 'broken'), { recursive: true })
    place.config('aws: {}\nrules: { folder: broken }\n', 'broken.yaml')
    renameSync(join(place.folder, 'postern-rules/custom-broken.yaml'), join(place.folder, 'broken/custom-broken.yaml'))
    for (const args of [['evaluate', snapshot], ['scan'], ['collect', '--out', 'never'], ['rules', 'list'], ['rules', 'test']]) {
      const ran = await place.postern([...args, '--config', 'broken.yaml'])
      expect([ran.code, ran.stdout, ran.stderr.split('\n').length]).toEqual([2, '', 2])
      expect(ran.stderr).toContain(`broken/custom-broken.yaml${told}`)
    }
  })

  it('must be there', async () => {
    place.config('aws: {}\nrules: { folder: nowhere }\n', 'nowhere.yaml')
    const ran = await evaluate('--config', 'nowhere.yaml')
    expect([ran.code, ran.stderr]).toEqual([2, 'nowhere: there is no such folder of rules\n'])
  })
})

describe('postern rules test', () => {
  it('says so when a rule has no cases', async () => {
    const ran = await place.postern(['rules', 'test'])
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining('no cases: write them into custom-user-without-group.test.yaml')])
  })

  it('tries each case, by the folder or by the file', async () => {
    write('custom-user-without-group.test.yaml', cases)
    for (const args of [[], ['postern-rules'], ['postern-rules/custom-user-without-group.yaml']]) {
      const ran = await place.postern(['rules', 'test', ...args])
      expect([ran.code, ran.stderr]).toEqual([0, ''])
      expect(ran.stdout).toContain('1 rule, 4 cases: all as expected')
      expect(ran.stdout).toContain("ok   fail       nobody's: IAM user nobody's is in none of people, but in guests.")
    }
  })

  it('exits 1 when a case comes out otherwise', async () => {
    write('custom-user-without-group.test.yaml', cases.replace('groups: [people]', 'groups: [peopel]'))
    const ran = await place.postern(['rules', 'test'])
    expect([ran.code, ran.stderr]).toEqual([1, ''])
    expect(ran.stdout).toContain('not  fail       one of ours, expected pass: ')
    expect(ran.stdout).toContain('1 rule, 4 cases: 1 otherwise than expected')
  })

  it.each([
    ['a mistyped field', cases.replace('groups: [people]', 'group: [people]'), '.test.yaml:2:27: `group` is no field of `row`; did you mean `groups`?'],
    ['a value of another kind', cases.replace('groups: [people]', 'groups: people'), '.test.yaml:2:35: pass.one of ours.groups: must be a list'],
    ['an expectation that is none', cases.replace('unknown:', 'unknwn:'), '.test.yaml:5:1: unknown key `unknwn`; did you mean `unknown`?'],
    ['a parameter that is none', `parameters: { group: [x] }\n${cases}`, '.test.yaml:1:15: unknown key `group`; did you mean `groups`?'],
  ])('exits 2 for %s in a case', async (_name, text, told) => {
    write('custom-user-without-group.test.yaml', text)
    const ran = await place.postern(['rules', 'test'])
    expect([ran.code, ran.stderr]).toEqual([2, `postern-rules/custom-user-without-group${told}\n`])
  })

  it('exits 2 where there is nothing to test', async () => {
    mkdirSync(join(place.folder, 'empty'))
    expect((await place.postern(['rules', 'test', 'empty'])).code).toBe(2)
    expect((await place.postern(['rules', 'test', 'nowhere'])).code).toBe(2)
  })
})

describe('postern rules fields', () => {
  it('lists what rules may be about, and the fields of one', async () => {
    expect((await place.postern(['rules', 'fields'])).stdout).toMatch(/^aws-account\n(?: {2}[a-z-]+\n)* {2}iam-users\n/m)
    const { stdout } = await place.postern(['rules', 'fields', 'iam-users'])
    expect(stdout).toMatch(/row\.createdAt +time\n/)
    expect(stdout).toMatch(/row\.inlinePolicies\[\]\.name +text\n/)
    const ran = await place.postern(['rules', 'fields', 'iam-user'])
    expect([ran.code, ran.stderr]).toEqual([2, 'no dataset is called iam-user; did you mean iam-users?\n'])
  })
})

describe('docs/custom-rules.md', () => {
  it('shows a rule, its cases and what comes of them as they are', async () => {
    const text = readFileSync(join(import.meta.dirname, '../../docs/custom-rules.md'), 'utf8')
    const blocks = [...text.matchAll(/^```(yaml|text)\n(.*?)^```$/gms)].map(([, , block = '']) => block)
    const blockWith = (start: string): string => blocks.find(block => block.startsWith(start)) ?? ''
    mkdirSync(join(place.folder, 'documented/postern-rules'), { recursive: true })
    const file = (name: string) => join(place.folder, 'documented/postern-rules', name)
    const shown = blockWith('id: custom-user-without-team')
    writeFileSync(file('custom-user-without-team.yaml'), shown)
    writeFileSync(file('custom-user-without-team.test.yaml'), blockWith('pass:'))
    const ran = await place.postern(['rules', 'test', 'documented/postern-rules'])
    expect(`$ postern rules test\n${ran.stdout.replace('documented/', '')}`).toBe(blockWith('$ postern rules test'))
    expect(`$ postern rules fields iam-users\n${(await place.postern(['rules', 'fields', 'iam-users'])).stdout}`).toBe(blockWith('$ postern rules fields'))
    writeFileSync(file('custom-user-without-team.yaml'), shown.replace('row.groups.exists', 'row.grups.exists'))
    expect((await place.postern(['rules', 'test', 'documented/postern-rules'])).stderr.replace('documented/', '')).toBe(blockWith('postern-rules/'))
  })
})
