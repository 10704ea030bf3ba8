import type { AccountPrincipal } from './account-principals.ts'
import { coversAction, parsePolicy } from './policy-document.ts'

/** Whom a role's trust policy names in Allow statements; what its Deny statements and conditions say is not looked at. */
export interface Trusted {
  /** ARNs and unique ids; of sessions the role's name. */
  readonly named: ReadonlySet<string>
  /** Whether it leaves it to the policies of the account, or lets in everyone. */
  readonly account: boolean
  /** Whether it names everyone, so that no permission is needed. */
  readonly isOpen: boolean
  readonly services: ReadonlySet<string>
  /** ARNs of identity providers. */
  readonly providers: ReadonlySet<string>
  readonly isUnreadable: boolean
}

const sessionOf = /^arn:([^:]*):sts::(\d+):assumed-role\/([^/]+)\//

/** Reads trust policies for who may be let in: the exact decision is another's. */
export interface TrustIndex {
  trusted(role: AccountPrincipal): Trusted
  trustsService(role: AccountPrincipal, service: string): boolean
  providersOf(role: AccountPrincipal): ReadonlySet<string>
  /** The same for a trust policy by itself. */
  ofDocument(document: string): Trusted
}

const NOBODY: Trusted = { named: new Set(), account: false, isOpen: false, services: new Set(), providers: new Set(), isUnreadable: false }

export const openTrustIndex = (account: string): TrustIndex => {
  const known = new Map<AccountPrincipal, Trusted>()
  const compile = (document: string): Trusted => {
    const policy = parsePolicy(document)
    if (policy.kind === 'unreadable') return { ...NOBODY, isUnreadable: true }
    const [named, services, providers] = [new Set<string>(), new Set<string>(), new Set<string>()]
    let isOpen = false
    let isLeft = false
    for (const statement of policy.statements) {
      if (statement.effect !== 'Allow' || statement.principals === undefined) continue
      const lets = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'].filter(action => coversAction(statement, action))
      if (lets.length === 0) continue
      if (statement.principals.not) isOpen = true
      else
        for (const { kind, value } of statement.principals.list) {
          if (kind === 'Service') services.add(value)
          else if (kind === 'Federated') providers.add(value)
          else if (value === '*') isOpen = true
          else if (value === account || value.endsWith(`:iam::${account}:root`)) isLeft = true
          else named.add(sessionOf.test(value) ? value.replace(sessionOf, '$3') : value)
        }
    }
    return { named, account: isOpen || isLeft, isOpen, services, providers, isUnreadable: false }
  }
  const trustedBy = (role: AccountPrincipal): Trusted => {
    const before = known.get(role)
    if (before !== undefined) return before
    const fresh = role.trust?.document === undefined ? NOBODY : compile(role.trust.document)
    known.set(role, fresh)
    return fresh
  }
  return {
    trusted: trustedBy,
    trustsService: (role, service) => trustedBy(role).services.has(service) || trustedBy(role).services.has('*'),
    providersOf: role => trustedBy(role).providers,
    ofDocument: compile,
  }
}
