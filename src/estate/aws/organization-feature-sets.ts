import { organizationMemberships } from '../../datasets/aws/organization.ts'
import { defineEstateView } from '../needs.ts'

/** The feature set of each organization by its id (o-...), as any of its accounts tells: `ALL` or `CONSOLIDATED_BILLING`. One that no account tells is absent. */
export const organizationFeatureSets = defineEstateView({
  name: 'organization-feature-sets',
  per: ['aws-account'],
  needs: { organizationMemberships },
  handlesDark: true,
  distil: ({ organizationMemberships }) => [...organizationMemberships].map(({ id, featureSet }) => ({ id, featureSet })),
  join: (parts): ReadonlyMap<string, string> => new Map([...parts.values()].flat().map(({ id, featureSet }) => [id, featureSet])),
})
