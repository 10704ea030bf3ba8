import { z } from 'zod'
import { coversNearlyAll } from './analysis/iam/wildcards.ts'
import { severities } from './assessment.ts'
import { problemsOf, readWritten } from './checked-yaml.ts'
import type { Exception } from './exceptions.ts'
import { didYouMean } from './nearest.ts'
import type { Rule } from './rule.ts'

/** An exception is looked at again at least once a year. */
const LONGEST_DAYS = 366
const SHORTEST_REASON = 10

const day = z.iso.date({ error: issue => (issue.input === undefined ? undefined : 'must be a day such as 2027-01-31') })

const entry = z.strictObject({
  rule: z.string().min(1),
  subject: z.string().min(1),
  scope: z.string().min(1).optional(),
  reason: z.string().min(SHORTEST_REASON, `must say why, in at least ${SHORTEST_REASON} characters`),
  owner: z.string().min(1),
  expires: day,
  ticket: z.string().min(1).optional(),
  maxSeverity: z.enum(severities).optional(),
  allowBroad: z.boolean().optional(),
})

const shape = z.strictObject({ exceptions: z.array(entry) })

/**
 * Reads an exceptions file, YAML or JSON: each names a rule, a subject, a reason, an owner and the day it ends, at most a year ahead. Only where `allowBroad` says so may one cover
 * nearly every subject of a rule. Throws `ConfigError` for the first thing wrong, with its line.
 */
export const parseExceptions = (text: string, file: string, rules: readonly Pick<Rule, 'id' | 'formerly'>[], now: Date): readonly Exception[] => {
  const written = readWritten(text, file)
  const refuse: typeof written.refuse = problem => written.refuse(problem)
  const parsed = shape.safeParse(written.value ?? {}, { reportInput: true })
  const keysAt = (path: readonly PropertyKey[]): readonly string[] => Object.keys((path.length === 0 ? shape : entry).shape)
  if (!parsed.success) return refuse(problemsOf(parsed.error.issues, keysAt)[0] ?? { path: [], message: 'not a list of exceptions' })
  const ids = new Set(rules.flatMap(({ id, formerly }) => [id, ...formerly]))
  return parsed.data.exceptions.map(({ allowBroad, ...exception }, index) => {
    const at = ['exceptions', index] as const
    if (!ids.has(exception.rule)) {
      return refuse({
        path: [...at, 'rule'],
        message: `no rule is called \`${exception.rule}\`${didYouMean(exception.rule, [...ids])}`,
      })
    }
    if (coversNearlyAll(exception.subject) && allowBroad !== true)
      return refuse({ path: [...at, 'subject'], message: 'covers nearly every subject of the rule; say `allowBroad: true` if that is meant' })
    if (Date.parse(exception.expires) - now.getTime() > LONGEST_DAYS * 86_400_000)
      return refuse({ path: [...at, 'expires'], message: `is more than ${LONGEST_DAYS} days ahead; an exception is looked at again within a year` })
    return exception
  })
}
