import { z } from 'zod'

const milliseconds = { s: 1000, m: 60_000, h: 3_600_000 }

/** A duration as people write it, such as 90s, 30m or 2h, in milliseconds. */
export const duration = z
  .string()
  .regex(/^\d+[smh]$/, 'is not a duration such as 90s, 30m or 2h')
  .transform(text => Number.parseInt(text, 10) * milliseconds[text.slice(-1) as keyof typeof milliseconds])
