/** Steps that one subject may take: about as much as reading a row of some hundred kilobytes a few times over. */
export const STEPS_PER_SUBJECT = 200_000

/** Steps that all subjects of one rule in one scope may take together: some seconds. */
export const STEPS_PER_SCOPE = 40_000_000

/** Characters that are looked at for one step. */
const CHARACTERS_PER_STEP = 16

/** Counts what an evaluation does, and stops it when it has done enough. The same expression on the same row always takes the same steps. */
export interface Meter {
  /** Allows so many steps from now on. */
  start(steps: number): void
  /** Throws once more was used than allowed, and ever after until it is started anew. */
  use(steps: number): void
  readonly used: number
  readonly isExhausted: boolean
}

// One for all: an evaluation that has run out meets it again and again while it unwinds, and a stack is worth nothing here.
const exhausted = new Error('too many steps')

export const openMeter = (): Meter => {
  let allowed = 0
  let used = 0
  return {
    start(steps) {
      allowed = steps
      used = 0
    },
    use(steps) {
      used += steps
      if (used > allowed) throw exhausted
    },
    get used() {
      return Math.min(used, allowed)
    },
    get isExhausted() {
      return used > allowed
    },
  }
}

/** Steps for handling a value: by its length, and for what is compared whole by all that it holds. */
export const weightOf = (value: unknown, whole: boolean): number => {
  if (typeof value === 'string') return 1 + Math.floor(value.length / CHARACTERS_PER_STEP)
  if (Array.isArray(value)) return whole ? value.reduce<number>((sum, item) => sum + weightOf(item, true), 1) : 1 + value.length
  if (!whole || typeof value !== 'object' || value === null || value instanceof Date) return 1
  return Object.values(value).reduce<number>((sum, item) => sum + weightOf(item, true), 1)
}
