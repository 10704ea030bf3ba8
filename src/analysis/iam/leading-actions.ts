import { type ActionSet, meets, ofPattern, setOf } from './action-sets.ts'
import type { EscalationPrimitive } from './escalation/primitive.ts'
import { escalationPrimitives } from './escalation/primitives.ts'
import type { ParsedPolicy } from './policy-document.ts'

/** Of IAM and the like, which few policies allow; then what nobody may who only looks and makes. */
const isRare = (actions: readonly string[]): boolean => actions.every(action => /^(?:iam|sts|sso|organizations):/.test(action))
const isUncommon = (actions: readonly string[]): boolean => actions.every(action => !/:(?:Get|List|Describe|Create|Put)/.test(action))

/** Of what a primitive demands, that which the fewest may do. */
const rarest = ({ onTarget, elsewhere }: EscalationPrimitive): readonly string[] => {
  const demands = [...onTarget, ...elsewhere]
  return demands.find(isRare) ?? demands.find(isUncommon) ?? demands[0] ?? []
}

/**
 * One demand of each primitive that leads to more rights than data. Who may do none of these is no administrator, and reaches more rights only through roles
 * that let it in whatever it may do itself.
 */
export const leadingActions: ActionSet = setOf([
  'sts:AssumeRole',
  ...escalationPrimitives.flatMap(primitive => (primitive.gives === 'data' ? [] : rarest(primitive))),
])

const led = new Map<string, boolean>()
const MOST_PATTERNS = 20_000

const leads = (pattern: string): boolean => {
  const known = led.get(pattern)
  if (known !== undefined) return known
  const fresh = meets(ofPattern(pattern.toLowerCase()), leadingActions)
  if (led.size >= MOST_PATTERNS) led.clear()
  led.set(pattern, fresh)
  return fresh
}

/** False: it allows none of the leading actions. */
export const mayLead = (policy: ParsedPolicy): boolean => {
  if (policy.kind === 'unreadable') return true
  for (const { effect, actions } of policy.statements) if (effect === 'Allow' && (actions.not || actions.values.some(leads))) return true
  return false
}
