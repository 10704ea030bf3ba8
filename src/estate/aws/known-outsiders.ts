import type { Outsider } from '../../analysis/iam/caller-keys.ts'
import { type Gap, nativeId, UNIDENTIFIED } from '../../dataset.ts'
import { organizationAccounts } from '../../datasets/aws/organization.ts'
import { declared } from '../../datasets/declared.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineEstateView, defineView } from '../needs.ts'
import { organizationsTold } from './organizations-told.ts'

/** The accounts of every organization of the scan, and the organizations of which they could not be read. */
interface OrganizationMembers {
  /** The organization of each account, both by native id. */
  readonly organizationOf: ReadonlyMap<string, string>
  readonly unread: readonly Gap[]
}

/** Which accounts belong to the organizations of this scan; answers by itself where one could not be read. */
const organizationMembers = defineEstateView({
  name: 'organization-members',
  per: ['aws-organization'],
  needs: { organizationAccounts },
  handlesDark: true,
  distil: ({ organizationAccounts }): readonly string[] => [...organizationAccounts].map(({ id }) => id),
  join: (parts, unread): OrganizationMembers => ({
    organizationOf: new Map([...parts].flatMap(([scope, accounts]) => accounts.map(id => [id, nativeId(scope)] as const))),
    unread,
  }),
})

/**
 * Whose account or organization it is: `ours` in an organization of this scan, or scanned; `declared` by the operator, with what it was declared as;
 * `stranger`; or `undecided`, since an organization it may belong to could not be read.
 */
type Acquaintance =
  | { readonly kind: 'ours'; readonly how: string /** Absent: not known. */; readonly organization?: string | undefined }
  | {
      readonly kind: 'declared'
      readonly as?: string | undefined
      /** Why it may be ours as well, where that could not be read. */
      readonly unread?: string | undefined
    }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'undecided'; readonly unread: string }

/** Tells whose an account or organization is. */
export type KnowOutsider = (outsider: Outsider) => Acquaintance

/** Whose the accounts are that roles trust: by the organizations and accounts of the scan, and what the operator declared (kind `account`). */
export const knownOutsiders = defineView({
  name: 'known-outsiders',
  per: 'aws-account',
  needs: { scopes, declared, organizationMembers, organizationsTold },
  build({ scopes, declared, organizationMembers: { organizationOf, unread }, organizationsTold }): KnowOutsider {
    const scanned = new Set([...scopes].filter(({ kind }) => kind === 'aws-account').map(({ id }) => nativeId(id)))
    const organizations = new Set([...scopes].filter(({ kind }) => kind === 'aws-organization').map(({ id }) => nativeId(id)))
    // Every member knows its management account, also where the list of accounts is out of its reach.
    const management = new Map([...organizationsTold].map(([id, { managementAccountId }]) => [managementAccountId, id]))
    const byValue = new Map([...declared].filter(({ kind }) => kind === 'account').map(declaration => [declaration.value.toLowerCase(), declaration]))
    const hidden = (kind: Outsider['kind']): string | undefined => {
      if (kind === 'organization') return organizations.has(UNIDENTIFIED) ? 'an organization of this scan could not be identified' : undefined
      if (unread.length === 0) return undefined
      const detail = unread[0]?.detail ?? ''
      return `the accounts of ${[...new Set(unread.map(({ scope }) => nativeId(scope)))].join(', ')} could not be read (${detail})`
    }
    return ({ kind, id }) => {
      if (kind === 'organization' && organizations.has(id)) return { kind: 'ours', how: 'an organization of this scan', organization: id }
      const organization = kind === 'account' ? (organizationOf.get(id) ?? management.get(id)) : undefined
      if (organization !== undefined) return { kind: 'ours', how: `in organization ${organization}`, organization }
      if (kind === 'account' && scanned.has(id)) return { kind: 'ours', how: 'scanned' }
      const declaration = byValue.get(id)
      const because = hidden(kind)
      if (declaration !== undefined) return { kind: 'declared', as: declaration.as, unread: because }
      return because === undefined ? { kind: 'stranger' } : { kind: 'undecided', unread: because }
    }
  },
})

/** Accounts that vendors of security services ask to be trusted, for people to recognise; being named here is no reason to trust one. */
export const vendorAccounts: ReadonlyMap<string, string> = new Map([
  // https://learn.microsoft.com/en-us/azure/sentinel/connect-aws
  ['197857026523', 'Microsoft Sentinel, the legacy CloudTrail connector'],
])
