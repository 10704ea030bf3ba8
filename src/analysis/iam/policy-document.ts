import { type Condition, readConditions } from './policy-conditions.ts'
import { elementsOf, isRecord, stringsOf } from './policy-elements.ts'
import { matchesPattern } from './wildcards.ts'

/** `Action` (`not` is false) or `NotAction`; likewise resources. */
interface Patterns {
  readonly not: boolean
  readonly values: readonly string[]
}

export interface Principal {
  /** `AWS`, `Federated`, `Service`, `CanonicalUser`, another word AWS may add, or `*`: everyone. */
  readonly kind: string
  readonly value: string
}

/** `Principal` or, where `not`, `NotPrincipal`. */
interface Principals {
  readonly not: boolean
  readonly list: readonly Principal[]
}

export interface Statement {
  /** `Sid`, or its place: `statement 2`. */
  readonly label: string
  readonly effect: 'Allow' | 'Deny'
  readonly actions: Patterns
  /** Absent in a trust policy. */
  readonly resources?: Patterns | undefined
  /** Absent in a policy attached to an identity. */
  readonly principals?: Principals | undefined
  readonly conditions: readonly Condition[]
}

export interface PolicyDocument {
  readonly kind: 'policy'
  /** As written. Absent: 2008-10-17, which knows no policy variables. */
  readonly version?: string | undefined
  readonly statements: readonly Statement[]
}

/** A text that is no policy, or says something no policy can say: what it grants is unknown, never nothing. */
interface UnreadablePolicy {
  readonly kind: 'unreadable'
  readonly reason: string
}

export type ParsedPolicy = PolicyDocument | UnreadablePolicy

const principalKinds = ['AWS', 'Federated', 'Service', 'CanonicalUser']

const readPatterns = (elements: ReadonlyMap<string, unknown>, name: string): Patterns | undefined => {
  const plain = elements.get(name)
  const negated = elements.get(`not${name}`)
  if (plain !== undefined && negated !== undefined) throw new Error(`both ${name} and not${name}`)
  const value = plain ?? negated
  if (value === undefined) return undefined
  const values = stringsOf(value)
  if (values === undefined || values.length === 0) throw new Error(`${name} is not a text or a list of texts`)
  return { not: plain === undefined, values }
}

const readPrincipals = (elements: ReadonlyMap<string, unknown>): Principals | undefined => {
  const plain = elements.get('principal')
  const negated = elements.get('notprincipal')
  if (plain !== undefined && negated !== undefined) throw new Error('both principal and notprincipal')
  const value = plain ?? negated
  if (value === undefined) return undefined
  const not = plain === undefined
  if (value === '*') return { not, list: [{ kind: '*', value: '*' }] }
  if (!isRecord(value)) throw new Error('principal is neither "*" nor an object')
  const list = Object.entries(value).flatMap(([name, texts]) => {
    const values = stringsOf(texts)
    if (values === undefined) throw new Error('principal holds something other than texts')
    const kind = principalKinds.find(known => known.toLowerCase() === name.toLowerCase()) ?? name
    return values.map(principal => ({ kind, value: principal }))
  })
  if (list.length === 0) throw new Error('principal names nobody')
  return { not, list }
}

const readStatement = (value: unknown, place: string): Statement => {
  if (!isRecord(value)) throw new Error('not an object')
  const elements = elementsOf(value)
  const effect = String(elements.get('effect')).toLowerCase()
  if (effect !== 'allow' && effect !== 'deny') throw new Error('its effect is neither Allow nor Deny')
  const actions = readPatterns(elements, 'action')
  if (actions === undefined) throw new Error('no action')
  const sid = elements.get('sid')
  return {
    label: typeof sid === 'string' && sid !== '' ? sid : place,
    effect: effect === 'allow' ? 'Allow' : 'Deny',
    actions,
    resources: readPatterns(elements, 'resource'),
    principals: readPrincipals(elements),
    conditions: readConditions(elements.get('condition')),
  }
}

const parse = (text: string): ParsedPolicy => {
  const unreadable = (reason: string): UnreadablePolicy => ({ kind: 'unreadable', reason })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return unreadable('it is not JSON')
  }
  if (!isRecord(value)) return unreadable('it is not a JSON object')
  let place = 'the document'
  try {
    const elements = elementsOf(value)
    const statement = elements.get('statement')
    const list: readonly unknown[] = Array.isArray(statement) ? statement : [statement]
    if (statement === undefined || list.length === 0) return unreadable('it has no statement')
    const version = elements.get('version')
    return {
      kind: 'policy',
      version: typeof version === 'string' ? version : undefined,
      statements: list.map((one, index) => {
        place = `statement ${index + 1}`
        return readStatement(one, place)
      }),
    }
  } catch (error) {
    return unreadable(`${place}: ${error instanceof Error ? error.message : 'malformed'}`)
  }
}

const MOST_KEPT_CHARACTERS = 4_000_000
// Two generations: dropping all of the older one is cheap, dropping the oldest one by one is not.
let older = new Map<string, ParsedPolicy>()
let newer = new Map<string, ParsedPolicy>()
let newerCharacters = 0

/** Lets go of documents that were not asked for since the last time, e.g. those of accounts that are done with. */
export const forgetOlderPolicies = (): void => {
  older = newer
  newer = new Map()
  newerCharacters = 0
}

/** Lets go of all of them. */
export const forgetPolicies = (): void => {
  forgetOlderPolicies()
  forgetOlderPolicies()
}

/**
 * What a policy document says, in any of the spellings IAM takes; element names are read without regard to case. The same text is parsed once, as
 * long as it is among the last 4 million characters seen. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const parsePolicy = (text: string): ParsedPolicy => {
  const recent = newer.get(text)
  if (recent !== undefined) return recent
  const parsed = older.get(text) ?? parse(text)
  newer.set(text, parsed)
  newerCharacters += text.length
  if (newerCharacters > MOST_KEPT_CHARACTERS / 2) forgetOlderPolicies()
  return parsed
}

/** Which patterns cover an action: few are asked for, and policies are made of few patterns. */
const matched = new Map<string, Map<string, boolean>>()
const MOST_ACTIONS = 500
const MOST_PATTERNS = 2000

const matchesOf = (action: string): Map<string, boolean> => {
  const known = matched.get(action)
  if (known !== undefined && known.size < MOST_PATTERNS) return known
  if (matched.size >= MOST_ACTIONS) matched.clear()
  const fresh = new Map<string, boolean>()
  matched.set(action, fresh)
  return fresh
}

/** Whether a statement speaks of an action, e.g. `sts:AssumeRole`; actions are compared without regard to case. */
export const coversAction = ({ actions }: Statement, action: string): boolean => {
  const matches = matchesOf(action)
  for (const pattern of actions.values) {
    let isMatch = matches.get(pattern)
    if (isMatch === undefined) {
      isMatch = matchesPattern(pattern.toLowerCase(), action.toLowerCase())
      matches.set(pattern, isMatch)
    }
    if (isMatch) return !actions.not
  }
  return actions.not
}
