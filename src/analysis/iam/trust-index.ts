import type { AccountPrincipal } from './account-principals.ts'
import { coversAction, type ParsedPolicy } from './policy-document.ts'

/** Whom a role's trust policy names in Allow statements; what its Deny statements and conditions say is not looked at. */
interface Trusted {
  /** ARNs and unique ids. */
  readonly named: ReadonlySet<string>
  /** Whether it leaves it to the policies of the account, or names everyone. */
  readonly account: boolean
  readonly services: ReadonlySet<string>
  /** ARNs of identity providers. */
  readonly providers: ReadonlySet<string>
  readonly isUnreadable: boolean
}

const sessionOf = /^arn:([^:]*):sts::(\d+):assumed-role\/([^/]+)\//

/** Finds the roles that may let somebody in: the exact decision is another's. */
export interface TrustIndex {
  /** Whether a role may let in a principal of its own account. */
  mayLetIn(role: AccountPrincipal, principal: AccountPrincipal): boolean
  trustsService(role: AccountPrincipal, service: string): boolean
  providersOf(role: AccountPrincipal): ReadonlySet<string>
}

const NOBODY: Trusted = { named: new Set(), account: false, services: new Set(), providers: new Set(), isUnreadable: false }

export const openTrustIndex = (account: string, read: (document: string) => ParsedPolicy): TrustIndex => {
  const known = new Map<AccountPrincipal, Trusted>()
  const compile = (document: string): Trusted => {
    const policy = read(document)
    if (policy.kind === 'unreadable') return { ...NOBODY, isUnreadable: true }
    const [named, services, providers] = [new Set<string>(), new Set<string>(), new Set<string>()]
    let isOpen = false
    for (const statement of policy.statements) {
      if (statement.effect !== 'Allow' || statement.principals === undefined) continue
      const lets = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'].filter(action => coversAction(statement, action))
      if (lets.length === 0) continue
      if (statement.principals.not) isOpen = true
      else
        for (const { kind, value } of statement.principals.list) {
          if (kind === 'Service') services.add(value)
          else if (kind === 'Federated') providers.add(value)
          else if (value === '*' || value === account || value.endsWith(`:iam::${account}:root`)) isOpen = true
          else named.add(sessionOf.test(value) ? value.replace(sessionOf, '$3') : value)
        }
    }
    return { named, account: isOpen, services, providers, isUnreadable: false }
  }
  const trustedBy = (role: AccountPrincipal): Trusted => {
    const before = known.get(role)
    if (before !== undefined) return before
    const fresh = role.trust?.document === undefined ? NOBODY : compile(role.trust.document)
    known.set(role, fresh)
    return fresh
  }
  return {
    mayLetIn(role, { arn, id, name, kind }) {
      const { named, account, isUnreadable } = trustedBy(role)
      return account || isUnreadable || named.has(arn) || named.has(id) || (kind === 'role' && named.has(name))
    },
    trustsService: (role, service) => trustedBy(role).services.has(service) || trustedBy(role).services.has('*'),
    providersOf: role => trustedBy(role).providers,
  }
}
