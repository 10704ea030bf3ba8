import { type Bits, has } from './bits.ts'
import { type Box, type BoxSearch, boxSearch, type Point } from './box-search.ts'
import { dimensions } from './circumstances.ts'

/** Uncovered circumstances: for each dimension, the values it may have, each with each. */
export interface Hole {
  readonly sets: readonly (readonly boolean[])[]
}

const MOST_HOLES = 3
const MOST_WORK = 2_000_000

/** Widened first: what says least about a sign-in. */
const order = ['userRisk', 'signInRisk', 'insiderRisk', 'flow', 'platform', 'location', 'device'] as const

/** The point with, in each dimension, every value of `within` that still touches none of the boxes. */
const widen = (point: Point, boxes: readonly Box[], within: readonly (readonly boolean[])[]): Hole => {
  const sets = within.map((set, dimension) => set.map((_, value) => value === point[dimension]))
  const touches = (box: Box, dimension: number): boolean => sets[dimension]?.some((isIn, value) => isIn && box.sets[dimension]?.[value] === true) === true
  for (const name of order) {
    const dimension = dimensions.indexOf(name)
    const near = boxes.filter(box => sets.every((_, other) => other === dimension || touches(box, other)))
    sets[dimension] = (within[dimension] ?? []).map((isIn, value) => isIn && !near.some(box => box.sets[dimension]?.[value] === true))
  }
  return { sets }
}

/** A product without a hole in it, as disjoint products. */
const without = (within: readonly (readonly boolean[])[], { sets }: Hole): boolean[][][] =>
  within.map((_, cut) =>
    within.map((set, dimension) =>
      set.map((isIn, value) => {
        const isInHole = sets[dimension]?.[value] === true
        return isIn && (dimension < cut ? isInHole : dimension === cut ? !isInHole : true)
      }),
    ),
  )

/** A few disjoint uncovered regions of what is asked, for people and applications that these policies are about. */
export const holesOf = (policies: Bits, all: readonly Box[], asked: readonly (readonly boolean[])[], search: BoxSearch): readonly Hole[] => {
  const boxes = all.filter(({ policy }) => has(policies, policy))
  const budget = { work: MOST_WORK }
  const holes: Hole[] = []
  const queue: (readonly (readonly boolean[])[])[] = [asked]
  for (let within = queue.shift(); within !== undefined && holes.length < MOST_HOLES; within = queue.shift()) {
    if (!within.every(set => set.includes(true))) continue
    const found = holes.length === 0 ? search.find(policies) : boxSearch(boxes, within, policies.length * 32, budget).find(policies)
    if (found.kind !== 'hole') continue
    const hole = widen(found.at, boxes, within)
    holes.push(hole)
    queue.push(...without(within, hole))
  }
  return holes
}
