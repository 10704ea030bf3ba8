import { matchesPattern } from './analysis/iam/wildcards.ts'
import { type AppliedException, type ExceptionReport, type Finding, type Notice, type RuleResult, type Severity, severities } from './assessment.ts'
import { blindness, type Sought } from './sight.ts'

/** A finding that somebody answers for, for a time. `subject` and `scope`: `*` is any run of characters, `?` any one. */
export interface Exception extends AppliedException {
  readonly scope?: string | undefined
  /** It does not cover findings that are worse. */
  readonly maxSeverity?: Severity | undefined
}

/** The last moment of a day in UTC; an exception holds to its end. */
const endOf = (day: string): number => Date.parse(`${day}T23:59:59.999Z`)

const isIn = (pattern: string, scope: string): boolean => matchesPattern(pattern, scope) || matchesPattern(pattern, scope.slice(scope.indexOf('/') + 1))

/** A subject that is the id of something is about that alone: whoever chooses a name could choose it. `ids`: those of all findings of the rule. */
const isExactly = ({ subject }: Exception, ids: ReadonlySet<string>): boolean => !/[*?]/.test(subject) && ids.has(subject)

const isAbout = (exception: Exception, finding: Finding, ids: ReadonlySet<string>): boolean =>
  (matchesPattern(exception.subject, finding.subject.id) || (!isExactly(exception, ids) && matchesPattern(exception.subject, finding.subject.name))) &&
  (exception.scope === undefined || isIn(exception.scope, finding.subject.scope)) &&
  (exception.maxSeverity === undefined || severities.indexOf(finding.severity) >= severities.indexOf(exception.maxSeverity))

const sought = (exception: Exception): Sought => ({ isIn: scope => exception.scope === undefined || isIn(exception.scope, scope), isOpen: () => true })

/**
 * Marks the findings that an exception in force covers; the first that fits counts. Reports on each exception: in force, expired (its findings count again), unused, or out of sight
 * where what it could be about was not read or not asked. A rule's earlier id is as good as its own.
 */
export const except = (
  results: readonly RuleResult[],
  exceptions: readonly Exception[],
  now: Date,
  scopes: readonly string[],
): { readonly results: readonly RuleResult[]; readonly reports: readonly ExceptionReport[] } => {
  if (exceptions.length === 0) return { results, reports: [] }
  const counts = new Map(exceptions.map(exception => [exception, 0]))
  const isOver = (exception: Exception): boolean => endOf(exception.expires) < now.getTime()
  const byRule = Map.groupBy(exceptions, ({ rule }) => rule)
  const of = ({ rule }: RuleResult): readonly Exception[] => [rule.id, ...rule.formerly].flatMap(id => byRule.get(id) ?? [])
  const marked = results.map(result => {
    const own = of(result)
    if (own.length === 0) return result
    const ids = new Set(result.findings.map(({ subject }) => subject.id))
    const findings = result.findings.map(finding => {
      const fitting = own.filter(exception => isAbout(exception, finding, ids))
      const found = fitting.find(exception => !isOver(exception)) ?? fitting[0]
      if (found === undefined) return finding
      counts.set(found, (counts.get(found) ?? 0) + 1)
      if (isOver(found)) return finding
      const { rule, subject, reason, owner, expires, ticket } = found
      return { ...finding, exception: { rule, subject, reason, owner, expires, ...(ticket === undefined ? {} : { ticket }) } }
    })
    return { ...result, findings }
  })
  const reports = exceptions.map((exception): ExceptionReport => {
    const { maxSeverity: _, ...told } = exception
    const findings = counts.get(exception) ?? 0
    const result = results.find(result => of(result).includes(exception))
    const isBlind = blindness(sought(exception), result, scopes) !== undefined
    return { ...told, status: isOver(exception) ? 'expired' : findings > 0 ? 'in-force' : isBlind ? 'out-of-sight' : 'unused', findings }
  })
  return { results: marked, reports }
}

/** What the operator should hear of: exceptions whose time is over, and those that cover nothing. */
export const exceptionNotices = (reports: readonly ExceptionReport[]): Notice[] =>
  reports.flatMap(({ rule, subject, status, expires, findings }): Notice[] => {
    if (status === 'expired')
      return [{ kind: 'exception-expired', message: `The exception of ${rule} for ${subject} expired on ${expires}; ${findings} of its findings count again.` }]
    return status === 'unused' ? [{ kind: 'exception-unused', message: `The exception of ${rule} for ${subject} covers no finding.` }] : []
  })
