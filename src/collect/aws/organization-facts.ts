import type { OrganizationAccount, OrganizationalUnit, OrganizationRoot } from '../../datasets/aws/organization.ts'
import type { Collected } from '../collector.ts'

/** What DescribeOrganization tells every member. */
export interface OrganizationFacts {
  readonly id: string
  readonly managementAccountId: string
  readonly featureSet: string
}

/** The tree of an organization as far as it could be read; `gaps` say what is missing of it. */
export interface Hierarchy {
  readonly roots: readonly OrganizationRoot[]
  readonly units: readonly OrganizationalUnit[]
  readonly accounts: readonly OrganizationAccount[]
  readonly gaps: readonly Extract<Collected, { kind: 'gap' }>[]
}

/** Whether an account was asked for and entered, and how or why not: as the dataset `account-entries` says it. */
export interface Entry {
  readonly entered: boolean
  readonly excluded: boolean
  readonly asked: boolean
  readonly reason: string
}
