import type { DecidingStatement } from './decision.ts'
import { wordsOf } from './expression.ts'

/** A statement for people, e.g. `Deny: Leave of service control policy baseline, when ...`. */
export const statementWords = ({ as, policy, group, statement, effect, when }: DecidingStatement): string => {
  const through = group === undefined ? '' : `, through group ${group}`
  const condition = when.kind === 'always' ? '' : `, when ${wordsOf(when)}`
  return `${effect}: ${statement} of ${as} policy ${policy}${through}${condition}`
}
