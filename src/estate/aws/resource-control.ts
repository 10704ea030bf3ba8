import { parsePolicy, type Statement } from '../../analysis/iam/policy-document.ts'
import { organizationPolicies, organizationRoots } from '../../datasets/aws/organization.ts'
import { defineView } from '../needs.ts'
import { type GuardedAccount, guardedAccounts } from './guarded-accounts.ts'

/** Keys that tell our own from others, as a caller or as the resource on whose behalf a service calls. */
const OURS = /^aws:(?:principal(?:orgid|orgpaths|account|arn)|source(?:orgid|orgpaths|account|arn))$/

/** A Deny for whoever is not of ours: the shape of a data perimeter. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html */
const shutsOutsidersOut = ({ effect, conditions }: Statement): boolean =>
  effect === 'Deny' && conditions.some(({ operator, key, values }) => OURS.test(key) && operator.includes('not') && !values.includes('*'))

/** How far resource control policies that shut outsiders out reach over the accounts they could bind. */
interface ResourceControl {
  /** Absent: the organization's root is not known. */
  readonly isEnabled?: boolean | undefined
  readonly members: number
  readonly without: readonly GuardedAccount[]
  /** Accounts whose place is not known, or above which a policy could not be read. */
  readonly undecided: readonly GuardedAccount[]
  /** The policies that shut outsiders out, by name. */
  readonly policies: readonly string[]
}

/**
 * The accounts that no resource control policy on their path protects from outsiders. The management account is never bound.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export const resourceControl = defineView({
  name: 'resource-control',
  per: 'aws-organization',
  needs: { guardedAccounts, organizationPolicies, organizationRoots },
  build({ guardedAccounts, organizationPolicies, organizationRoots }): ResourceControl {
    const protectedBy = new Map<string, string[]>()
    const unread = new Set<string>()
    for (const { type, document, targets, name } of organizationPolicies) {
      if (type !== 'RESOURCE_CONTROL_POLICY') continue
      const policy = parsePolicy(document)
      for (const { id } of targets) {
        if (policy.kind === 'unreadable') unread.add(id)
        else if (policy.statements.some(shutsOutsidersOut)) protectedBy.set(id, [...(protectedBy.get(id) ?? []), name])
      }
    }
    const members = [...guardedAccounts].filter(({ isInUse, isManagement }) => isInUse && isManagement !== true)
    const isProtected = ({ id, path }: GuardedAccount): boolean => [id, ...path.map(place => place.id)].some(place => protectedBy.has(place))
    const open = members.filter(account => !isProtected(account))
    const isUndecided = ({ id, path, isManagement }: GuardedAccount): boolean =>
      isManagement === undefined || path.length === 0 || [id, ...path.map(place => place.id)].some(place => unread.has(place))
    const roots = [...organizationRoots]
    return {
      ...(roots.length === 0 ? {} : { isEnabled: roots.every(({ enabledPolicyTypes }) => enabledPolicyTypes.includes('RESOURCE_CONTROL_POLICY')) }),
      members: members.length,
      without: open.filter(account => !isUndecided(account)),
      undecided: open.filter(isUndecided),
      policies: [...new Set([...protectedBy.values()].flat())].sort(),
    }
  },
})
