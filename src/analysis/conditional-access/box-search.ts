import { add, type Bits, bits, contains, firstInBoth, has, intersection, isEmpty, merge } from './bits.ts'

/** A product of sets of values, one for each dimension, that a policy covers. */
export interface Box {
  readonly policy: number
  /** For each dimension, whether each of its values is in. */
  readonly sets: readonly (readonly boolean[])[]
}

/** One value of each dimension, by number. */
export type Point = readonly number[]

export type Found = { readonly kind: 'hole'; readonly at: Point } | { readonly kind: 'covered'; readonly by: Bits } | { readonly kind: 'unsearched' }

/** Work left, in words of bits compared, shared by all searches of a question: what cannot be searched within it stays undecided. */
export interface Budget {
  work: number
}

const MOST_REMEMBERED = 200_000

/** Values of one dimension that no box tells apart, and the boxes they are in. */
interface Kind {
  readonly value: number
  readonly boxes: Bits
}

/** Beyond this many kinds of one dimension they are not compared with each other. */
const MOST_COMPARED = 64

/** What stays alive for each kind of value; a kind with all the boxes of another one has no hole that the other has not. */
const branches = (kinds: readonly Kind[], alive: Bits, budget: Budget): readonly Kind[] => {
  const left: Kind[] = []
  for (const { value, boxes } of kinds) {
    const kind = { value, boxes: intersection(alive, boxes) }
    budget.work -= alive.length * (1 + left.length)
    if (kinds.length > MOST_COMPARED) left.push(kind)
    else if (!left.some(other => contains(kind.boxes, other.boxes))) {
      const kept = left.filter(other => !contains(other.boxes, kind.boxes))
      left.length = 0
      left.push(...kept, kind)
    }
  }
  return left
}

/** Finds points outside of all boxes of some policies. */
export interface BoxSearch {
  /** The policies with any box. */
  readonly useful: Bits
  /** The policies that cover every point. */
  readonly total: Bits
  find(policies: Bits): Found
  /** The policies with a box around the point. */
  covering(point: Point): Bits
}

/**
 * Searches depth first, one dimension at a time: the boxes still alive are those around the values chosen so far, and a branch ends where none is
 * alive (a hole) or one of them has every value of the dimensions to come (covered). What was covered once is remembered for all searches.
 * `allowed`: the values asked about.
 */
export const boxSearch = (boxes: readonly Box[], allowed: readonly (readonly boolean[])[], policies: number, budget: Budget): BoxSearch => {
  const values = allowed.map(set => set.flatMap((isIn, value) => (isIn ? [value] : [])))
  const usable = boxes.filter(({ sets }) => sets.every((set, dimension) => values[dimension]?.some(value => set[value] === true)))
  const isEverything = (set: readonly boolean[] | undefined, dimension: number) => values[dimension]?.every(value => set?.[value] === true) === true
  const kinds = values.map((there, dimension): Kind[] => {
    const found = new Map<string, Kind>()
    for (const value of there) {
      const around = bits(usable.length)
      usable.forEach(({ sets }, box) => {
        if (sets[dimension]?.[value] === true) add(around, box)
      })
      const key = around.join()
      if (!found.has(key)) found.set(key, { value, boxes: around })
    }
    return [...found.values()]
  })
  /** Boxes with every value of this dimension and all after it. */
  const full = Array.from({ length: values.length + 1 }, (_, from) => {
    const set = bits(usable.length)
    usable.forEach(({ sets }, box) => {
      if (sets.every((inside, dimension) => dimension < from || isEverything(inside, dimension))) add(set, box)
    })
    return set
  })
  const isNobodys = values.some(there => there.length === 0)
  const useful = bits(policies)
  const total = bits(policies)
  const boxesOf = new Map<number, number[]>()
  usable.forEach(({ policy }, box) => {
    add(useful, policy)
    if (full[0] !== undefined && has(full[0], box)) add(total, policy)
    boxesOf.set(policy, [...(boxesOf.get(policy) ?? []), box])
  })

  const covered = new Map<string, Bits>()
  const close = (box: number): Bits => {
    const by = bits(policies)
    add(by, usable[box]?.policy ?? 0)
    return by
  }
  /** The policies that cover everything from here on, or where not. */
  const descend = (dimension: number, alive: Bits, at: number[]): Bits | Point | 'unsearched' => {
    const whole = firstInBoth(alive, full[dimension] ?? alive)
    if (whole !== undefined) return close(whole)
    if (isEmpty(alive)) return [...at, ...values.slice(dimension).map(([first]) => first ?? 0)]
    if (budget.work <= 0) return 'unsearched'
    const next = branches(kinds[dimension] ?? [], alive, budget)
    const key = next.length > 1 ? `${dimension} ${alive.join()}` : ''
    const known = covered.get(key)
    if (known !== undefined) return known
    const by = bits(policies)
    for (const { value, boxes } of next) {
      at.push(value)
      const result = descend(dimension + 1, boxes, at)
      at.pop()
      if (!(result instanceof Uint32Array)) return result
      merge(by, result)
    }
    if (key !== '' && covered.size < MOST_REMEMBERED) covered.set(key, by)
    return by
  }

  return {
    useful,
    total,
    find(asked) {
      if (isNobodys) return { kind: 'covered', by: bits(policies) }
      const alive = bits(usable.length)
      for (const [policy, own] of boxesOf) if (has(asked, policy)) for (const box of own) add(alive, box)
      const result = descend(0, alive, [])
      if (result === 'unsearched') return { kind: 'unsearched' }
      return result instanceof Uint32Array ? { kind: 'covered', by: result } : { kind: 'hole', at: result }
    },
    covering(point) {
      const around = bits(policies)
      for (const { policy, sets } of usable) if (sets.every((set, dimension) => set[point[dimension] ?? 0] === true)) add(around, policy)
      return around
    },
  }
}
