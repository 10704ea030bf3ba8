import type { Application } from './applications.ts'
import { type Assurance, assurances } from './assurance.ts'
import { type ClientApp, clientWords } from './clients.ts'
import type { Grant } from './grants.ts'
import { type Column, has, type Reach } from './matrix.ts'
import type { Model } from './model.ts'
import type { Moment } from './moments.ts'
import { signsInElsewhere } from './people.ts'
import type { Coverage, Named, Witness } from './question.ts'
import { SECURITY_DEFAULTS } from './security-defaults.ts'
import { MAYBE, NO, YES } from './truth.ts'
import { guestFits, names } from './who.ts'

/** Uncovered sign-ins of one class at one moment. */
export interface Opening {
  readonly moment: Moment
  /** Indices of the users. */
  readonly members: readonly number[]
  readonly columns: readonly Column[]
  readonly reach: Reach
}

const MOST_WITNESSES = 20
/** Groups of people that are put into words; beyond, they are only counted. */
const MOST_OPENINGS = 300

const enoughWords: Readonly<Record<Assurance, string>> = {
  none: 'a password is enough',
  'single-factor': 'a password is enough',
  'mfa-when-necessary': 'a password is enough unless Microsoft judges MFA necessary',
  mfa: 'MFA that can be phished is enough',
  'phishing-resistant': 'phishing-resistant MFA is enough',
  blocked: 'nobody gets in',
}

/** `a, b, c and 9 more`. */
const listed = (items: readonly Named[], most = 3): string => {
  const shown = items.slice(0, most).map(({ name }) => name)
  const more = items.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** Stands for the names until applications left out alike are one witness. */
const EXCLUDES_APPLICATION = 'excludes the application'

/** Which exclusion of a policy leaves the person or the application out, in words. */
const exclusionWords = (model: Model, policy: Model['matrix']['policies'][number], moment: Moment, application: Application): string[] => {
  const { exclude } = policy
  const { user, groups, relation } = moment.class
  const people = [
    ...(user !== undefined && exclude.users.has(user) ? ['excludes them by name'] : []),
    ...[...groups].filter(group => exclude.groups.has(group)).map(group => `excludes group "${model.groupName(group)}"`),
    ...[...moment.roles].filter(role => exclude.roles.has(role)).map(role => `excludes role "${model.roleName(role)}"`),
    ...(exclude.guests.some(guests => guestFits(relation, guests) === YES) ? ['excludes guests of their kind'] : []),
    ...(exclude.everyone === YES ? ['excludes everyone'] : []),
  ]
  // Who is left out altogether is left out of this application too.
  return people.length === 0 && policy.excludesApplication(application) === YES ? [EXCLUDES_APPLICATION] : people
}

/** What a policy is content with, after its name; none where it asks for nothing, or Microsoft decides. */
const weakWay = ({ demand, proofs, isAlternative }: Grant): string | undefined => {
  if (proofs.length > 0) return isAlternative ? `accepts ${proofs.join(' and ')} instead` : `asks for ${proofs.join(' and ')} only`
  if (demand.high === 'single-factor') return 'accepts a single factor'
  return demand.high === 'mfa' ? 'accepts MFA that can be phished' : undefined
}

interface Cause {
  readonly openedBy: Witness['openedBy']
  readonly acceptedBy: Witness['acceptedBy']
  readonly enough: string
}

const causeOf = (model: Model, { moment, reach }: Opening, column: Column, application: Application, suffices: (assurance: Assurance) => boolean): Cause => {
  const isExternal = signsInElsewhere(moment.class.relation)
  const openedBy: { policy: Named; exclusion: string }[] = []
  const acceptedBy: { policy: Named; way: string }[] = []
  const proofs = new Set<string>()
  model.matrix.policies.forEach((policy, index) => {
    if (!policy.clients.has(column.client) || policy.doubts.length > 0) return
    const grant = policy.grant(column.client, isExternal)
    const { demand, proofs: asked } = grant
    const name = { id: policy.id, name: policy.name }
    const left = policy.excludesApplication(application)
    if (policy.includesApplication(application) === NO || left === MAYBE) return
    if (left === NO && has(reach.certain, index)) {
      for (const proof of asked) proofs.add(proof)
      const way = policy.id === SECURITY_DEFAULTS || suffices(demand.high) ? undefined : weakWay(grant)
      if (way !== undefined && acceptedBy.at(-1)?.policy.id !== policy.id) acceptedBy.push({ policy: name, way })
    }
    if (!suffices(demand.low) || names(policy.include, moment, model.matrix.unclearRoles) !== YES) return
    const exclusions = exclusionWords(model, policy, moment, application)
    const exclusion = exclusions.join(' and ')
    // One policy may have been read as two, where Exchange ActiveSync widens it.
    if (exclusion !== '' && openedBy.at(-1)?.policy.id !== policy.id) openedBy.push({ policy: name, exclusion })
  })
  const { high } = model.matrix.outcome(reach, isExternal, column)
  const words = enoughWords[assurances[high] ?? 'none']
  return { openedBy, acceptedBy, enough: proofs.size === 0 ? words : words.replace(' is enough', ` with ${[...proofs].join(' and ')} is enough`) }
}

interface Group {
  readonly cause: Cause
  readonly onceActivated: readonly string[]
  readonly applications: readonly Application[]
  readonly clients: readonly ClientApp[]
  readonly members: Set<number>
}

/** Puts the uncovered sign-ins into words: people with the same hole for the same reason are one witness, the largest come first. */
export const witnessesOf = (
  model: Model,
  asked: readonly Column[],
  openings: readonly Opening[],
  suffices: (assurance: Assurance) => boolean,
): Pick<Coverage, 'witnesses' | 'moreHoles'> => {
  const everything = new Map(
    [...Map.groupBy(asked, ({ client }) => client)].map(([client, columns]) => [client, columns.flatMap(({ applications }) => applications)]),
  )
  const groups = new Map<string, Group>()
  const largest = openings.toSorted((a, b) => b.members.length - a.members.length)
  for (const opening of largest.slice(0, MOST_OPENINGS)) {
    const points = opening.columns.flatMap(column =>
      column.applications.map(application => ({ application, client: column.client, cause: causeOf(model, opening, column, application, suffices) })),
    )
    const onceActivated = opening.moment.activated.map(model.roleName)
    for (const [why, sharing] of Map.groupBy(points, ({ cause }) => JSON.stringify(cause))) {
      const perClient = [...Map.groupBy(sharing, ({ client }) => client)]
      for (const [what, same] of Map.groupBy(perClient, ([, there]) => there.map(({ application }) => application.id).join())) {
        const [first] = same
        const cause = first?.[1][0]?.cause
        if (first === undefined || cause === undefined) continue
        const key = JSON.stringify([why, what, same.map(([client]) => client), onceActivated])
        const group = groups.get(key) ?? {
          cause,
          onceActivated,
          applications: first[1].map(({ application }) => application),
          clients: same.map(([client]) => client),
          members: new Set<number>(),
        }
        groups.set(key, group)
        for (const member of opening.members) group.members.add(member)
      }
    }
  }
  const all = [...groups.values()].sort((a, b) => b.members.size - a.members.size || b.applications.length - a.applications.length)
  const witnesses = all.slice(0, MOST_WITNESSES).map(group => inWords(model, group, everything))
  return { witnesses, moreHoles: all.length - witnesses.length + Math.max(0, openings.length - MOST_OPENINGS) }
}

/** `any application but Payroll` where all that is not named is among them. */
const applicationWords = (applications: readonly Application[], asked: readonly Application[]): string => {
  if (!applications.some(({ kind }) => kind === 'other')) return listed(applications)
  const there = new Set(applications.map(({ id }) => id))
  const covered = [...new Map(asked.filter(({ id, kind }) => !there.has(id) && kind !== 'overlap').map(each => [each.id, each])).values()]
  return covered.length === 0 ? 'any application' : `any application but ${listed(covered)}`
}

const inWords = (
  model: Model,
  { cause, onceActivated, applications, clients, members }: Group,
  everything: ReadonlyMap<ClientApp, readonly Application[]>,
): Witness => {
  const users = [...members]
    .sort((a, b) => a - b)
    .flatMap((index): Named[] => {
      const user = model.people.users[index]
      return user === undefined ? [] : [{ id: user.id, name: user.name }]
    })
  const who = users.length === 1 ? listed(users) : `${users.length} users (${listed(users)})`
  const once = onceActivated.length === 0 ? '' : `, once they activate ${onceActivated.join(' and ')}`
  const openedBy = cause.openedBy.map(({ policy, exclusion }) => ({
    policy,
    exclusion: exclusion === EXCLUDES_APPLICATION ? `excludes ${listed(applications)}` : exclusion,
  }))
  const causes = [
    ...openedBy.map(({ policy, exclusion }) => `policy "${policy.name}" ${exclusion}`),
    ...cause.acceptedBy.map(({ policy, way }) => `policy "${policy.name}" ${way}`),
  ]
  const where = applicationWords(
    applications,
    clients.flatMap(client => everything.get(client) ?? []),
  )
  return {
    users,
    applications: applications.map(({ id, name }) => ({ id, name })),
    clients,
    where,
    onceActivated,
    enough: cause.enough,
    openedBy,
    acceptedBy: cause.acceptedBy,
    text: `${who}${once}: ${where}, from ${clientWords(clients)}: ${cause.enough}; ${causes.length === 0 ? 'no enabled policy asks more of them there' : causes.join('; ')}`,
  }
}
