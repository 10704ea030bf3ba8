import { severities } from '../labels.ts'

/** `info` gates nothing and holds no level back. */
export const steps = severities.filter(severity => severity !== 'info')

/** Level 1 while something critical is open, 2 while something high is, and so on to 5: the next step is always a list that can be closed. */
export const levelOf = (open: readonly number[]): number => {
  const first = steps.findIndex((_, rank) => (open[rank] ?? 0) > 0)
  return first === -1 ? steps.length + 1 : first + 1
}
