import { type Atom, allOf, anyOf, type Expression, not } from './expression.ts'

const MOST_ATOMS = 12

const collect = (expression: Expression, into: Map<string, Atom>): Map<string, Atom> => {
  if (expression.kind === 'atom') into.set(expression.id, expression)
  else if (expression.kind === 'not') collect(expression.of, into)
  else if (expression.kind === 'all' || expression.kind === 'any') for (const part of expression.of) collect(part, into)
  return into
}

/** What an expression depends on, each once. */
export const atomsOf = (expression: Expression): readonly Atom[] => [...collect(expression, new Map()).values()]

const holds = (expression: Expression, truth: ReadonlySet<string>): boolean => {
  switch (expression.kind) {
    case 'always':
      return true
    case 'never':
      return false
    case 'atom':
      return truth.has(expression.id)
    case 'not':
      return !holds(expression.of, truth)
    case 'all':
      return expression.of.every(part => holds(part, truth))
    case 'any':
      return expression.of.some(part => holds(part, truth))
  }
}

/** Whether some request is like this: a value needs its key, and a key of one value has one. */
const isPossible = (atoms: readonly Atom[], truth: ReadonlySet<string>): boolean => {
  const present = new Map(atoms.filter(({ presence }) => presence).map(({ key, id }) => [key, truth.has(id)]))
  const taken = new Set<string>()
  for (const { id, key, exclusive } of atoms) {
    if (!truth.has(id)) continue
    if (key !== undefined && present.get(key) === false) return false
    if (exclusive === undefined) continue
    if (taken.has(exclusive)) return false
    taken.add(exclusive)
  }
  return true
}

const subsets = function* (atoms: readonly Atom[]): Generator<ReadonlySet<string>> {
  for (let mask = 0; mask < 1 << atoms.length; mask += 1) {
    const truth = new Set<string>()
    for (const [bit, { id }] of atoms.entries()) if ((mask >> bit) & 1) truth.add(id)
    yield truth
  }
}

type Outcome = 'always' | 'never' | 'sometimes'

const outcomeOver = (expression: Expression, request: readonly Atom[], fixed: ReadonlySet<string>): Outcome => {
  let seen: Outcome | undefined
  for (const truth of subsets(request)) {
    if (!isPossible(request, truth)) continue
    const now = holds(expression, new Set([...truth, ...fixed])) ? 'always' : 'never'
    if (seen !== undefined && seen !== now) return 'sometimes'
    seen = now
  }
  return seen ?? 'never'
}

export interface Solution {
  readonly outcome: Outcome
  /** What was not read and could change the outcome, in words. */
  readonly unread: readonly string[]
}

/**
 * Whether an expression holds for every request, for none, or for some. Exact up to 12 atoms, by trying every request there can be; above that an
 * expression is taken to depend on what it names.
 */
export const solve = (expression: Expression): Solution => {
  if (expression.kind === 'always' || expression.kind === 'never') return { outcome: expression.kind, unread: [] }
  const atoms = atomsOf(expression)
  const request = atoms.filter(({ about }) => about === 'request')
  const unread = atoms.filter(({ about }) => about === 'unread')
  const words = [...new Set(unread.map(({ words }) => words))].sort()
  if (atoms.length > MOST_ATOMS) return { outcome: 'sometimes', unread: words }
  const outcomes = new Set<Outcome>()
  for (const fixed of subsets(unread)) outcomes.add(outcomeOver(expression, request, fixed))
  const [first, ...others] = outcomes
  return first !== undefined && others.length === 0 ? { outcome: first, unread: [] } : { outcome: 'sometimes', unread: words }
}

const MOST_SIMPLIFIED = 6

/** The same condition in fewer words, where one thing, or its opposite, is all it comes to. */
export const simplified = (expression: Expression): Expression => {
  const atoms = atomsOf(expression)
  if (atoms.length > MOST_SIMPLIFIED || expression.kind === 'atom') return expression
  const possible = [...subsets(atoms)].filter(truth => isPossible(atoms, truth))
  const comesTo = (other: Expression): boolean => possible.every(truth => holds(expression, truth) === holds(other, truth))
  return atoms.flatMap((atom): Expression[] => [atom, not(atom)]).find(comesTo) ?? expression
}

const replaced = (expression: Expression, truth: ReadonlySet<string>, among: ReadonlySet<string>): Expression => {
  switch (expression.kind) {
    case 'atom':
      return among.has(expression.id) ? { kind: truth.has(expression.id) ? 'always' : 'never' } : expression
    case 'not':
      return not(replaced(expression.of, truth, among))
    case 'all':
      return allOf(expression.of.map(part => replaced(part, truth, among)))
    case 'any':
      return anyOf(expression.of.map(part => replaced(part, truth, among)))
    default:
      return expression
  }
}

/** Keys that whoever asks sets as it likes: where it calls, and what it says of itself. */
const chosenByCaller = new Set(['aws:requestedregion', 'aws:useragent', 'aws:referer', 'sts:rolesessionname', 'sts:durationseconds'])

/** When an expression holds for a caller who chooses what it can choose, its Region above all. */
export const atBest = (expression: Expression): Expression => {
  if (expression.kind === 'always' || expression.kind === 'never') return expression
  const chosen = atomsOf(expression).filter(({ key }) => key !== undefined && chosenByCaller.has(key))
  if (chosen.length === 0 || chosen.length > MOST_SIMPLIFIED) return expression
  const among = new Set(chosen.map(({ id }) => id))
  return anyOf([...subsets(chosen)].filter(truth => isPossible(chosen, truth)).map(truth => replaced(expression, truth, among)))
}

/** Whether an atom holds only for a session that was opened with MFA; its age is told of such sessions alone. */
const needsMfa = ({ id, key }: Atom): boolean => key === 'aws:multifactorauthage' || id === 'aws:multifactorauthpresent is true'

/**
 * When an expression holds for a session that nobody opened with MFA, as those of machines, functions and builds.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export const withoutMfa = (expression: Expression): Expression => {
  const about = atomsOf(expression).filter(needsMfa)
  return about.length === 0 ? expression : replaced(expression, new Set(), new Set(about.map(({ id }) => id)))
}
