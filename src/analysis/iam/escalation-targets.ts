import { type AccountPrincipal, ownPoliciesOf } from './account-principals.ts'
import type { GainEvaluator } from './attachable-policies.ts'
import type { EscalationPrimitive } from './escalation/primitive.ts'
import { ALWAYS, type Expression } from './expression.ts'
import { partitionIn } from './partitions.ts'
import type { TrustIndex } from './trust-index.ts'

/** Somebody with more rights, and when it has them. */
export interface Privileged {
  readonly principal: AccountPrincipal
  readonly when: Expression
}

/** What a primitive may be done to, and when doing it helps. */
export interface Target {
  readonly arn: string
  readonly when: Expression
  /** Whose it is. */
  readonly of?: AccountPrincipal | undefined
  /** The role that must be assumed for it. */
  readonly through?: AccountPrincipal | undefined
}

export interface TargetSearch {
  readonly evaluator: GainEvaluator
  readonly trusts: TrustIndex
  readonly principals: readonly AccountPrincipal[]
  /** Whether the account manages its organization; undefined: not known. */
  readonly isManagement?: boolean | undefined
}

/** Of a member account, whose number stands for any. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html */
const memberRole = (partition: string): string => `arn:${partition}:iam::000000000000:role/OrganizationAccountAccessRole`

/** Finds the targets of primitives, given who is privileged. */
export interface Targets {
  /** Those for whoever asks; the principal itself may be among them. */
  of(primitive: EscalationPrimitive, principal: AccountPrincipal): readonly Target[]
  /** The privileged roles that trust a service. */
  trusting(service: string): readonly Target[]
}

/** Roles by whom they may let in. */
interface Trusting {
  readonly named: ReadonlyMap<string, readonly Target[]>
  readonly open: readonly Target[]
  /** Those that leave it to the policies of the account. */
  readonly account: readonly Target[]
}

const target = ({ principal, when }: Privileged): Target => ({ arn: principal.arn, when, of: principal })

export const openTargets = ({ evaluator, trusts, principals, isManagement }: TargetSearch, privileged: readonly Privileged[]): Targets => {
  const once = <T>(make: () => T): (() => T) => {
    let made: { readonly value: T } | undefined
    return () => {
      made ??= { value: make() }
      return made.value
    }
  }
  const users = privileged.filter(({ principal }) => principal.kind === 'user')
  const roles = privileged.filter(({ principal }) => principal.kind === 'role' && !principal.isServiceLinked)
  const byService = new Map<string, readonly Target[]>()
  const trusting = (service: string): readonly Target[] => {
    const known = byService.get(service) ?? roles.filter(({ principal }) => trusts.trustsService(principal, service)).map(target)
    byService.set(service, known)
    return known
  }
  const privilegedUsers = users.map(target)
  const privilegedRoles = roles.filter(({ principal }) => !principal.isUnmodifiable).map(target)
  const privilegedGroups = users.flatMap(({ principal, when }) => principal.groups.map(({ arn }) => ({ arn, when })))
  const providers = roles.flatMap(({ principal, when }) =>
    [...trusts.providersOf(principal)].filter(provider => /^arn:[^:]*:iam::/.test(provider)).map(arn => ({ arn, when })),
  )
  // A boundary would keep them from what is put into them.
  const isPliable = ({ kind, isUnmodifiable, policies }: AccountPrincipal) => kind === 'role' && !isUnmodifiable && policies.boundary === undefined
  const anyRole = once(() => principals.filter(isPliable).map(of => ({ arn: of.arn, when: ALWAYS, of })))
  const anyUser = once(() => principals.filter(({ kind }) => kind === 'user').map(of => ({ arn: of.arn, when: ALWAYS, of })))

  const byTrust = (among: readonly Target[]): Trusting => {
    const named = new Map<string, Target[]>()
    const [open, account]: [Target[], Target[]] = [[], []]
    for (const one of among) {
      if (one.of === undefined) continue
      const trusted = trusts.trusted(one.of)
      if (trusted.isOpen || trusted.isUnreadable) open.push(one)
      else if (trusted.account) account.push(one)
      for (const name of trusted.named) {
        const there = named.get(name)
        if (there === undefined) named.set(name, [one])
        else there.push(one)
      }
    }
    return { named, open, account }
  }
  const assumable = (principal: AccountPrincipal, { named, open, account }: Trusting): readonly Target[] => {
    const byName = named.size === 0 ? [] : [principal.arn, principal.id, principal.name].flatMap(name => named.get(name) ?? [])
    const isLeft = account.length > 0 && evaluator.mayLead(principal) && evaluator.mayDo(principal, 'sts:AssumeRole')
    // So it is for nearly everybody.
    if (byName.length + open.length === 0 && !isLeft) return []
    return [...new Set([...byName, ...open, ...(isLeft ? account : [])])].filter(({ of }) => of !== principal).map(one => ({ ...one, through: one.of }))
  }
  const assumablePrivileged = once(() => byTrust(roles.map(target)))
  const assumableAny = once(() => byTrust(anyRole()))
  const assumableWithPolicies = once(() => byTrust(anyRole().filter(({ of }) => ownPoliciesOf(of).length > 0)))

  return {
    trusting,
    of(primitive, principal) {
      switch (primitive.target) {
        case 'privileged-user':
          return privilegedUsers
        case 'privileged-role':
          return privilegedRoles
        case 'privileged-group':
          return privilegedGroups
        case 'passed-role':
          return primitive.service === undefined ? [] : trusting(primitive.service)
        case 'trusted-provider':
          return providers
        case 'assumable-role':
          return assumable(principal, primitive.onTarget.length === 0 ? assumablePrivileged() : assumableAny())
        case 'policy-of-assumable-role':
          return assumable(principal, assumableWithPolicies()).flatMap(({ of, when, through }) =>
            of === undefined ? [] : ownPoliciesOf(of).map(arn => ({ arn, when, through })),
          )
        case 'any-role':
          return anyRole()
        case 'new-user':
          return anyUser()
        case 'member-role':
          return isManagement === false ? [] : [{ arn: memberRole(partitionIn(principal.arn)), when: ALWAYS }]
        case 'own-policy':
          return ownPoliciesOf(principal).map(arn => ({ arn, when: ALWAYS }))
        case 'own-group':
          return principal.groups.map(({ arn }) => ({ arn, when: ALWAYS }))
        default:
          return []
      }
    },
  }
}
