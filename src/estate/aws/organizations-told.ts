import { organizationMemberships } from '../../datasets/aws/organization.ts'
import { defineEstateView } from '../needs.ts'

/** What any account of an organization may know of it. */
export interface OrganizationTold {
  /** `ALL` or `CONSOLIDATED_BILLING`. */
  readonly featureSet: string
  readonly managementAccountId: string
}

/** Organizations by their id (o-...), as any of their accounts tells. One that no account tells of is absent. */
export const organizationsTold = defineEstateView({
  name: 'organizations-told',
  per: ['aws-account'],
  needs: { organizationMemberships },
  handlesDark: true,
  distil: ({ organizationMemberships }) =>
    [...organizationMemberships].map(({ id, featureSet, managementAccountId }) => [id, { featureSet, managementAccountId }] as const),
  join: (parts): ReadonlyMap<string, OrganizationTold> => new Map([...parts.values()].flat()),
})
