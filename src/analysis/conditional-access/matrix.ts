import { type Application, applicationsToldApart, baselineScopes, EXCHANGE_ONLINE } from './applications.ts'
import { assurances, rankOf } from './assurance.ts'
import type { ClientApp } from './clients.ts'
import { type Policy, reaches } from './policies.ts'
import { and, MAYBE, NO, not, type Truth, YES } from './truth.ts'
import { names, type Person } from './who.ts'

/** A set of policies by number, as bits. */
type Bits = Uint32Array

/** The policies about a person: those certain to be, and those that may be. */
export interface Reach {
  readonly certain: Bits
  readonly possible: Bits
  /** Equal for two people whom the same policies are about. */
  readonly key: string
}

/** Applications that the policies treat alike on one kind of client, and the policies there by what they demand, weakest first. */
export interface Column {
  readonly client: ClientApp
  readonly applications: readonly Application[]
  /** By rank of assurance, for people of the tenant and for those who sign in elsewhere. */
  readonly certain: Readonly<Record<'own' | 'external', readonly Bits[]>>
  readonly possible: Readonly<Record<'own' | 'external', readonly Bits[]>>
  /** Whether any sign-in is sure to fall here: an overlap of two groups may be empty. */
  readonly mayBeEmpty: boolean
}

/** The ranks between which the assurance of a point lies. */
interface Outcome {
  readonly low: number
  readonly high: number
}

const bits = (count: number): Bits => new Uint32Array(Math.ceil(count / 32) || 1)

const add = (set: Bits | undefined, index: number): void => {
  if (set === undefined) return
  set[index >>> 5] = (set[index >>> 5] ?? 0) | (1 << (index & 31))
}

export const has = (set: Bits, index: number): boolean => ((set[index >>> 5] ?? 0) & (1 << (index & 31))) !== 0

const intersects = (a: Bits, b: Bits): boolean => {
  for (let word = 0; word < a.length; word++) if (((a[word] ?? 0) & (b[word] ?? 0)) !== 0) return true
  return false
}

const highest = (people: Bits, byRank: readonly Bits[]): number => {
  for (let rank = byRank.length - 1; rank > 0; rank--) {
    const there = byRank[rank]
    if (there !== undefined && intersects(people, there)) return rank
  }
  return 0
}

/** Policies against applications and clients: everything about a question but the people. */
export interface Matrix {
  readonly policies: readonly Policy[]
  readonly unclearRoles: ReadonlyMap<string, string>
  reach(person: Person, policies?: readonly Policy[]): Reach
  /** The columns of the asked applications (`any`: all that policies tell apart) on the asked clients. */
  columns(applications: 'any' | readonly Application[], clients: readonly ClientApp[]): Column[]
  outcome(reach: Reach, isExternal: boolean, column: Column): Outcome
}

export const matrixOf = (
  policies: readonly Policy[],
  mentioned: Iterable<string>,
  unclearRoles: ReadonlyMap<string, string>,
  applicationById: (id: string) => Application,
  directory: Parameters<typeof applicationsToldApart>[1],
): Matrix => {
  const told = applicationsToldApart(mentioned, directory)
  const isOpenToBaseline = policies.some(policy => policy.includesApplication(baselineScopes) === MAYBE)

  const column = (client: ClientApp, applications: readonly Application[], application: Application): Column => {
    const byRank = () => assurances.map(() => bits(policies.length))
    const certain = { own: byRank(), external: byRank() }
    const possible = { own: byRank(), external: byRank() }
    policies.forEach((policy, index) => {
      if (!policy.clients.has(client)) return
      const reached = reaches(policy, application)
      if (reached === NO) return
      for (const side of ['own', 'external'] as const) {
        const { demand } = policy.grant(client, side === 'external')
        if (reached === YES && policy.doubts.length === 0) add(certain[side][rankOf(demand.low)], index)
        add(possible[side][rankOf(demand.high)], index)
      }
    })
    return { client, applications, certain, possible, mayBeEmpty: application.kind === 'overlap' }
  }

  const alike = (applications: readonly Application[]): Map<string, Application[]> =>
    Map.groupBy(applications, application => (application.kind === 'overlap' ? 'overlap ' : '') + policies.map(policy => reaches(policy, application)).join(''))

  const onClient = (applications: 'any' | readonly Application[], client: ClientApp): readonly Application[] => {
    // Exchange ActiveSync reaches nothing else; basic scopes are asked for by modern clients only.
    if (client === 'exchangeActiveSync')
      return applications === 'any' ? [applicationById(EXCHANGE_ONLINE)] : applications.filter(({ id }) => id === EXCHANGE_ONLINE)
    if (applications !== 'any') return applications
    return client === 'other' || !isOpenToBaseline ? told : [...told, baselineScopes]
  }

  const columnsOf = (applications: 'any' | readonly Application[], client: ClientApp): Column[] =>
    [...alike(onClient(applications, client)).values()].flatMap(group => {
      const [first] = group
      return first === undefined ? [] : [column(client, group, first)]
    })

  const everywhere = new Map<ClientApp, Column[]>()
  const anywhere = (client: ClientApp): Column[] => {
    const known = everywhere.get(client) ?? columnsOf('any', client)
    everywhere.set(client, known)
    return known
  }

  return {
    policies,
    unclearRoles,
    reach(person, about = policies) {
      const certain = bits(policies.length)
      const possible = bits(policies.length)
      about.forEach((policy, index) => {
        const reached: Truth = and(names(policy.include, person, unclearRoles), not(names(policy.exclude, person, unclearRoles)))
        if (reached === NO) return
        add(possible, index)
        if (reached === YES) add(certain, index)
      })
      return { certain, possible, key: `${certain.join()}|${possible.join()}` }
    },
    columns: (applications, clients) => clients.flatMap(client => (applications === 'any' ? anywhere(client) : columnsOf(applications, client))),
    outcome(reach, isExternal, { certain, possible }) {
      const side = isExternal ? 'external' : 'own'
      return { low: highest(reach.certain, certain[side]), high: highest(reach.possible, possible[side]) }
    },
  }
}
