import { ALWAYS, type Atom, anyOf, type Expression, NEVER, not } from './expression.ts'
import type { Principal, Statement } from './policy-document.ts'
import type { PrincipalIdentity } from './principal-policies.ts'

/**
 * How a policy on a resource names a principal, which says what else limits it: `itself`, a user or a session, which no boundary's and no session policy's
 * silence limits; `role`, the role's ARN or everyone, which they do; `account`, which leaves it to the account's own policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export type Naming = 'itself' | 'role' | 'account'

const sessionAtom = (session: string): Atom => ({
  kind: 'atom',
  id: `session is ${session}`,
  words: `the session is ${session}`,
  about: 'request',
  exclusive: 'session',
})

const exemptionAtom = (account: string): Atom => ({
  kind: 'atom',
  id: `NotPrincipal spares without ${account}`,
  words: `NotPrincipal spares the principal though it does not name account ${account}`,
  about: 'request',
})

const roleNameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

const isAccount = (value: string, account: string): boolean => value === account || (value.endsWith(`:iam::${account}:root`) && value.startsWith('arn:'))

const isNamedAs = ({ kind, value }: Principal, { kind: own, arn, id, account }: PrincipalIdentity, naming: Naming): Expression => {
  if (kind !== 'AWS' && kind !== '*') return NEVER
  if (value === '*') return naming === 'role' ? ALWAYS : NEVER
  if (isAccount(value, account)) return naming === 'account' || (own === 'root' && naming === 'itself') ? ALWAYS : NEVER
  if (value === arn || (id !== undefined && value === id)) return naming === (own === 'role' ? 'role' : 'itself') ? ALWAYS : NEVER
  if (own !== 'role' || naming !== 'itself') return NEVER
  const session = /^arn:[^:]*:sts::(\d+):assumed-role\/([^/]+)\/(.+)$/.exec(value)
  return session !== null && session[1] === account && session[2] === roleNameOf(arn) ? sessionAtom(session[3] ?? '') : NEVER
}

const isListed = (list: readonly Principal[], principal: PrincipalIdentity, namings: readonly Naming[]): Expression =>
  anyOf(list.flatMap(one => namings.map(naming => isNamedAs(one, principal, naming))))

/** Whether an Allow names a principal in a way. Everyone but some is everyone. */
export const allowNames = ({ principals }: Statement, principal: PrincipalIdentity, naming: Naming): Expression => {
  if (principals === undefined) return NEVER
  if (principals.not) return naming === 'role' ? not(isListed(principals.list, principal, ['itself', 'role', 'account'])) : NEVER
  return isListed(principals.list, principal, [naming])
}

/**
 * Whether a Deny hits a principal. What NotPrincipal spares it should name with its account, else AWS may deny it all the same.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export const denyHits = ({ principals }: Statement, principal: PrincipalIdentity): Expression => {
  if (principals === undefined) return NEVER
  if (!principals.not) return isListed(principals.list, principal, ['itself', 'role', 'account'])
  const own = isListed(principals.list, principal, ['itself', 'role'])
  if (own.kind === 'never' || isListed(principals.list, principal, ['account']).kind === 'always') return not(own)
  return anyOf([not(own), not(exemptionAtom(principal.account))])
}
