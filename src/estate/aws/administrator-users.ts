import { type AccountPermissions, openPermissions } from '../../analysis/iam/account-permissions.ts'
import { parsePolicy } from '../../analysis/iam/policy-document.ts'
import { allowsEverything } from '../../analysis/iam/statement-scope.ts'
import { nativeId } from '../../dataset.ts'
import { type IamGroup, type IamPolicy, type IamRole, type IamUser, iamGroups, iamPolicies, iamUsers } from '../../datasets/aws/iam.ts'
import { defineView } from '../needs.ts'

/** Why a user is, or may be, an administrator. */
export interface AdministratorPolicy {
  /** The policy that allows everything, or that could not be read. */
  readonly policy: string
  /** The group it comes through; absent where the user holds it. */
  readonly group?: string | undefined
  /** False: what the policy allows could not be read, and none that could be allows everything; or a boundary or a Deny stands, or may stand, in the way. */
  readonly isCertain: boolean
  /** The permissions boundary that takes something away, or that could not be read. */
  readonly boundary?: { readonly arn: string; readonly isRead: boolean } | undefined
  /** Other policies of the user deny something of it, always or by a condition, or may. Absent: none does. */
  readonly isDenied?: true | undefined
}

/** How much a document allows, as far as administration goes. `bounded`: everything, and denies something of it. */
type Reach = 'everything' | 'bounded' | 'some' | 'unreadable'

const reachOf = (document: string | undefined): Reach => {
  const parsed = document === undefined ? undefined : parsePolicy(document)
  if (parsed?.kind !== 'policy') return 'unreadable'
  if (!allowsEverything(parsed)) return 'some'
  return parsed.statements.every(({ effect }) => effect === 'Allow') ? 'everything' : 'bounded'
}

const administratorPoliciesAmong = (policies: Iterable<IamPolicy>) => {
  const documents = new Map([...policies].map(({ arn, document }) => [arn, document]))
  const reaches = new Map<string, Reach>()
  const reachOfManaged = (arn: string): Reach => {
    const known = reaches.get(arn)
    if (known !== undefined) return known
    const reach = reachOf(documents.get(arn))
    reaches.set(arn, reach)
    return reach
  }
  const judge = (policy: string, reach: Reach): readonly AdministratorPolicy[] => (reach === 'some' ? [] : [{ policy, isCertain: reach !== 'unreadable' }])
  return {
    /** The policies held directly that allow everything, or that could not be read. */
    heldBy: ({ attachedPolicies, inlinePolicies }: IamUser | IamGroup | IamRole): readonly AdministratorPolicy[] => [
      ...attachedPolicies.flatMap(({ name, arn }) => judge(name, reachOfManaged(arn))),
      ...inlinePolicies.flatMap(({ name, document }) => judge(name, reachOf(document))),
    ],
    /** The permissions boundary, unless it leaves everything. */
    boundaryOf: ({ boundaryArn }: IamUser | IamRole): AdministratorPolicy['boundary'] => {
      if (boundaryArn === undefined) return undefined
      const reach = reachOfManaged(boundaryArn)
      return reach === 'everything' ? undefined : { arn: boundaryArn, isRead: reach !== 'unreadable' }
    },
  }
}

/** What makes administrators, among all managed policies and inline ones; each managed policy is judged once, however many hold it. */
export const administratorPolicies = defineView({
  name: 'administrator-policies',
  per: 'aws-account',
  needs: { iamPolicies },
  build: ({ iamPolicies }) => administratorPoliciesAmong(iamPolicies),
})

/**
 * IAM users who hold, directly or through a group, a policy that allows every action on every resource, by ARN. A permissions boundary leaves of it what
 * the boundary allows too: only one that allows everything and denies nothing leaves an administrator for certain. Deny statements of the user's policies
 * are weighed, as one that asks for MFA. Service control policies, which are of the organization and not always seen, are not subtracted.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export const administratorUsers = defineView({
  name: 'administrator-users',
  per: 'aws-account',
  needs: { iamUsers, iamGroups, iamPolicies, administratorPolicies },
  build({ iamUsers, iamGroups, iamPolicies, administratorPolicies: { heldBy, boundaryOf } }, at, _missing, now): ReadonlyMap<string, AdministratorPolicy> {
    let opened: AccountPermissions | undefined
    const open = () =>
      openPermissions({
        account: nativeId(at.id),
        now,
        organization: null,
        isManagement: false,
        users: [...iamUsers],
        groups: [...iamGroups],
        roles: [],
        policies: [...iamPolicies],
        serviceControl: 'none',
        resourceControl: 'none',
      })
    // Few accounts have any whose policies must be weighed.
    const isNone = ({ id }: IamUser): boolean => {
      opened ??= open()
      return opened.isAdministrator(id).answer !== 'yes'
    }
    const groups = new Map([...iamGroups].map(group => [group.name, heldBy(group).map(held => ({ ...held, group: group.name }))]))
    const found = new Map<string, AdministratorPolicy>()
    for (const user of iamUsers) {
      const held = [...heldBy(user), ...user.groups.flatMap(name => groups.get(name) ?? [])]
      const policy = held.find(({ isCertain }) => isCertain) ?? held[0]
      if (policy === undefined) continue
      const boundary = boundaryOf(user)
      if (boundary !== undefined) found.set(user.arn, { ...policy, isCertain: false, boundary })
      else if (policy.isCertain && isNone(user)) found.set(user.arn, { ...policy, isCertain: false, isDenied: true })
      else found.set(user.arn, policy)
    }
    return found
  },
})

/** For people: which policy, through which group, and what stands in the way. */
export const describeAdministrator = ({ policy, group, isCertain, boundary, isDenied }: AdministratorPolicy): string => {
  const through = group === undefined ? '' : `, through group ${group}`
  if (boundary !== undefined) return `${policy}${through}, within the boundary ${boundary.arn}${boundary.isRead ? '' : ', which could not be read'}`
  if (isDenied) return `${policy}${through}, of which other policies deny something or may`
  return `${policy}${through}${isCertain ? '' : ' (could not be read)'}`
}
