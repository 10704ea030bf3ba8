import type { ControlPolicies, NamedPolicy } from '../../analysis/iam/principal-policies.ts'
import { type OrganizationPolicy, organizationMemberships, organizationPolicies, organizationRoots } from '../../datasets/aws/organization.ts'
import { defineEstateView, defineView } from '../needs.ts'
import { guardedAccounts } from './guarded-accounts.ts'

/** What an organization puts over one account. */
interface Controls {
  readonly serviceControl: ControlPolicies
  readonly resourceControl: ControlPolicies
}

/** Where an account stands in its organization, and what that puts over it. */
export interface AccountControls extends Controls {
  /** Null: in no organization; absent: not known. */
  readonly organization?: string | null | undefined
  readonly isManagement?: boolean | undefined
}

type PlacedControls = Controls & Pick<AccountControls, 'isManagement'>

const UNREAD: Controls = { serviceControl: 'unread', resourceControl: 'unread' }
const NONE: Controls = { serviceControl: 'none', resourceControl: 'none' }

const named = ({ name, arn, document }: OrganizationPolicy): NamedPolicy => ({ name, arn, document })

const RCP_FULL: NamedPolicy = {
  name: 'RCPFullAWSAccess',
  document: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] }),
}

/**
 * What the policies of an organization put over each of its accounts. Neither kind binds the management account.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_authorization_policies.html
 */
export const controlsAbove = defineView({
  name: 'controls-above',
  per: 'aws-organization',
  needs: { guardedAccounts, organizationPolicies, organizationRoots },
  build({ guardedAccounts, organizationPolicies, organizationRoots }): ReadonlyMap<string, PlacedControls> {
    const attached = new Map<string, NamedPolicy[]>()
    for (const policy of organizationPolicies) {
      for (const { id } of policy.targets) {
        const key = `${policy.type} ${id}`
        const list = attached.get(key) ?? []
        list.push(named(policy))
        attached.set(key, list)
      }
    }
    const enabled = new Set([...organizationRoots].flatMap(({ enabledPolicyTypes }) => enabledPolicyTypes))
    const isRooted = organizationRoots.size > 0
    return new Map(
      [...guardedAccounts].map(({ id, path, isManagement }): readonly [string, PlacedControls] => {
        const along = (type: string): ControlPolicies => {
          if (isRooted && !enabled.has(type)) return 'none'
          return path.length === 0 || !isRooted ? 'unread' : path.map(place => attached.get(`${type} ${place.id}`) ?? [])
        }
        if (isManagement === true) return [id, { ...NONE, isManagement }]
        const resourceControl = along('RESOURCE_CONTROL_POLICY')
        const controls = {
          serviceControl: along('SERVICE_CONTROL_POLICY'),
          // Every entity keeps RCPFullAWSAccess, which is not always listed.
          resourceControl: typeof resourceControl === 'string' ? resourceControl : resourceControl.map(level => [RCP_FULL, ...level]),
        }
        return [id, isManagement === undefined ? UNREAD : { ...controls, isManagement }]
      }),
    )
  },
})

/** The same of every organization that could be read, by account number. */
const controlsOfAccounts = defineEstateView({
  name: 'controls-of-accounts',
  per: ['aws-organization'],
  needs: { controlsAbove },
  handlesDark: true,
  distil: ({ controlsAbove }) => [...controlsAbove],
  join: parts => new Map([...parts.values()].flat()),
})

/** What each account says of its organization, by account number; null: it is in none. */
const organizationsOfAccounts = defineEstateView({
  name: 'organizations-of-accounts',
  per: ['aws-account'],
  needs: { organizationMemberships },
  handlesDark: true,
  distil: ({ organizationMemberships }, at) => [at.id, [...organizationMemberships][0] ?? null] as const,
  join: parts => new Map([...parts.values()]),
})

/** Finds what an organization puts over an account, given the account's scope and number. What could not be read is `unread`, never nothing. */
export type FindControls = (scope: string, account: string) => AccountControls

/** For views that need to know what an organization puts over their account. */
export const controlNeeds = { controlsOfAccounts, organizationsOfAccounts }

/** Looks in both: what the account says of itself, and what its organization says. */
export const findControls = (
  controls: ReadonlyMap<string, PlacedControls>,
  organizations: ReadonlyMap<string, { readonly id: string; readonly managementAccountId: string; readonly featureSet: string } | null>,
): FindControls => {
  return (scope, account) => {
    const membership = organizations.get(scope)
    if (membership === null) return { ...NONE, organization: null, isManagement: false }
    const known = controls.get(account)
    if (membership === undefined) return known ?? UNREAD
    const of = { organization: membership.id, isManagement: membership.managementAccountId === account }
    // Consolidated billing alone has no such policies.
    if (of.isManagement || membership.featureSet === 'CONSOLIDATED_BILLING') return { ...NONE, ...of }
    return { ...(known ?? UNREAD), ...of }
  }
}
