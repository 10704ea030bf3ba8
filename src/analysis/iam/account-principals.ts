import type { IamGroup, IamPolicy, IamRole, IamUser } from '../../datasets/aws/iam.ts'
import { type ControlPolicies, isServiceLinked, isUnmodifiable, type NamedPolicy, type PrincipalPolicies } from './principal-policies.ts'

/** Everything in an account, and above it, that says what its users and roles may do. */
export interface AccountPolicies {
  readonly account: string
  /** Null: in no organization; absent: not known. */
  readonly organization?: string | null | undefined
  /** Whether the account manages its organization; absent: not known. */
  readonly isManagement?: boolean | undefined
  /** The time to judge at. Absent: any. */
  readonly now?: Date | undefined
  readonly users: readonly IamUser[]
  readonly groups: readonly IamGroup[]
  readonly roles: readonly IamRole[]
  readonly policies: readonly IamPolicy[]
  /** Whether there are principals and policies in the account that are not here. */
  readonly isExcerpt?: boolean | undefined
  readonly serviceControl: ControlPolicies
  readonly resourceControl: ControlPolicies
}

/** A user or role of the account. */
export interface AccountPrincipal {
  readonly id: string
  readonly arn: string
  readonly name: string
  readonly kind: 'user' | 'role'
  readonly policies: PrincipalPolicies
  readonly groups: readonly { readonly arn: string; readonly name: string }[]
  readonly isServiceLinked: boolean
  /** IAM refuses to change it. */
  readonly isUnmodifiable: boolean
  /** Of a role. */
  readonly trust?: NamedPolicy | undefined
}

/** Whether a managed policy is one of AWS's, which nobody else changes. */
export const isOfAws = (arn: string): boolean => /^arn:[^:]*:iam::aws:/.test(arn)

/** Customer managed policies that a principal holds, those of its groups too, by ARN. Few are asked for theirs. */
export const ownPoliciesOf = ({ policies }: AccountPrincipal): readonly string[] => {
  const own = new Set<string>()
  for (const { arn } of policies.identity) if (arn !== undefined && !isOfAws(arn)) own.add(arn)
  return [...own]
}

/** The users and roles of an account with the policies that reach each. */
export const principalsOf = (given: AccountPolicies): readonly AccountPrincipal[] => {
  const documents = new Map(given.policies.map(({ arn, document }) => [arn, document]))
  const groups = new Map(given.groups.map(group => [group.name, group]))
  const known = new Map<string, NamedPolicy>()
  const managed = (name: string, arn: string): NamedPolicy => {
    const before = known.get(arn)
    if (before?.name === name) return before
    const document = documents.get(arn)
    const policy = document === undefined ? { name, arn } : { name, arn, document }
    known.set(arn, policy)
    return policy
  }
  const heldBy = ({ attachedPolicies, inlinePolicies }: IamUser | IamRole | IamGroup, group?: string): readonly NamedPolicy[] => {
    const held: NamedPolicy[] = []
    for (const { name, arn } of attachedPolicies) held.push(managed(name, arn))
    for (const policy of inlinePolicies) held.push(policy)
    return group === undefined ? held : held.map(policy => ({ ...policy, group }))
  }
  const boundaryOf = (arn: string | undefined): NamedPolicy | undefined => (arn === undefined ? undefined : managed(arn.slice(arn.lastIndexOf('/') + 1), arn))
  const { account, organization, now, serviceControl, resourceControl } = given
  const common = ({ id, arn, name, boundaryArn }: IamUser | IamRole, kind: 'user' | 'role', identity: readonly NamedPolicy[]) => ({
    id,
    arn,
    name,
    kind,
    isServiceLinked: isServiceLinked(arn),
    isUnmodifiable: isUnmodifiable(arn),
    policies: { principal: { kind, arn, id, name, account, organization, now }, identity, boundary: boundaryOf(boundaryArn), serviceControl, resourceControl },
  })
  const heldByGroups = new Map<string, readonly NamedPolicy[]>()
  const ofGroup = (name: string): readonly NamedPolicy[] => {
    const before = heldByGroups.get(name)
    if (before !== undefined) return before
    const group = groups.get(name)
    const held = group === undefined ? [{ name: `group ${name}`, group: name }] : heldBy(group, name)
    heldByGroups.set(name, held)
    return held
  }
  const ofUser = (user: IamUser): AccountPrincipal => {
    // A group that was not read may hold anything.
    const throughGroups = user.groups.flatMap(name => ofGroup(name))
    return { ...common(user, 'user', [...heldBy(user), ...throughGroups]), groups: user.groups.flatMap(name => groups.get(name) ?? []) }
  }
  const ofRole = (role: IamRole): AccountPrincipal => ({
    ...common(role, 'role', heldBy(role)),
    groups: [],
    trust: { name: `trust of ${role.name}`, document: role.trustPolicy },
  })
  return [...given.users.map(ofUser), ...given.roles.map(ofRole)]
}
