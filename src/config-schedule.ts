import { z } from 'zod'
import { severities } from './assessment.ts'
import { duration } from './config-duration.ts'

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

/** When `postern schedule` scans. `jitter`: up to this much later, so that hundreds of installations do not ask at the same second. */
export const schedule = z.strictObject({
  cron: z.string().regex(/^\S+( \S+){4,5}$/, 'must be a cron expression of five fields, such as "23 5 * * 1"'),
  timeZone: z.string().refine(isTimeZone, 'is no time zone such as Europe/Amsterdam').default('UTC'),
  jitter: duration.prefault('5m'),
})

const from = z.enum(severities).default('critical')
const variable = z.string().min(1)

/** Who is told over the web. The address is in an environment variable: it lets whoever has it write to the channel. */
const notifyWeb = z.strictObject({
  as: z.enum(['generic', 'slack', 'teams']).optional(),
  urlEnv: variable,
  /** A variable that holds a key: bodies are then signed with HMAC-SHA256. */
  keyEnv: variable.optional(),
  from,
})

/** One mailbox and nothing around it: no name, no list, no line of its own in a header. */
const mailbox = z.string().regex(/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i, 'must be one address, such as security@example.com')

/** Who is told by mail, through which server. `security`: TLS is asked for after greeting, is there from the start, or is not used at all. */
const notifyMail = z.strictObject({
  as: z.literal('mail'),
  host: z.string().regex(/^[a-z0-9](?:[a-z0-9.:-]{0,251}[a-z0-9])?$/i, 'must be the name of a mail server, without port'),
  port: z.int().min(1).max(65_535).optional(),
  security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  user: z.string().min(1).optional(),
  passwordEnv: variable.optional(),
  sender: mailbox,
  to: z.array(mailbox).min(1).max(50),
  from,
})

const checkedMail = notifyMail
  .refine(
    ({ user, passwordEnv }) => (user === undefined) === (passwordEnv === undefined),
    'give both `user` and `passwordEnv`, the variable that holds the password',
  )
  .refine(({ user, security }) => user === undefined || security !== 'none', 'a password is not sent without TLS: `security` must be starttls or tls')

/** Who is told of findings that are new or became worse. */
export const notify = z.discriminatedUnion('as', [notifyWeb, checkedMail], {
  error: issue => (issue.code === 'invalid_union' ? 'must be one of generic, slack, teams, mail' : undefined),
})

/** All keys that any of them has. */
export const notifyKeys = z.object({ ...notifyWeb.shape, ...notifyMail.shape })

export type Schedule = z.infer<typeof schedule>
export type Notify = z.infer<typeof notify>
export type NotifyMail = z.infer<typeof notifyMail>
