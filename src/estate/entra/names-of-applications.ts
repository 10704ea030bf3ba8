import { entraApplications } from '../../datasets/entra/app-registrations.ts'
import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { defineView } from '../needs.ts'

/** What registrations and service principals are called, by object id. */
export const namesOfApplications = defineView({
  name: 'entra-names-of-applications',
  per: 'entra-tenant',
  needs: { entraApplications, servicePrincipals },
  build: ({ entraApplications, servicePrincipals }): ReadonlyMap<string, string> =>
    new Map([...entraApplications, ...servicePrincipals].map(({ id, name }) => [id, name])),
})
