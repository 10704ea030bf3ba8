import type { Class } from './people.ts'
import type { Policy } from './policies.ts'
import { meets } from './truth.ts'
import type { Person } from './who.ts'

/** Roles that the policies cannot tell apart. */
type Bundle = readonly string[]

/** A person at one moment: as now, or once some of the roles they are eligible for are activated. */
export interface Moment extends Person {
  /** Template ids, one of each kind of role that policies tell apart; empty: as now. */
  readonly activated: readonly string[]
}

/** Bundles beyond this many are not combined: the rest of such a person's moments stays undecided. */
const MOST_BUNDLES = 10

/** Cuts the roles that policies name into bundles by the sides of policies they stand on. */
export const bundleRoles = (policies: readonly Policy[]): ReadonlyMap<string, string> => {
  const sides = new Map<string, string>()
  const note = (roles: ReadonlySet<string>, side: string) => {
    for (const role of roles) sides.set(role, `${sides.get(role) ?? ''} ${side}`)
  }
  policies.forEach((policy, index) => {
    note(policy.include.roles, `+${index}`)
    note(policy.exclude.roles, `-${index}`)
  })
  return sides
}

/**
 * Every moment of a class that policies can tell apart: all combinations of the roles that could be activated. `needed`: only moments in which one
 * of these roles is held. `isComplete` is false for someone eligible for too many differing roles.
 */
export const momentsOf = (
  person: Class,
  bundles: ReadonlyMap<string, string>,
  needed?: ReadonlySet<string>,
): { readonly moments: readonly Moment[]; readonly isComplete: boolean } => {
  const eligible = [...person.eligible].filter(role => !person.roles.has(role))
  const told = Map.groupBy(
    eligible.filter(role => bundles.has(role)),
    role => bundles.get(role) ?? '',
  )
  const all: Bundle[] = [...told.values()]
  const choices = all.slice(0, MOST_BUNDLES)
  // A role that no policy names can be activated beside any of these moments without changing it.
  const isHeldAnyway = needed === undefined || meets(person.roles, needed) || eligible.some(role => needed.has(role) && !bundles.has(role))
  const moments: Moment[] = []
  for (let chosen = 0; chosen < 1 << choices.length; chosen++) {
    const active = choices.filter((_, index) => (chosen & (1 << index)) !== 0)
    if (!isHeldAnyway && !active.some(bundle => bundle.some(role => needed.has(role)))) continue
    const activated = active.flatMap(bundle => bundle.find(role => needed?.has(role) === true) ?? bundle[0] ?? [])
    moments.push({ class: person, roles: activated.length === 0 ? person.roles : new Set([...person.roles, ...activated]), activated })
  }
  return { moments, isComplete: choices.length === all.length }
}
