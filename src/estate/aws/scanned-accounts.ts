import { type Row, UNIDENTIFIED } from '../../dataset.ts'
import { accountSummary } from '../../datasets/aws/account.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { organizationAccounts, organizationMemberships } from '../../datasets/aws/organization.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineView, tableOf } from '../needs.ts'
import { seen } from './seen.ts'

/** An active account of the organization, and whether the scan got into it; `id` is the account number. */
export interface ScannedAccount extends Row {
  /** `read`: some of its tables were; `dark`: it was asked for, and none was; `left-out`: it is no part of the scan. */
  readonly standing: 'read' | 'dark' | 'left-out'
  /** Whether the scan is of the organization, and not of the account of its credentials alone. */
  readonly isOfOrganization: boolean
  /** Why nothing of it was read. */
  readonly because?: string | undefined
}

const isSeen = (): true => true
const summaries = seen('account summaries', 'aws-account', { accountSummary }, isSeen)
const roles = seen('roles', 'aws-account', { iamRoles }, isSeen)
const memberships = seen('memberships', 'aws-account', { organizationMemberships }, isSeen)

/** The active accounts of the organization, and which of them the scan got into. Any one table that was read shows that it did. */
export const scannedAccounts = defineView({
  name: 'scanned-accounts',
  per: 'aws-organization',
  needs: { organizationAccounts, scopes, summaries, roles, memberships },
  rowwise: true,
  build({ organizationAccounts, scopes, summaries, roles, memberships }, at) {
    const members = new Set([...scopes].filter(({ kind, parent }) => kind === 'aws-account' && parent === at.id).map(({ id }) => id))
    const asked = new Set([...scopes].filter(({ kind, id }) => kind === 'aws-account' && id !== `aws-account/${UNIDENTIFIED}`).map(({ id }) => id))
    const tables = [summaries, roles, memberships]
    return tableOf(
      [...organizationAccounts]
        .filter(({ status }) => status === 'ACTIVE')
        .map(({ id, scope, name }): ScannedAccount => {
          const account = `aws-account/${id}`
          const isRead = tables.some(({ parts }) => parts.has(account))
          const gap = tables.flatMap(({ gaps }) => gaps.get(account) ?? [])[0]
          return {
            id,
            scope,
            name,
            standing: isRead ? 'read' : asked.has(account) ? 'dark' : 'left-out',
            isOfOrganization: members.size > 1,
            ...(gap === undefined ? {} : { because: `${gap.reason}: ${gap.detail}` }),
          }
        }),
    )
  },
})
