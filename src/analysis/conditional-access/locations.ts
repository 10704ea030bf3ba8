import type { ConditionalAccessPolicy, NamedLocation } from '../../datasets/entra/conditional-access.ts'
import { addressSets, countrySets } from './location-atoms.ts'
import { and, anyOf, MAYBE, NO, not, type Truth, truth, YES } from './truth.ts'

type LocationCondition = NonNullable<ConditionalAccessPolicy['conditions']['locations']>

/** Places that the policies cannot tell apart. */
export interface Place {
  /** Whether the place is in each condition that was given, in order. */
  readonly fits: readonly Truth[]
  /** Whether it is in each of the named places, in order; MAYBE also where only a part of it is. */
  readonly inside: readonly Truth[]
  /** Whether it is trusted, by a mark or by per-user MFA; MAYBE: a part of it. */
  readonly isTrusted: Truth
  /** Why there may be no such place. */
  readonly doubt?: string | undefined
}

/** A place that policies name. */
export interface NamedPlace {
  readonly key: string
  readonly words: string
}

/** The address ranges of per-user MFA, which no API tells. https://learn.microsoft.com/entra/identity/conditional-access/concept-assignment-network#multifactor-authentication-trusted-ips */
const MFA_TRUSTED = '00000000-0000-0000-0000-000000000000'
const ALL_TRUSTED = 'alltrusted'
const MOST_PLACES = 50_000

/** One point: where an address, a country, and the ways in that are no place of their own meet. */
interface Point {
  readonly ids: ReadonlySet<string>
  readonly isMfaTrusted: boolean
}

const cross = (a: readonly ReadonlySet<string>[], b: readonly ReadonlySet<string>[]): ReadonlySet<string>[] =>
  a.flatMap(one => b.map(other => new Set([...one, ...other])))

/**
 * The places that location conditions tell apart. An address range and a country go together in any way, as a phone may tell its country by
 * coordinates. https://learn.microsoft.com/entra/identity/conditional-access/concept-assignment-network. `undefined`: too many to list.
 */
export const placesOf = (
  conditions: readonly LocationCondition[],
  locations: readonly NamedLocation[],
): { readonly places: readonly Place[]; readonly named: readonly NamedPlace[] } | undefined => {
  const names = new Set(
    conditions.flatMap(({ includeLocations, excludeLocations }) => [...includeLocations, ...excludeLocations].map(name => name.toLowerCase())),
  )
  const isTrusted = ({ kind, isTrusted }: NamedLocation) => kind === 'ip' && isTrusted
  const mentioned = locations.filter(location => names.has(location.id.toLowerCase()) || (names.has(ALL_TRUSTED) && isTrusted(location)))
  const addresses = addressSets(mentioned.filter(({ kind }) => kind === 'ip'))
  const networks = mentioned.filter(({ kind }) => kind === 'compliant-network').map((location): ReadonlySet<string> => new Set([location.id]))
  const countries = countrySets(mentioned.filter(({ kind }) => kind === 'country'))
  const hasMfaTrusted = names.has(ALL_TRUSTED) || names.has(MFA_TRUSTED)
  if (addresses.sets.length * countries.length * (networks.length + 1) > MOST_PLACES) return undefined
  const points = cross(cross(addresses.sets, countries), [new Set<string>(), ...networks]).flatMap((ids): Point[] => [
    { ids, isMfaTrusted: false },
    ...(hasMfaTrusted ? [{ ids, isMfaTrusted: true }] : []),
  ])

  const byId = new Map(mentioned.map(location => [location.id.toLowerCase(), location]))
  const trusted = mentioned.filter(isTrusted)
  const isIn = (name: string, { ids, isMfaTrusted }: Point): Truth => {
    if (name === 'all') return YES
    if (name === MFA_TRUSTED) return truth(isMfaTrusted)
    if (name === ALL_TRUSTED) return isMfaTrusted ? YES : anyOf(trusted, ({ id }) => (ids.has(id) ? YES : addresses.unread.has(id) ? MAYBE : NO))
    const location = byId.get(name)
    if (location === undefined || location.kind === 'other') return MAYBE
    return ids.has(location.id) ? YES : addresses.unread.has(location.id) ? MAYBE : NO
  }
  const lowered = conditions.map(({ includeLocations, excludeLocations }) => ({
    include: includeLocations.map(name => name.toLowerCase()),
    exclude: excludeLocations.map(name => name.toLowerCase()),
  }))
  const named = [...names]
    .filter(name => name !== 'all')
    .sort()
    .map((key): NamedPlace => ({ key, words: wordsOf(key, byId.get(key)?.name) }))
  const places = new Map<string, { fits: Truth[]; inside: Truth[]; isTrusted: Truth; doubt: string | undefined }>()
  for (const point of points) {
    const fits = lowered.map(({ include, exclude }) =>
      // A condition that includes nothing is not set.
      and(include.length === 0 ? YES : anyOf(include, name => isIn(name, point)), not(anyOf(exclude, name => isIn(name, point)))),
    )
    const doubt = point.isMfaTrusted ? 'whether per-user MFA has trusted addresses cannot be read' : undefined
    const key = `${fits.join('')}${doubt === undefined ? '' : '?'}`
    const inside = named.map(({ key }) => isIn(key, point))
    const isTrusted = isIn(ALL_TRUSTED, point)
    const known = places.get(key)
    if (known === undefined) {
      places.set(key, { fits, inside, isTrusted, doubt })
      continue
    }
    known.inside = known.inside.map((before, index) => (before === inside[index] ? before : MAYBE))
    if (known.isTrusted !== isTrusted) known.isTrusted = MAYBE
  }
  return { places: [...places.values()], named }
}

const wordsOf = (key: string, name: string | undefined): string => {
  if (key === ALL_TRUSTED) return 'trusted locations'
  if (key === MFA_TRUSTED) return "per-user MFA's trusted addresses"
  return name === undefined ? `location ${key}` : `"${name}"`
}
