import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { graphNeeds } from '../../src/estate/identity-graph/identity-graph.ts'
import { writeSnapshot } from '../../src/snapshot-store/write-snapshot.ts'
import { defaultScopes, type Given, memorySnapshot } from '../memory-snapshot.ts'
import { datasetsIn } from '../rule-tester.ts'
import { estate } from '../rules/identity-graph-rows.ts'
import { workplace } from '../scan/run-postern.ts'

const place = workplace()
afterAll(() => place.remove())

const ACCOUNT = '111111111111'

/** Stores an estate in which everything was read, as a scan leaves it; returns its folder. */
const stored = async (name: string, givens: readonly Given[]): Promise<string> => {
  const scopes = ['aws-organization', 'aws-account', 'entra-tenant'] as const
  const { manifest, rows } = memorySnapshot(givens, { scopes: scopes.map(kind => defaultScopes[kind]), datasets: datasetsIn(Object.values(graphNeeds)) })
  const folder = join(place.folder, name)
  const store = await writeSnapshot(folder)
  for (const { dataset, scope } of manifest.tables) {
    const table = store.openTable(dataset, scope)
    for (const row of rows(dataset, scope)) await table.append(row)
    await table.close()
  }
  await store.finish(manifest)
  return folder
}

let snapshot = ''
beforeAll(async () => {
  snapshot = await stored('standing', estate({ members: ['ann'], eligible: ['gus'] }))
})

const ask = (...args: readonly string[]) => place.postern([...args, '--snapshot', snapshot])

describe('postern paths', () => {
  it('tells each way step by step, the weakest first, and what closes most', async () => {
    const { code, stdout, stderr } = await ask('paths', '--to', ACCOUNT)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^ann@contoso\.example to administrator of 111111111111: a password is enough\n {2}1\. ann@contoso\.example signs in to /)
    expect(stdout).toContain(
      'gus_fabrikam.example#EXT#@contoso.example to administrator of 111111111111: MFA that can be phished is enough, after an activation',
    )
    expect(stdout).toMatch(/The one change that closes most\n {2}.*: without it 2 of 2 have no way left\./)
  })

  it('tells the same as JSON', async () => {
    const { paths, cheapestCut, notRead } = JSON.parse((await ask('paths', '--to', ACCOUNT, '--json')).stdout)
    expect(paths.map(({ from, demand, activated, certain }: Record<string, { name: string }>) => [from?.name, demand, activated, certain])).toEqual([
      ['ann@contoso.example', 'single-factor', false, true],
      ['gus_fabrikam.example#EXT#@contoso.example', 'mfa', true, true],
    ])
    expect(paths[0].steps.map(({ kind }: { kind: string }) => kind)).toEqual([
      'signs-in',
      'member-of',
      'provisions-to',
      'holds',
      'provisions-to',
      'administers',
    ])
    expect([cheapestCut.closes, cheapestCut.of, notRead]).toEqual([2, 2, ['account 999999999999 was not scanned']])
  })

  it('leaves out what is not asked for', async () => {
    expect((await ask('paths', '--to', ACCOUNT, '--standing')).stdout).not.toContain('gus_fabrikam')
    expect((await ask('paths', '--to', ACCOUNT, '--from', 'ANN@contoso.example')).stdout).not.toContain('gus_fabrikam')
    expect((await ask('paths', '--to', ACCOUNT, '--from', 'bob@contoso.example')).stdout).toMatch(/^No way was found\./)
    expect((await ask('paths', '--to', ACCOUNT, '--from', 'bbo@contoso.example')).stdout).toMatch(/called bbo@contoso\.example: see that it is spelt right/)
    expect((await ask('paths', '--to', ACCOUNT, '--limit', '1')).stdout).toContain('1 more: raise --limit')
  })

  it('finds goals by account, role, permission set and ARN, and says what it does not know', async () => {
    for (const goal of ['AWSReservedSSO_Admin_0123456789abcdef', 'Admin'])
      expect((await ask('paths', '--to', goal)).stdout).toContain('ann@contoso.example to ')
    const wrong = await ask('paths', '--to', '111111111112')
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('did you mean 111111111111?')
    expect((await ask('paths', '--to', ACCOUNT, '--limit', 'many')).code).toBe(2)
  })
})

describe('postern who-can-reach', () => {
  it('lists everyone in a line each, the weakest first', async () => {
    const { code, stdout } = await ask('who-can-reach', ACCOUNT)
    expect(code).toBe(0)
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      '2 can reach it',
      '  ann@contoso.example                        a password is enough',
      '  gus_fabrikam.example#EXT#@contoso.example  MFA that can be phished is enough, after an activation',
    ])
  })
})
