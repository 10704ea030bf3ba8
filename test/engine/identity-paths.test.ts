import { describe, expect, it } from 'vitest'
import type { Assurance } from '../../src/analysis/conditional-access/assurance.ts'
import { type EdgeKind, type GraphEdge, type GraphNode, type NodeKind, openGraph } from '../../src/analysis/identity-graph/graph.ts'
import type { EstateGraph } from '../../src/estate/identity-graph/join-graph.ts'
import { nodeIds } from '../../src/estate/identity-graph/part.ts'
import { pathsIn } from '../../src/identity-paths.ts'

const [HEAD, MEMBER] = ['111111111111', '222222222222']

const node = (id: string, kind: NodeKind, scope = 'entra-tenant/t'): GraphNode => ({ id, kind, name: id, scope, row: id })
const edge = (from: string, to: string, kind: EdgeKind, more: Partial<GraphEdge> & { readonly demand?: Assurance } = {}): GraphEdge => ({
  from,
  to,
  kind,
  demand: 'none',
  holding: 'standing',
  certainty: 'sure',
  by: `${kind} ${to}`,
  ...more,
})

const head = nodeIds.accountGoal(HEAD)
const member = nodeIds.accountGoal(MEMBER)
const goals: readonly GraphNode[] = [
  { id: head, kind: 'goal', name: 'administrator of head', scope: `aws-account/${HEAD}` },
  { id: member, kind: 'goal', name: 'administrator of member', scope: `aws-account/${MEMBER}` },
]

/** An estate of two accounts, the first of which manages the other, with a role and a reading role in the second. */
const estateOf = (people: readonly string[], own: readonly GraphEdge[]): EstateGraph => {
  const nodes = [
    ...goals,
    ...people.map(id => node(id, id.startsWith('guest') ? 'entra-guest' : 'entra-user')),
    ...['ops', 'engineers'].map(id => node(id, 'entra-group')),
    ...['admin', 'reader'].map(id => node(id, 'aws-role', `aws-account/${MEMBER}`)),
    node('root', 'aws-role', `aws-account/${HEAD}`),
  ]
  const graph = openGraph(nodes, [
    edge('admin', member, 'administers'),
    edge('root', head, 'administers'),
    edge(head, member, 'administers'),
    edge('ops', 'admin', 'can-assume'),
    edge('engineers', 'reader', 'can-assume'),
    ...own,
  ])
  const numbers = new Map([HEAD, MEMBER].map(account => [account, graph.numberOf(nodeIds.accountGoal(account)) ?? -1]))
  return {
    tenants: new Map(),
    organizations: new Map(),
    accounts: new Map(),
    managementAccounts: new Map([['o-1', HEAD]]),
    graph,
    accountGoals: numbers,
    tenantGoals: new Map(),
    blindFor: () => [],
    ungivenFor: () => [],
  }
}

describe('the paths of an exhibit', () => {
  it('tell each entry once, the weakest first, with what each step demands', () => {
    const { paths } = pathsIn(
      estateOf(
        ['ann', 'bob'],
        [
          edge('ann', 'ops', 'member-of', { demand: 'mfa', rows: ['g1'] }),
          edge('bob', 'ops', 'eligible-for', { demand: 'single-factor', holding: 'eligible' }),
        ],
      ),
    )
    expect(paths.map(({ from, demand, activated, certain, taken }) => [from.name, demand, activated, certain, taken])).toEqual([
      ['bob', 'single-factor', true, true, false],
      ['ann', 'mfa', false, true, false],
    ])
    expect(paths[1]?.steps.map(({ to, words, rows }) => [to.name, to.kind, words, rows])).toEqual([
      ['ops', 'entra-group', 'member-of ops', ['g1']],
      ['admin', 'aws-role', 'can-assume admin', []],
      ['administrator of member', 'goal', `administers ${member}`, []],
    ])
  })

  it('prefer what stands and was given where nothing else demands less', () => {
    const { paths } = pathsIn(
      estateOf(
        ['ann'],
        [
          edge('ann', 'admin', 'can-reset', { demand: 'mfa' }),
          edge('ann', 'ops', 'eligible-for', { demand: 'mfa', holding: 'eligible' }),
          edge('ann', 'ops', 'member-of', { demand: 'mfa' }),
        ],
      ),
    )
    expect(paths.map(({ taken, activated }) => [taken, activated])).toEqual([[false, false]])
  })

  it('tell what may be weaker beside what is sure, and never as sure', () => {
    const { paths, access } = pathsIn(
      estateOf(
        ['ann'],
        [edge('ann', 'ops', 'member-of', { demand: 'mfa' }), edge('ann', 'ops', 'member-of', { demand: 'none', certainty: 'possible', open: 'not read' })],
      ),
    )
    expect(paths.map(({ demand, certain }) => [demand, certain])).toEqual([
      ['none', false],
      ['mfa', true],
    ])
    expect(access.people[0]?.cells).toEqual([{ account: 1, access: 'administrator', how: 'standing', demand: 'mfa' }])
  })

  it('lead to the management account, and to another only where that takes less', () => {
    const { paths } = pathsIn(
      estateOf(
        ['ann', 'bob'],
        [
          edge('ann', 'root', 'can-assume', { demand: 'mfa' }),
          edge('ann', 'ops', 'member-of', { demand: 'mfa' }),
          edge('bob', 'root', 'can-assume', { demand: 'mfa' }),
          edge('bob', 'ops', 'member-of', { demand: 'single-factor' }),
        ],
      ),
    )
    expect(paths.map(({ from, steps }) => `${from.name} ${steps.at(-1)?.to.name}`)).toEqual([
      'bob administrator of member',
      'ann administrator of head',
      'bob administrator of head',
    ])
  })

  it('name the change that closes most, for each path that it closes', () => {
    const { paths, cuts } = pathsIn(
      estateOf(['ann', 'bob', 'cem'], [edge('ann', 'ops', 'member-of'), edge('bob', 'ops', 'member-of'), edge('cem', 'root', 'can-assume')]),
    )
    expect(cuts[0]).toMatchObject({ closes: 2, of: 3 })
    expect(paths.map(({ from, cut }) => [from.name, cut === undefined ? undefined : cuts[cut]?.closes])).toEqual([
      ['ann', 2],
      ['bob', 2],
      ['cem', 1],
    ])
  })

  it('are bounded, and say how many more there are', () => {
    const crowd = Array.from({ length: 620 }, (_, index) => `p${String(index).padStart(3, '0')}`)
    const { paths, pathsNotShown, access } = pathsIn(
      estateOf(
        crowd,
        crowd.map(one => edge(one, 'ops', 'member-of')),
      ),
    )
    expect([paths.length, pathsNotShown, access.people.length, access.peopleNotShown]).toEqual([500, 120, 200, 420])
  })
})

describe('the matrix', () => {
  it('tells the way that demands least to the same access, and no way that is not sure beside one that is', () => {
    const { access } = pathsIn(
      estateOf(
        ['ann', 'bob'],
        [
          edge('ann', 'ops', 'member-of', { demand: 'phishing-resistant' }),
          edge('ann', 'admin', 'can-reset', { demand: 'single-factor' }),
          edge('ann', 'engineers', 'member-of'),
          edge('bob', 'ops', 'member-of', { demand: 'mfa', certainty: 'possible', open: 'not read' }),
          edge('bob', 'engineers', 'member-of'),
        ],
      ),
    )
    expect(access.people.map(({ person, cells }) => [person.name, ...cells.map(({ access, how, demand }) => [access, how, demand].join(' '))])).toEqual([
      ['ann', 'administrator taken single-factor'],
      ['bob', 'administrator possible mfa'],
    ])
  })

  it('tells the strongest access of each person to each account, and the weakest sign-in to it', () => {
    const { access } = pathsIn(
      estateOf(
        ['ann', 'bob', 'cem', 'guest', 'nobody'],
        [
          edge('ann', 'root', 'can-assume', { demand: 'phishing-resistant' }),
          edge('bob', 'ops', 'eligible-for', { demand: 'mfa', holding: 'eligible' }),
          edge('bob', 'engineers', 'member-of', { demand: 'none' }),
          edge('cem', 'ops', 'can-add-member', { demand: 'single-factor' }),
          edge('guest', 'engineers', 'member-of', { demand: 'single-factor' }),
        ],
      ),
    )
    expect(access.accounts).toEqual([
      { id: HEAD, name: 'head' },
      { id: MEMBER, name: 'member' },
    ])
    expect(
      access.people.map(({ person, cells }) => [person.name, ...cells.map(({ account, access, how, demand }) => [account, access, how, demand].join(' '))]),
    ).toEqual([
      ['cem', '1 administrator taken single-factor'],
      ['bob', '1 administrator activated mfa'],
      ['ann', '0 administrator standing phishing-resistant', '1 administrator standing phishing-resistant'],
      ['guest', '1 some standing single-factor'],
    ])
  })
})
