import { sensitiveActions } from './escalation/primitives.ts'
import { type ParsedPolicy, parsePolicy, type Statement } from './policy-document.ts'
import { coversAllActions } from './statement-scope.ts'
import { coversAll, matchesPattern } from './wildcards.ts'

/** Some of the sensitive actions, a bit each in their order. Not to be changed by whoever gets one. */
export type ActionSet = Uint32Array

const BITS = 32
const WORDS = Math.ceil(sensitiveActions.length / BITS)
const lowered = sensitiveActions.map(action => action.toLowerCase())
const places = new Map(lowered.map((action, index) => [action, index]))

/** The place of an action among the sensitive ones; undefined: it is none of them. */
export const placeOf = (action: string): number | undefined => places.get(action.toLowerCase())

export const noActions = (): ActionSet => new Uint32Array(WORDS)
/** All sensitive actions. */
export const allActions = (): ActionSet => {
  const set = new Uint32Array(WORDS).fill(0xffffffff)
  const rest = sensitiveActions.length % BITS
  if (rest > 0) set[WORDS - 1] = 2 ** rest - 1
  return set
}

export const has = (set: ActionSet, place: number): boolean => (((set[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1
/** The set of these actions; an action that is not sensitive is left out. */
export const setOf = (actions: readonly string[]): ActionSet => {
  const set = noActions()
  for (const place of actions.flatMap(action => placeOf(action) ?? [])) set[place >>> 5] = (set[place >>> 5] ?? 0) | (1 << (place & 31))
  return set
}
export const addAll = (into: ActionSet, other: ActionSet): void => {
  for (let word = 0; word < WORDS; word += 1) into[word] = (into[word] ?? 0) | (other[word] ?? 0)
}
export const keepOnly = (into: ActionSet, other: ActionSet): void => {
  for (let word = 0; word < WORDS; word += 1) into[word] = (into[word] ?? 0) & (other[word] ?? 0)
}
export const removeAll = (into: ActionSet, other: ActionSet): void => {
  for (let word = 0; word < WORDS; word += 1) into[word] = (into[word] ?? 0) & ~(other[word] ?? 0)
}
/** Whether each of them is in the other set too. */
export const isWithin = (set: ActionSet, other: ActionSet): boolean => set.every((word, index) => (word & ~(other[index] ?? 0)) === 0)
/** Whether the sets have an action in common. */
export const meets = (set: ActionSet, other: ActionSet): boolean => {
  for (let word = 0; word < WORDS; word += 1) if (((set[word] ?? 0) & (other[word] ?? 0)) !== 0) return true
  return false
}
export const isEmpty = (set: ActionSet): boolean => {
  for (let word = 0; word < WORDS; word += 1) if (set[word] !== 0) return false
  return true
}

const NONE = noActions()

const byService = Map.groupBy(lowered.entries(), ([, action]) => action.split(':', 1)[0] ?? '')
/** The actions that a pattern may cover: those of its service, where it names one. */
const candidates = (pattern: string): Iterable<readonly [number, string]> => {
  const [service = ''] = pattern.split(':', 1)
  return /[*?]/.test(service) ? lowered.entries() : (byService.get(service) ?? [])
}

/** The actions that a pattern in lower case covers. */
export const ofPattern = (pattern: string): ActionSet => {
  if (coversAllActions(pattern)) return allActions()
  const set = noActions()
  const exact = places.get(pattern)
  if (exact !== undefined) set[exact >>> 5] = (set[exact >>> 5] ?? 0) | (1 << (exact & 31))
  else if (/[*?]/.test(pattern))
    for (const [place, action] of candidates(pattern)) if (matchesPattern(pattern, action)) set[place >>> 5] = (set[place >>> 5] ?? 0) | (1 << (place & 31))
  return set
}

/** What a document says of the sensitive actions, whatever its resources and conditions, and of which it says so without any. */
export interface DocumentSets {
  readonly allows: ActionSet
  /** On every resource, without a condition. */
  readonly allowsFully: ActionSet
  readonly denies: ActionSet
  readonly deniesFully: ActionSet
  readonly isUnreadable: boolean
}

const SILENT: DocumentSets = { allows: NONE, allowsFully: NONE, denies: NONE, deniesFully: NONE, isUnreadable: false }

// Policies are made of few patterns, of which accounts share most.
const patterns = new Map<string, ActionSet>()
const MOST_PATTERNS = 5000
const ofLowered = (pattern: string): ActionSet => {
  const known = patterns.get(pattern)
  if (known !== undefined) return known
  if (patterns.size >= MOST_PATTERNS) patterns.clear()
  const fresh = ofPattern(pattern)
  patterns.set(pattern, fresh)
  return fresh
}

/** Reads documents into sets, each document once. Made for one account, so that what it keeps goes with it. */
export const openDocumentSets = (): ((document: string | undefined) => DocumentSets) => {
  const documents = new Map<string, DocumentSets>()
  const actionsOf = ({ actions }: Statement): ActionSet => {
    const set = noActions()
    for (const value of actions.values) addAll(set, ofLowered(value.toLowerCase()))
    if (!actions.not) return set
    const others = allActions()
    removeAll(others, set)
    return others
  }
  const compile = (policy: ParsedPolicy): DocumentSets => {
    if (policy.kind === 'unreadable')
      return { allows: allActions(), allowsFully: noActions(), denies: allActions(), deniesFully: noActions(), isUnreadable: true }
    const sets = { allows: noActions(), allowsFully: noActions(), denies: noActions(), deniesFully: noActions() }
    for (const statement of policy.statements) {
      const actions = actionsOf(statement)
      const isFull = statement.conditions.length === 0 && statement.resources?.not === false && statement.resources.values.some(coversAll)
      addAll(statement.effect === 'Allow' ? sets.allows : sets.denies, actions)
      if (isFull) addAll(statement.effect === 'Allow' ? sets.allowsFully : sets.deniesFully, actions)
    }
    const { allows, allowsFully, denies, deniesFully } = sets
    // Tens of thousands of documents say nothing of a sensitive action: they share what is kept of them.
    if (isEmpty(allows) && isEmpty(denies)) return SILENT
    const shared = (set: ActionSet): ActionSet => (isEmpty(set) ? NONE : set)
    return { allows, allowsFully: shared(allowsFully), denies: shared(denies), deniesFully: shared(deniesFully), isUnreadable: false }
  }
  const unread = compile({ kind: 'unreadable', reason: 'not read' })
  return document => {
    if (document === undefined) return unread
    const known = documents.get(document)
    if (known !== undefined) return known
    const fresh = compile(parsePolicy(document))
    documents.set(document, fresh)
    return fresh
  }
}
