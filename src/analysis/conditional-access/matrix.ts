import { type Application, applicationsToldApart, baselineScopes, EXCHANGE_ONLINE } from './applications.ts'
import { add, type Bits, bits } from './bits.ts'
import type { Space } from './circumstances.ts'
import type { ClientApp } from './clients.ts'
import { type Policy, reaches } from './policies.ts'
import { and, MAYBE, NO, not, type Truth, YES } from './truth.ts'
import { names, type Person } from './who.ts'

/** The policies about a person: those certain to be, and those that may be. */
export interface Reach {
  readonly certain: Bits
  readonly possible: Bits
  /** Equal for two people whom the same policies are about. */
  readonly key: string
}

/** Applications that the policies treat alike on one kind of client, and the policies that reach them there: for certain, or perhaps. */
export interface Column {
  readonly client: ClientApp
  readonly applications: readonly Application[]
  readonly certain: Bits
  readonly possible: Bits
  /** Whether any sign-in is sure to fall here: an overlap of two groups may be empty. */
  readonly mayBeEmpty: boolean
}

/** Policies against applications and clients: everything about a question but the people. */
export interface Matrix {
  readonly policies: readonly Policy[]
  readonly unclearRoles: ReadonlyMap<string, string>
  readonly space: Space
  reach(person: Person, policies?: readonly Policy[]): Reach
  /** The columns of the asked applications (`any`: all that policies tell apart) on the asked clients. */
  columns(applications: 'any' | readonly Application[], clients: readonly ClientApp[]): Column[]
}

export const matrixOf = (
  policies: readonly Policy[],
  mentioned: Iterable<string>,
  unclearRoles: ReadonlyMap<string, string>,
  applicationById: (id: string) => Application,
  directory: Parameters<typeof applicationsToldApart>[1],
  space: Space,
): Matrix => {
  const told = applicationsToldApart(mentioned, directory)
  const isOpenToBaseline = policies.some(policy => policy.includesApplication(baselineScopes) === MAYBE)

  const column = (client: ClientApp, applications: readonly Application[], application: Application): Column => {
    const certain = bits(policies.length)
    const possible = bits(policies.length)
    policies.forEach((policy, index) => {
      if (!policy.clients.has(client)) return
      const reached = reaches(policy, application)
      if (reached === NO) return
      if (reached === YES && policy.doubts.length === 0) add(certain, index)
      add(possible, index)
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

  const reachByClass = new WeakMap<Person['class'], Map<string, Reach>>()
  const reachOf = (person: Person, about: readonly Policy[]): Reach => {
    const certain = bits(policies.length)
    const possible = bits(policies.length)
    about.forEach((policy, index) => {
      const reached: Truth = and(names(policy.include, person, unclearRoles), not(names(policy.exclude, person, unclearRoles)))
      if (reached === NO) return
      add(possible, index)
      if (reached === YES) add(certain, index)
    })
    return { certain, possible, key: `${certain.join()}|${possible.join()}` }
  }

  return {
    policies,
    unclearRoles,
    space,
    reach(person, about = policies) {
      if (about !== policies) return reachOf(person, about)
      const known = reachByClass.get(person.class) ?? new Map<string, Reach>()
      reachByClass.set(person.class, known)
      const key = person.roles.size === person.class.roles.size ? '' : [...person.roles].sort().join()
      const reach = known.get(key) ?? reachOf(person, policies)
      known.set(key, reach)
      return reach
    },
    columns: (applications, clients) => clients.flatMap(client => (applications === 'any' ? anywhere(client) : columnsOf(applications, client))),
  }
}
