import { systemClock as systemTime, type Clock as Time } from '../clock.ts'

/** Time and chance. */
export interface Clock extends Time {
  /** In [0, 1). */
  random(): number
}

export const systemClock: Clock = { ...systemTime, random: () => Math.random() }
