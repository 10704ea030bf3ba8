import { bits, intersection } from './bits.ts'
import type { Budget } from './box-search.ts'
import { type Cell, cellOf, HOLE, type Standard, UNDECIDED } from './cells.ts'
import type { ClientApp } from './clients.ts'
import type { Column, Matrix, Reach } from './matrix.ts'
import type { Origin } from './people.ts'

/** Work of all searches for one question, about a second of a processor; what is not found within it stays undecided. */
export const MOST_WORK = 300_000_000

/** What the policies answer to one standard, worked out once for all people whom the same policies are about. */
export interface Answers {
  /** What becomes of each column for people with this reach. */
  of(reach: Reach, origin: Origin): Uint8Array
  cell(client: ClientApp, origin: Origin): Cell
}

/** Asks every column of the matrix about a standard. The budget is shared with whoever gave it: what it does not suffice for stays undecided. */
export const answering = (matrix: Matrix, columns: readonly Column[], standard: Standard, budget: Budget): Answers => {
  const cells = new Map<string, Cell>()
  const cell = (client: ClientApp, origin: Origin): Cell => {
    const key = `${client} ${origin.key}`
    const made = cells.get(key) ?? cellOf(matrix.policies, matrix.space, client, origin, standard, budget)
    cells.set(key, made)
    return made
  }
  const byOrigin = new Map<string, readonly Cell[]>()
  const cellsOf = (origin: Origin): readonly Cell[] => {
    const made = byOrigin.get(origin.key) ?? columns.map(({ client }) => cell(client, origin))
    byOrigin.set(origin.key, made)
    return made
  }
  const [sure, perhaps] = [bits(matrix.policies.length), bits(matrix.policies.length)]
  const answers = new Map<string, Uint8Array>()
  return {
    cell,
    of(reach, origin) {
      const key = `${reach.key} ${origin.key}`
      const known = answers.get(key)
      if (known !== undefined) return known
      const asked = cellsOf(origin)
      const fresh = new Uint8Array(columns.length)
      columns.forEach(({ certain, possible, mayBeEmpty }, index) => {
        const outcome = asked[index]?.answer(intersection(reach.certain, certain, sure), intersection(reach.possible, possible, perhaps)) ?? UNDECIDED
        fresh[index] = outcome === HOLE && mayBeEmpty ? UNDECIDED : outcome
      })
      answers.set(key, fresh)
      return fresh
    },
  }
}
