import type { Application } from './applications.ts'
import { intersection } from './bits.ts'
import { type Cause, causeOf, THE_APPLICATION } from './causes.ts'
import type { Cell } from './cells.ts'
import { type ClientApp, clientWords } from './clients.ts'
import type { Hole } from './holes.ts'
import type { Column, Reach } from './matrix.ts'
import type { Model } from './model.ts'
import type { Moment } from './moments.ts'
import { type Class, type Origin, originOf } from './people.ts'
import type { Coverage, Named, Question, Witness } from './question.ts'
import { type Scene, sceneOf } from './scenes.ts'

/** Uncovered sign-ins of one class at one moment. */
export interface Opening {
  readonly moment: Moment
  /** Indices of the users. */
  readonly members: readonly number[]
  readonly columns: readonly Column[]
  readonly reach: Reach
}

const MOST_WITNESSES = 20
/** Holes, one client and one set of applications each, that are put into words; beyond, groups of people are only counted. */
const MOST_WORDED = 2_000
/** Places whose policies are read for it, each with all of them. */
const MOST_SCENES = 300

/** `a, b, c and 9 more`. */
const listed = (items: readonly Named[], most = 3): string => {
  const shown = items.slice(0, most).map(({ name }) => name)
  const more = items.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

interface Group {
  readonly cause: Cause
  readonly onceActivated: readonly string[]
  readonly applications: readonly Application[]
  readonly clients: readonly ClientApp[]
  /** Once for each class: all of its openings have the same. */
  readonly members: Map<Class, readonly number[]>
}

/** A scene, and the applications at which it is the same. */
interface Setting {
  readonly scene: Scene
  readonly applications: readonly Application[]
}

/** Applications of a column that each policy includes, and excludes, alike. */
const namedAlike = ({ matrix }: Model, { applications }: Column): Map<string, readonly Application[]> =>
  Map.groupBy(applications, application =>
    matrix.policies.map(policy => policy.includesApplication(application) * 3 + policy.excludesApplication(application)).join(''),
  )

/** Puts the uncovered sign-ins into words: people with the same hole for the same reason are one witness, the largest come first. */
export const witnessesOf = (
  model: Model,
  asked: readonly Column[],
  openings: readonly Opening[],
  question: Question,
  cell: (client: ClientApp, origin: Origin) => Cell,
): Pick<Coverage, 'witnesses' | 'moreHoles'> => {
  const everything = new Map(
    [...Map.groupBy(asked, ({ client }) => client)].map(([client, columns]) => [client, columns.flatMap(({ applications }) => applications)]),
  )
  let made = 0
  const scenes = new Map<Column, Map<Hole, readonly Setting[]>>()
  const scenesAt = (column: Column, origin: Origin, reach: Reach): Setting[] => {
    const there = cell(column.client, origin)
    const known = scenes.get(column) ?? new Map<Hole, readonly Setting[]>()
    scenes.set(column, known)
    return there.holes(intersection(reach.possible, column.possible)).flatMap(hole => {
      const settings =
        known.get(hole) ??
        [...namedAlike(model, column)].flatMap(([, applications]): Setting[] => {
          const [first] = applications
          return first === undefined ? [] : [{ applications, scene: sceneOf(model, column, first, origin, question, hole, there.asked) }]
        })
      if (!known.has(hole)) made += settings.length
      known.set(hole, settings)
      return settings
    })
  }
  const groups = new Map<string, Group>()
  const largest = openings.toSorted((a, b) => b.members.length - a.members.length)
  let worded = 0
  let openingsWorded = 0
  for (const opening of largest) {
    if (worded > MOST_WORDED || made > MOST_SCENES) break
    openingsWorded++
    const origin = originOf(opening.moment.class, question.foreignDevices ?? 'unclear')
    const points = opening.columns.flatMap(column =>
      scenesAt(column, origin, opening.reach).map(({ scene, applications }) => ({
        applications,
        client: column.client,
        cause: causeOf(model, opening, scene),
      })),
    )
    worded += points.length
    const onceActivated = opening.moment.activated.map(model.roleName)
    for (const [why, sharing] of Map.groupBy(points, ({ cause }) => JSON.stringify(cause))) {
      const perClient = [...Map.groupBy(sharing, ({ client }) => client)]
      for (const [what, same] of Map.groupBy(perClient, ([, there]) => there.flatMap(({ applications }) => applications.map(({ id }) => id)).join())) {
        const [first] = same
        const cause = first?.[1][0]?.cause
        if (first === undefined || cause === undefined) continue
        const key = JSON.stringify([why, what, same.map(([client]) => client), onceActivated])
        const group = groups.get(key) ?? {
          cause,
          onceActivated,
          applications: first[1].flatMap(({ applications }) => applications),
          clients: same.map(([client]) => client),
          members: new Map<Class, readonly number[]>(),
        }
        groups.set(key, group)
        group.members.set(opening.moment.class, opening.members)
      }
    }
  }
  const sizeOf = ({ members }: Group): number => members.values().reduce((sum, list) => sum + list.length, 0)
  const all = [...groups.values()]
    .map(group => ({ ...group, size: sizeOf(group) }))
    .sort((a, b) => b.size - a.size || b.applications.length - a.applications.length)
  const notWorded = openings.length - openingsWorded
  const witnesses = all.slice(0, MOST_WITNESSES).map(group => inWords(model, group, everything, notWorded > 0))
  return { witnesses, moreHoles: all.length - witnesses.length + notWorded }
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
  isSample: boolean,
): Witness => {
  const users: Named[] = []
  for (const index of Uint32Array.from([...members.values()].flat()).sort()) {
    const user = model.people.nameOf(index)
    if (user !== undefined) users.push(user)
  }
  const who = users.length === 1 ? listed(users) : `${isSample ? 'at least ' : ''}${users.length} users (${listed(users)})`
  const once = onceActivated.length === 0 ? '' : `, once they activate ${onceActivated.join(' and ')}`
  const openedBy = cause.openedBy.map(({ policy, exclusion }) => ({
    policy,
    exclusion: exclusion.replace(THE_APPLICATION, listed(applications)),
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
    circumstances: cause.circumstances,
    change: cause.change.replace(THE_APPLICATION, listed(applications)),
    text: `${who}${once}: ${where}, from ${clientWords(clients)}${cause.circumstances === '' ? '' : `, ${cause.circumstances}`}: ${cause.enough}; ${causes.length === 0 ? 'no enabled policy asks more of them there' : causes.join('; ')}`,
  }
}
