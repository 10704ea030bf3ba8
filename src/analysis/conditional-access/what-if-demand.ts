import { type Assurance, type Demand, rankOf, strongest } from './assurance.ts'
import { canProtectApps, type Dimension, dimensions, type Space } from './circumstances.ts'
import type { Grant } from './grants.ts'
import type { Policy } from './policies.ts'
import type { Selection, SignIn } from './sign-in.ts'
import { and, MAYBE, NO, type Truth, YES } from './truth.ts'

/** A policy that may apply, people, application and client considered: circumstances decide the rest. */
export interface Candidate {
  readonly policy: Policy
  readonly base: Truth
}

/** Combinations of circumstances beyond this many are not tried one by one. */
const MOST_POINTS = 200_000

/** Of the selected values of a dimension one of each kind that candidates and their controls tell apart. */
export const kindsOf = (
  space: Space,
  selection: Selection,
  candidates: readonly Candidate[],
  client: SignIn['client'],
): Readonly<Record<Dimension, readonly number[]>> => {
  const told = (dimension: Dimension, index: number): unknown => {
    if (dimension === 'flow') return space.flow[index] === 'deviceCodeFlow'
    if (dimension === 'platform') return canProtectApps(space.platform[index] ?? 'other', client)
    return dimension === 'device' ? [space.device[index]?.isCompliant, space.device[index]?.isHybridJoined] : null
  }
  const kinds = (dimension: Dimension): number[] => {
    const known = new Map<string, number>()
    selection[dimension].forEach((isIn, index) => {
      if (!isIn) return
      const key = JSON.stringify([told(dimension, index), candidates.map(({ policy }) => policy.region[dimension][index])])
      if (!known.has(key)) known.set(key, index)
    })
    return [...known.values()]
  }
  return {
    flow: kinds('flow'),
    signInRisk: kinds('signInRisk'),
    userRisk: kinds('userRisk'),
    insiderRisk: kinds('insiderRisk'),
    platform: kinds('platform'),
    location: kinds('location'),
    device: kinds('device'),
  }
}

/** One combination of circumstances: of each dimension a value, by number. */
export type Point = Readonly<Record<Dimension, number>>

function* pointsOf(kinds: Readonly<Record<Dimension, readonly number[]>>): Generator<Point, void, undefined> {
  for (const flow of kinds.flow)
    for (const platform of kinds.platform)
      for (const device of kinds.device)
        for (const location of kinds.location)
          for (const signInRisk of kinds.signInRisk)
            for (const userRisk of kinds.userRisk)
              for (const insiderRisk of kinds.insiderRisk) yield { flow, platform, device, location, signInRisk, userRisk, insiderRisk }
}

const weakest = (a: Assurance, b: Assurance): Assurance => (rankOf(a) < rankOf(b) ? a : b)

/** What a policy demands under certain circumstances. */
export type Granting = (policy: Policy, point: Point) => Grant['demand']

const appliesAt = ({ policy, base }: Candidate, point: Point): Truth =>
  dimensions.reduce<Truth>((truth, dimension) => and(truth, policy.region[dimension][point[dimension]] ?? MAYBE), base)

/** The least and the most that is demanded over all points. */
export const demandOver = (kinds: Readonly<Record<Dimension, readonly number[]>>, candidates: readonly Candidate[], granting: Granting): Demand => {
  if (dimensions.reduce((product, dimension) => product * kinds[dimension].length, 1) > MOST_POINTS) return { low: 'none', high: 'blocked' }
  let low: Assurance = 'blocked'
  let high: Assurance = 'none'
  for (const point of pointsOf(kinds)) {
    let least: Assurance = 'none'
    for (const candidate of candidates) {
      const truth = appliesAt(candidate, point)
      if (truth === NO) continue
      const demand = granting(candidate.policy, point)
      if (truth === YES) least = strongest(least, demand.low)
      high = strongest(high, demand.high)
    }
    low = weakest(low, least)
  }
  return { low, high }
}

/** The dimensions of which another value, all else equal, changes what is demanded. */
export const dependencies = (kinds: Readonly<Record<Dimension, readonly number[]>>, candidates: readonly Candidate[], granting: Granting): Dimension[] => {
  const varying = dimensions.filter(dimension => kinds[dimension].length > 1)
  return varying.filter(dimension => {
    const demands = kinds[dimension].map(value => JSON.stringify(demandOver({ ...kinds, [dimension]: [value] }, candidates, granting)))
    return new Set(demands).size > 1
  })
}
