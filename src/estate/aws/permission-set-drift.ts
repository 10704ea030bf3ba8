import { canonicalDocument } from '../../analysis/iam/canonical-document.ts'
import type { Row } from '../../dataset.ts'
import {
  permissionSetBoundaries,
  permissionSetCustomerPolicies,
  permissionSetInlinePolicies,
  permissionSetManagedPolicies,
  permissionSetProvisionings,
  permissionSets,
} from '../../datasets/aws/identity-center.ts'
import { organizationAccounts } from '../../datasets/aws/organization.ts'
import { defineView, tableOf } from '../needs.ts'
import { type ReservedRole, reservedRoles } from './reserved-roles.ts'

/** A permission set and what became of it in the accounts that are in use; `id` is the set's. */
export interface PermissionSetDrift extends Row {
  readonly accounts: readonly string[]
  /** Accounts whose role is older than the set, as Identity Center says. */
  readonly outdated: readonly string[]
  /** Accounts whose role carries something else. */
  readonly differing: readonly { readonly account: string; readonly what: string }[]
  /** Policies of the accounts' own that say one thing in most accounts and another in these. */
  readonly varying: readonly { readonly policy: string; readonly accounts: readonly string[] }[]
  /** Accounts whose roles could not be read. */
  readonly unread: readonly string[]
}

const outOfUse = new Set(['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'])

type Wanted = Pick<ReservedRole, 'attached' | 'inline' | 'boundary'>

const differenceOf = (wanted: Wanted, role: ReservedRole): string | undefined => {
  const missing = wanted.attached.filter(name => !role.attached.includes(name))
  const added = role.attached.filter(name => !wanted.attached.includes(name))
  if (missing.length > 0) return `without ${missing.join(', ')}`
  if (added.length > 0) return `with ${added.join(', ')} besides`
  if (wanted.inline !== role.inline) return 'with another inline policy'
  return wanted.boundary === role.boundary ? undefined : 'with another permissions boundary'
}

/** Several roles may bear a set's name where an instance was made anew: one that is right suffices. */
const differenceIn = (wanted: Wanted, roles: readonly ReservedRole[]): string | undefined => {
  if (roles.length === 0) return 'without a role for it'
  const differences = roles.map(role => differenceOf(wanted, role))
  return differences.includes(undefined) ? undefined : differences[0]
}

const varyingIn = (roles: ReadonlyMap<string, readonly ReservedRole[]>): PermissionSetDrift['varying'] => {
  const byPolicy = new Map<string, Map<string, string[]>>()
  for (const [account, its] of roles)
    for (const [policy, text] of its.flatMap(({ documents }) => [...documents])) {
      const texts = byPolicy.get(policy) ?? new Map<string, string[]>()
      const accounts = texts.get(text) ?? []
      texts.set(text, accounts.includes(account) ? accounts : [...accounts, account])
      byPolicy.set(policy, texts)
    }
  return [...byPolicy].flatMap(([policy, texts]) => {
    const [, ...rarer] = [...texts.values()].sort((a, b) => b.length - a.length || ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
    return rarer.length === 0 ? [] : [{ policy, accounts: rarer.flat().sort() }]
  })
}

/** What each permission set says beside what its roles in the accounts say. */
export const permissionSetDrift = defineView({
  name: 'permission-set-drift',
  per: 'aws-organization',
  needs: {
    permissionSets,
    permissionSetInlinePolicies,
    permissionSetManagedPolicies,
    permissionSetCustomerPolicies,
    permissionSetBoundaries,
    permissionSetProvisionings,
    organizationAccounts,
    reservedRoles,
  },
  build(facts) {
    const isInUse = (account: string): boolean => !outOfUse.has(facts.organizationAccounts.get(account)?.status ?? '')
    const wantedOf = (id: string): Wanted => {
      const { managedPolicyArn, customerPolicy } = facts.permissionSetBoundaries.get(id) ?? {}
      const document = facts.permissionSetInlinePolicies.get(id)?.document
      const managed = (facts.permissionSetManagedPolicies.get(id)?.policies ?? []).map(({ arn }) => arn)
      const customer = (facts.permissionSetCustomerPolicies.get(id)?.references ?? []).map(({ path, name }) => `${path}${name}`)
      return {
        attached: [...managed, ...customer].sort(),
        inline: document === undefined ? undefined : canonicalDocument(document),
        boundary: managedPolicyArn ?? (customerPolicy === undefined ? undefined : `${customerPolicy.path}${customerPolicy.name}`),
      }
    }
    return tableOf(
      [...facts.permissionSets].flatMap(({ id, scope, name }): PermissionSetDrift[] => {
        const provisioning = facts.permissionSetProvisionings.get(id)
        if (provisioning === undefined) return []
        const accounts = provisioning.accounts.filter(isInUse)
        const outdated = provisioning.outdated.filter(isInUse)
        const wanted = wantedOf(id)
        const read = new Map(
          accounts.flatMap(account => {
            const roles = facts.reservedRoles.get(account)?.filter(({ set }) => set === name)
            return roles === undefined ? [] : [[account, roles] as const]
          }),
        )
        const differing = [...read].flatMap(([account, roles]) => {
          const what = differenceIn(wanted, roles)
          return what === undefined ? [] : [{ account, what }]
        })
        return [{ id, scope, name, accounts, outdated, differing, varying: varyingIn(read), unread: accounts.filter(account => !read.has(account)) }]
      }),
    )
  },
})
