import { z } from 'zod'
import { severities } from './assessment.ts'
import { duration } from './config-duration.ts'

/** When `postern schedule` scans. `jitter`: up to this much later, so that hundreds of installations do not ask at the same second. */
export const schedule = z.strictObject({
  cron: z.string().regex(/^\S+( \S+){4,5}$/, 'must be a cron expression of five fields, such as "23 5 * * 1"'),
  timeZone: z.string().min(1).default('UTC'),
  jitter: duration.prefault('5m'),
})

/** Who is told of new findings. The address is in an environment variable: it lets whoever has it write to the channel. */
export const notify = z.strictObject({
  urlEnv: z.string().min(1),
  as: z.enum(['generic', 'slack', 'teams']).default('generic'),
  /** A variable that holds a key: bodies are then signed with HMAC-SHA256. */
  keyEnv: z.string().min(1).optional(),
  from: z.enum(severities).default('critical'),
})

export type Schedule = z.infer<typeof schedule>
export type Notify = z.infer<typeof notify>
