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
  /** Customer managed policies that it holds, of its groups too. */
  readonly ownPolicies: readonly string[]
  readonly isServiceLinked: boolean
  /** IAM refuses to change it. */
  readonly isUnmodifiable: boolean
  /** Of a role. */
  readonly trust?: NamedPolicy | undefined
}

const isOfAws = (arn: string): boolean => /^arn:[^:]*:iam::aws:/.test(arn)

/** The users and roles of an account with the policies that reach each. */
export const principalsOf = (given: AccountPolicies): readonly AccountPrincipal[] => {
  const documents = new Map(given.policies.map(({ arn, document }) => [arn, document]))
  const groups = new Map(given.groups.map(group => [group.name, group]))
  const managed = (name: string, arn: string): NamedPolicy => {
    const document = documents.get(arn)
    return { name, arn, ...(document === undefined ? {} : { document }) }
  }
  const heldBy = ({ attachedPolicies, inlinePolicies }: IamUser | IamRole | IamGroup, group?: string): readonly NamedPolicy[] => {
    const held = [...attachedPolicies.map(({ name, arn }) => managed(name, arn)), ...inlinePolicies]
    return group === undefined ? held : held.map(policy => ({ ...policy, group }))
  }
  const boundaryOf = (arn: string | undefined): Pick<PrincipalPolicies, 'boundary'> =>
    arn === undefined ? {} : { boundary: managed(arn.slice(arn.lastIndexOf('/') + 1), arn) }
  const { account, serviceControl, resourceControl } = given
  const organization = given.organization === undefined ? {} : { organization: given.organization }
  const time = given.now === undefined ? {} : { now: given.now }
  const common = ({ id, arn, name, boundaryArn }: IamUser | IamRole, kind: 'user' | 'role', identity: readonly NamedPolicy[]) => ({
    id,
    arn,
    name,
    kind,
    isServiceLinked: isServiceLinked(arn),
    isUnmodifiable: isUnmodifiable(arn),
    policies: { principal: { kind, arn, id, name, account, ...organization, ...time }, identity, ...boundaryOf(boundaryArn), serviceControl, resourceControl },
    ownPolicies: [...new Set(identity.flatMap(policy => (policy.arn === undefined || isOfAws(policy.arn) ? [] : [policy.arn])))],
  })
  const ofUser = (user: IamUser): AccountPrincipal => {
    // A group that was not read may hold anything.
    const throughGroups = user.groups.flatMap(name => {
      const group = groups.get(name)
      return group === undefined ? [{ name: `group ${name}`, group: name }] : heldBy(group, name)
    })
    return { ...common(user, 'user', [...heldBy(user), ...throughGroups]), groups: user.groups.flatMap(name => groups.get(name) ?? []) }
  }
  const ofRole = (role: IamRole): AccountPrincipal => ({
    ...common(role, 'role', heldBy(role)),
    groups: [],
    trust: { name: `trust of ${role.name}`, document: role.trustPolicy },
  })
  return [...given.users.map(ofUser), ...given.roles.map(ofRole)]
}
