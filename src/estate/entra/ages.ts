const hour = 3_600_000

/** Hours from an instant to the snapshot; negative where it lies ahead. */
export const hoursSince = (instant: string, now: Date): number => (now.getTime() - Date.parse(instant)) / hour

/** Days from an instant to the snapshot; negative where it lies ahead. */
export const daysSince = (instant: string, now: Date): number => hoursSince(instant, now) / 24

/** `1 day`, `12 days`: whole ones, rounded down. */
export const daysInWords = (days: number): string => {
  const whole = Math.floor(days)
  return whole === 1 ? '1 day' : `${whole} days`
}

/** `1 hour`, `30 hours`, `12 days`: days from two of them on. */
export const hoursInWords = (hours: number): string => {
  if (hours >= 48) return daysInWords(hours / 24)
  const whole = Math.floor(hours)
  return whole === 1 ? '1 hour' : `${whole} hours`
}
