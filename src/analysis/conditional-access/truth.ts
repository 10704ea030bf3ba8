/** Three-valued: `MAYBE` is what cannot be decided from configuration. Ordered, so that "or" is the maximum and "and" the minimum. */
export type Truth = 0 | 1 | 2
export const NO: Truth = 0
export const MAYBE: Truth = 1
export const YES: Truth = 2

export const or = (a: Truth, b: Truth): Truth => (a > b ? a : b)
export const and = (a: Truth, b: Truth): Truth => (a < b ? a : b)
export const not = (a: Truth): Truth => (a === NO ? YES : a === YES ? NO : MAYBE)
export const truth = (known: boolean): Truth => (known ? YES : NO)

/** Whether two sets share a member. */
export const meets = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  for (const item of small) if (large.has(item)) return true
  return false
}

/** The strongest of the answers; `NO` when there are none. */
export const anyOf = <T>(items: Iterable<T>, ask: (item: T) => Truth): Truth => {
  let answer: Truth = NO
  for (const item of items) {
    answer = or(answer, ask(item))
    if (answer === YES) break
  }
  return answer
}
