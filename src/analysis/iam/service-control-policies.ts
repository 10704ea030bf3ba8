import { biteOf } from './denials.ts'
import type { Condition } from './policy-conditions.ts'
import { coversAction, type ParsedPolicy, type Statement } from './policy-document.ts'
import { isActionOfService } from './service-prefixes.ts'
import { coversAllActions, isOnEverything } from './statement-scope.ts'
import { matchesPattern, readValue } from './wildcards.ts'

/**
 * Whether service control policies take anything away from an account. `unreadable`: a document that could not be read might; `undecided`: what one says
 * takes away something or nothing, and the text cannot tell.
 */
export type Restraint = 'restrains' | 'nothing' | 'undecided' | 'unreadable'

/** Real actions of many services: what allows all of them may allow everything, what does not takes something away. */
const samples = [
  'iam:CreateUser',
  'organizations:LeaveOrganization',
  'cloudtrail:StopLogging',
  's3:PutBucketPolicy',
  'ec2:RunInstances',
  'kms:ScheduleKeyDeletion',
  'lambda:InvokeFunction',
  'guardduty:DeleteDetector',
  'bedrock:InvokeModel',
  'rds:DeleteDBInstance',
  'sqs:SendMessage',
  'account:EnableRegion',
]

/** Whether the wider pattern surely covers the narrower; `?` beside a star is not followed. */
const coversPattern = (wider: string, narrower: string): boolean =>
  wider === narrower || (!(wider.includes('?') && /[*?]/.test(narrower)) && matchesPattern(wider, narrower))

const literalStart = (pattern: string): string => pattern.slice(0, /[*?]|$/.exec(pattern)?.index)
const mayOverlap = (a: string, b: string): boolean => literalStart(a).startsWith(literalStart(b)) || literalStart(b).startsWith(literalStart(a))

const lower = ({ actions }: Statement): readonly string[] => actions.values.map(value => value.toLowerCase())

/** What Allow statements together leave out: nothing, something, or the text cannot tell. */
const leftOut = (allows: readonly Statement[]): Restraint => {
  const everywhere = allows.filter(statement => isOnEverything(statement) && statement.conditions.length === 0)
  const plain = everywhere.filter(({ actions }) => !actions.not).flatMap(lower)
  const exceptions = everywhere.filter(({ actions }) => actions.not).map(lower)
  const [first, ...others] = exceptions
  // What one leaves out, another may grant: only what every one leaves out is left.
  const left = (first ?? ['*']).filter(one => others.every(list => list.some(other => mayOverlap(one, other))))
  if (plain.some(coversAllActions) || left.every(one => plain.some(wider => coversPattern(wider, one)))) return 'nothing'
  const isAllowed = (action: string): boolean => everywhere.some(statement => coversAction(statement, action))
  const excepted = exceptions
    .flat()
    .filter(isActionOfService)
    .filter(pattern => !/[*?]/.test(pattern.split(':', 1)[0] ?? '') && pattern.includes(':'))
    .map(pattern => pattern.replaceAll('*', 'anything').replaceAll('?', 'a'))
  return [...samples, ...excepted].every(isAllowed) ? 'undecided' : 'restrains'
}

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov']
const PRINCIPALS = ['root', 'user/x', 'role/y']

/** Whether a condition on whose the principal is never holds for principals of this account, whose requests always say it. */
const leavesOut = ({ operator, key, values }: Condition, account: string): boolean => {
  const isNegated = /^(?:stringnot|arnnot)/.test(operator)
  if ((!isNegated && !/^(?:string|arn)/.test(operator)) || values.some(value => value.includes('${'))) return false
  const covers = (value: string, text: string): boolean => matchesPattern(readValue(value, !/^string(?:not)?equals/.test(operator)).pattern, text)
  if (key === 'aws:principalaccount') return values.some(value => covers(value, account)) === isNegated
  if (key !== 'aws:principalarn') return false
  // A negated pattern leaves the account out only where it covers all of its principals.
  if (isNegated) return PARTITIONS.some(partition => PRINCIPALS.every(one => values.some(value => covers(value, `arn:${partition}:iam::${account}:${one}`))))
  return values.every(value => value.split(':').some(part => /^\d{12}$/.test(part) && part !== account))
}

/** Whether what a policy says may differ from one account to the next; its text is not parsed, and may have escapes. */
export const isOfSomeAccounts = (document: string): boolean => /aws:principal(?:account|arn)|\\/i.test(document)

/**
 * What the policies attached at one level (root, unit or account) take away from an account. They grant together, so whatever one leaves out and another allows is allowed;
 * a Deny takes away from all of them. AWS keeps at least one attached everywhere: a level with none is not believed to restrain.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export const restraintAt = (attached: readonly ParsedPolicy[], account: string): Restraint => {
  if (attached.length === 0) return 'nothing'
  const readable = attached.filter(policy => policy.kind === 'policy')
  const statements = readable.flatMap(policy => policy.statements)
  const denies = statements.filter(({ effect, conditions }) => effect === 'Deny' && !conditions.some(condition => leavesOut(condition, account)))
  const bites = denies.map(biteOf)
  if (bites.includes('bites')) return 'restrains'
  if (readable.length < attached.length) return 'unreadable'
  const allowed = leftOut(statements.filter(({ effect }) => effect === 'Allow'))
  return allowed === 'nothing' && bites.includes('undecided') ? 'undecided' : allowed
}

/** What holds for an account: every level from the root down to the account itself must allow, so one that restrains suffices. */
export const restraintAlong = (levels: readonly Restraint[]): Restraint => {
  const strongest = (['restrains', 'unreadable', 'undecided'] as const).find(one => levels.includes(one))
  return strongest ?? 'nothing'
}
