import { severities } from './labels.ts'

/** How many of each severity, the worst first; from ranks. */
export const severityCounts = (ranks: readonly number[]): readonly number[] => {
  const counts = severities.map(() => 0)
  for (const rank of ranks) counts[rank] = (counts[rank] ?? 0) + 1
  return counts
}

/** Orders by the worst severity present, then by how many of it there are, then by the next. */
export const byWorst = (a: readonly number[], b: readonly number[]): number => {
  for (const [rank, count] of a.entries()) if (count !== b[rank]) return (b[rank] ?? 0) - count
  return 0
}
