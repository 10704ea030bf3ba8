import { nativeId } from '../../dataset.ts'
import { organizationAccounts } from '../../datasets/aws/organization.ts'
import { defineEstateView } from '../needs.ts'

/** The active accounts of each organization whose accounts could be read, by the organization's id (o-...). */
export const organizationRoster = defineEstateView({
  name: 'organization-roster',
  per: ['aws-organization'],
  needs: { organizationAccounts },
  handlesDark: true,
  distil: ({ organizationAccounts }) => [...organizationAccounts].filter(({ status }) => status === 'ACTIVE').map(({ id }) => id),
  join: (parts): ReadonlyMap<string, readonly string[]> => new Map([...parts].map(([scope, accounts]) => [nativeId(scope), accounts] as const)),
})
