import { MAYBE, NO, type Truth, YES } from '../../analysis/conditional-access/truth.ts'
import type { ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'

/** What a policy's grant needs that whoever signs in does not carry: a managed device, a managed app, somebody else's service. */
export interface Dependence {
  /** Whether there is no other way through. */
  readonly is: Truth
  /** In words, after "depends on". */
  readonly on: readonly string[]
}

/** https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-grant */
const beyondThePerson = new Map([
  ['compliantDevice', 'a compliant device'],
  ['domainJoinedDevice', 'a hybrid joined device'],
  ['approvedApplication', 'an approved app'],
  ['compliantApplication', 'an app under a protection policy'],
])
const ofThePerson = new Set(['mfa', 'passwordChange', 'riskRemediation', 'block'])

/** Whether the policy can be met on any device with nothing but what the person has registered. A block depends on nothing. */
export const dependenceOf = ({ grantControls, unknownControls }: ConditionalAccessPolicy): Dependence => {
  if (grantControls === null) return { is: NO, on: [] }
  const { operator, builtInControls, customAuthenticationFactors, termsOfUse, authenticationStrengthId } = grantControls
  const ways: readonly Truth[] = [
    ...builtInControls.map(name => (beyondThePerson.has(name) ? YES : ofThePerson.has(name) ? NO : MAYBE)),
    ...customAuthenticationFactors.map(() => YES),
    ...[...termsOfUse, ...(authenticationStrengthId === null ? [] : [authenticationStrengthId])].map(() => NO),
    ...unknownControls.map(() => MAYBE),
  ]
  const on = [...builtInControls.flatMap(name => beyondThePerson.get(name) ?? []), ...(customAuthenticationFactors.length === 0 ? [] : ['a custom control'])]
  const [all, some] = [ways.length > 0 && ways.every(way => way === YES), ways.includes(YES)]
  const [mayAll, may] = [ways.length > 0 && !ways.includes(NO), ways.some(way => way !== NO)]
  const [sure, perhaps] = operator.toUpperCase() === 'AND' ? [some, may] : operator.toUpperCase() === 'OR' ? [all, mayAll] : [all, may]
  return { is: sure ? YES : perhaps && on.length > 0 ? MAYBE : NO, on }
}
