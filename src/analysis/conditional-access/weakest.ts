import { answering, MOST_WORK } from './answers.ts'
import { type Assurance, assurances, rankOf } from './assurance.ts'
import { COVERED, HOLE, UNDECIDED } from './cells.ts'
import { modernClients } from './clients.ts'
import type { Model } from './model.ts'
import { bundleRoles, momentsOf } from './moments.ts'
import type { ForeignDevices } from './outsiders.ts'
import { type Class, originOf } from './people.ts'
import { meets } from './truth.ts'

/** Everybody with an enabled account is one of these; who is two of them is the first. */
export const personKinds = ['emergency-access', 'administrator', 'guest', 'member'] as const
export type PersonKind = (typeof personKinds)[number]

/** So many people of a kind whose weakest sign-in demands at least `least` and at most `most`; where these differ it cannot be decided. */
export interface WeakestSignIns {
  readonly kind: PersonKind
  readonly least: Assurance
  readonly most: Assurance
  readonly people: number
}

/** Who counts as an administrator: as in a question about holders. */
export interface AskedAs {
  readonly holdersOf: readonly string[]
  readonly also: readonly string[]
  /** What is believed of the devices of invited guests. */
  readonly foreignDevices: ForeignDevices
}

export interface Weakest {
  readonly groups: readonly WeakestSignIns[]
  /** Accounts of Microsoft Entra Connect, which are no people and are not among them. */
  readonly synchronizationAccounts: number
  /** Names of groups and principals that hold a role of an administrator and of whom it is not known who they are. */
  readonly unclear: readonly string[]
}

const thresholds = assurances.slice(1)

interface Range {
  least: Assurance
  most: Assurance
  isOpen: boolean
}

/**
 * What the weakest sign-in of each person demands, over all applications and circumstances, in a browser or a modern app: class by class, one
 * threshold of assurance after the other. Administrators are asked about as holders of their roles, as `cover` does.
 */
export const weakestSignIns = (model: Model, { holdersOf, also, foreignDevices }: AskedAs): Weakest => {
  const { people, matrix } = model
  const needed = new Set(holdersOf.map(role => role.toLowerCase()))
  const isHolder = (person: Class): boolean => meets(needed, person.roles) || meets(needed, person.eligible)
  const columns = matrix.columns('any', modernClients)
  const bundles = bundleRoles(matrix.policies)
  const occupied = people.classes.flatMap((person, number) => (people.enabledOf(number).length > 0 ? [{ person, number }] : []))
  const asked = occupied.map(({ person, number }) => {
    const { moments, isComplete } = momentsOf(person, bundles, isHolder(person) ? needed : undefined)
    return { number, isComplete, origin: originOf(person, foreignDevices), reaches: moments.map(moment => matrix.reach(moment)) }
  })
  const ranges = new Map<number, Range>(asked.map(({ number }) => [number, { least: 'none', most: 'blocked', isOpen: true }]))
  thresholds.forEach((least, index) => {
    const answers = answering(matrix, columns, { suffices: assurance => rankOf(assurance) >= rankOf(least) }, { work: MOST_WORK })
    for (const { number, isComplete, origin, reaches } of asked) {
      const range = ranges.get(number)
      // Who can get in with less than this can get in with less than any more.
      if (range === undefined || range.most !== 'blocked') continue
      let verdict: number = isComplete ? COVERED : UNDECIDED
      for (const reach of reaches) {
        for (const outcome of answers.of(reach, origin)) verdict = Math.max(verdict, outcome)
        if (verdict === HOLE) break
      }
      if (verdict === HOLE) range.most = assurances[index] ?? 'none'
      else if (verdict === UNDECIDED) range.isOpen = false
      else if (range.isOpen) range.least = least
    }
  })

  const counts = new Map<string, { kind: PersonKind; least: Assurance; most: Assurance; people: number }>()
  const count = (kind: PersonKind, number: number, people: number): void => {
    const { least, most } = ranges.get(number) ?? { least: 'none', most: 'blocked' }
    const key = `${kind} ${least} ${most}`
    const known = counts.get(key) ?? { kind, least, most, people: 0 }
    counts.set(key, { ...known, people: known.people + people })
  }
  const isEnabled = (index: number): boolean => people.users[index]?.accountEnabled === true
  const apart = new Map<number, PersonKind | undefined>()
  for (const id of also) {
    const index = people.indexById.get(id.toLowerCase())
    if (index !== undefined) apart.set(index, 'administrator')
  }
  for (const index of model.synchronization) apart.set(index, undefined)
  for (const index of model.emergency) apart.set(index, 'emergency-access')
  const taken = new Map<number, number>()
  let synchronizationAccounts = 0
  for (const [index, kind] of apart) {
    if (!isEnabled(index)) continue
    const number = people.classOf[index] ?? 0
    taken.set(number, (taken.get(number) ?? 0) + 1)
    if (kind === undefined) synchronizationAccounts += 1
    else count(kind, number, 1)
  }
  for (const { person, number } of occupied) {
    const left = people.enabledOf(number).length - (taken.get(number) ?? 0)
    if (left > 0) count(isHolder(person) ? 'administrator' : person.relation === 'member' ? 'member' : 'guest', number, left)
  }
  const place = ({ kind, least, most }: WeakestSignIns): number => personKinds.indexOf(kind) * 100 + rankOf(least) * 10 + rankOf(most)
  return {
    groups: [...counts.values()].sort((a, b) => place(a) - place(b)),
    synchronizationAccounts,
    unclear: [...new Set([...needed].flatMap(role => [matrix.unclearRoles.get(role) ?? [], model.unresolved.get(role) ?? []].flat()))],
  }
}
