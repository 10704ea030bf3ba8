import { draw } from './ids.ts'

/** When the scan of the made-up organization began. Every other date is told from it. */
export const NOW = '2026-11-20T06:00:00Z'
export const FINISHED = '2026-11-20T06:01:47Z'

const day = 86_400_000
const at = Date.parse(NOW)
const written = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`

/** So many days before the scan, at a time of day drawn by `name`: never later than the scan, and never a day more or less. */
export const daysAgo = (days: number, name: string): string => written(at - days * day - draw(6 * 3_600, `time ${name}`) * 1_000)

/** So many minutes before the scan, or after it where negative. */
export const minutesAgo = (minutes: number): string => written(at - minutes * 60_000)
export const daysAhead = (days: number): string => written(at + days * day)
