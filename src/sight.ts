import { nothingToAsk, type RuleResult, type Unanswered } from './assessment.ts'

/** A question that the mode in use can never answer: it was not asked, which is no failure to look. */
export const isOutOfReach = ({ because }: Pick<Unanswered, 'because'>): boolean =>
  Array.isArray(because) && because.every(({ reason }) => reason === 'out-of-reach')

/** What is looked for in the results of a rule: a finding of an earlier run, or what an exception could be about. */
export interface Sought {
  readonly isIn: (scope: string) => boolean
  /** Whether this open question of those scopes could be about it. */
  readonly isOpen: (question: Unanswered) => boolean
}

const kindOf = (scope: string): string => scope.slice(0, scope.indexOf('/'))

/** Why a run cannot say that there is no finding of this kind; undefined: it can. `scopes`: those that were read. */
export const blindness = ({ isIn, isOpen }: Sought, result: RuleResult | undefined, scopes: readonly string[]): string | undefined => {
  if (result === undefined) return 'The rule was not asked.'
  const here = scopes.filter(isIn)
  if (here.length === 0) return 'Its scope was not read.'
  if (result.status === 'not-applicable' && result.why !== nothingToAsk) return result.why ?? 'The rule was not asked.'
  const open = result.unanswered.find(one => isIn(one.scope) && isOpen(one))
  if (open !== undefined) return open.message
  const asked = new Set(result.tallies.map(({ scope }) => scope))
  const kinds = new Set([...asked].map(kindOf))
  // Where one tenant was asked, a tenant that was not leaves it open; an account, of which the rule asks nothing, does not.
  const wasAsked = here.some(scope => asked.has(scope)) && here.every(scope => asked.has(scope) || !kinds.has(kindOf(scope)))
  return wasAsked ? undefined : 'The rule was not asked there.'
}
