import { partitionIn } from '../../analysis/iam/partitions.ts'
import { parsePolicy } from '../../analysis/iam/policy-document.ts'
import { isOfSomeAccounts, type Restraint, restraintAlong, restraintAt } from '../../analysis/iam/service-control-policies.ts'
import type { Row } from '../../dataset.ts'
import { type OrganizationPolicy, organizationAccounts, organizationalUnits, organizationPolicies, organizationRoots } from '../../datasets/aws/organization.ts'
import { defineView, tableOf } from '../needs.ts'

/** An account of the organization and what service control policies take away from it; `id` is the account number. */
export interface GuardedAccount extends Row {
  /** Service control policies do not bind the management account. Absent: the account's ARN does not name the management account. */
  readonly isManagement?: boolean | undefined
  /** `aws`, `aws-cn` or another, as its ARN says. */
  readonly partition: string
  /** False: not activated yet, suspended, closing or closed. */
  readonly isInUse: boolean
  /** Root first, then units, then the account itself. Empty: its place in the hierarchy could not be followed to the root. */
  readonly path: readonly { readonly id: string; readonly name: string }[]
  readonly restraint: Restraint | 'unplaced'
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_account_state.html */
const outOfUse = new Set(['PENDING_ACTIVATION', 'SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'])
const MOST_LEVELS = 16

/** `arn:aws:organizations::<management account>:account/<organization>/<account>`. */
const managementOf = (arn: string): string | undefined => /^arn:[^:]*:organizations::(\d{12}):account\//.exec(arn)?.[1]

/** Every account of the organization, its path down from the root, and whether a service control policy on that path restrains it. */
export const guardedAccounts = defineView({
  name: 'guarded-accounts',
  per: 'aws-organization',
  needs: { organizationRoots, organizationalUnits, organizationAccounts, organizationPolicies },
  build({ organizationRoots, organizationalUnits, organizationAccounts, organizationPolicies }) {
    const attached = new Map<string, OrganizationPolicy[]>()
    for (const policy of organizationPolicies) {
      if (policy.type !== 'SERVICE_CONTROL_POLICY') continue
      for (const { id } of policy.targets) attached.set(id, [...(attached.get(id) ?? []), policy])
    }
    const restraints = new Map<string, Restraint>()
    const restraintOf = (id: string, account: string): Restraint => {
      const documents = (attached.get(id) ?? []).map(({ document }) => document)
      const key = documents.some(isOfSomeAccounts) ? `${id} ${account}` : id
      const known = restraints.get(key)
      if (known !== undefined) return known
      const fresh = restraintAt(documents.map(parsePolicy), account)
      restraints.set(key, fresh)
      return fresh
    }
    const above = (parentId: string): GuardedAccount['path'] => {
      const path: { id: string; name: string }[] = []
      for (let at = parentId; path.length < MOST_LEVELS; ) {
        const root = organizationRoots.get(at)
        if (root !== undefined) return [{ id: root.id, name: root.name }, ...path]
        const unit = organizationalUnits.get(at)
        if (unit === undefined) return []
        path.unshift({ id: unit.id, name: unit.name })
        at = unit.parentId
      }
      return []
    }
    return tableOf(
      [...organizationAccounts].map((account): GuardedAccount => {
        const higher = above(account.parentId)
        const path = higher.length === 0 ? [] : [...higher, { id: account.id, name: account.name }]
        const management = managementOf(account.arn)
        const own = restraintOf(account.id, account.id)
        return {
          id: account.id,
          scope: account.scope,
          name: account.name,
          isManagement: management === undefined ? undefined : management === account.id,
          partition: partitionIn(account.arn),
          isInUse: !outOfUse.has(account.status),
          path,
          restraint: path.length === 0 && own !== 'restrains' ? 'unplaced' : restraintAlong([...path.map(({ id }) => restraintOf(id, account.id)), own]),
        }
      }),
    )
  },
})

/** How far service control policies reach over the accounts of an organization that they could bind. */
export interface ServiceControl {
  /** Whether the policy type is enabled on the root. Absent: the organization's root is not known. */
  readonly isEnabled?: boolean | undefined
  /** How many accounts are in use, the management account aside. */
  readonly members: number
  readonly without: readonly GuardedAccount[]
  /** Accounts for which a policy or a place in the hierarchy could not be read, or of which the policies may take away nothing. */
  readonly undecided: readonly GuardedAccount[]
}

/** The accounts that service control policies leave unrestrained. */
export const serviceControl = defineView({
  name: 'service-control',
  per: 'aws-organization',
  needs: { guardedAccounts, organizationRoots },
  build({ guardedAccounts, organizationRoots }): ServiceControl {
    const members = [...guardedAccounts].filter(({ isInUse, isManagement }) => isInUse && isManagement !== true)
    const roots = [...organizationRoots]
    const isUndecided = ({ restraint, isManagement }: GuardedAccount): boolean =>
      restraint === 'unreadable' || restraint === 'undecided' || restraint === 'unplaced' || (restraint === 'nothing' && isManagement === undefined)
    return {
      ...(roots.length === 0 ? {} : { isEnabled: roots.every(({ enabledPolicyTypes }) => enabledPolicyTypes.includes('SERVICE_CONTROL_POLICY')) }),
      members: members.length,
      without: members.filter(account => account.restraint === 'nothing' && !isUndecided(account)),
      undecided: members.filter(isUndecided),
    }
  },
})
