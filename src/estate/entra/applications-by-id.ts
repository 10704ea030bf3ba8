import { type EntraApplication, entraApplications } from '../../datasets/entra/app-registrations.ts'
import { defineView } from '../needs.ts'

/** Registrations of the tenant by application id, by which service principals name them. */
export const applicationsById = defineView({
  name: 'entra-applications-by-id',
  per: 'entra-tenant',
  needs: { entraApplications },
  build: ({ entraApplications }): ReadonlyMap<string, EntraApplication> => new Map([...entraApplications].map(application => [application.appId, application])),
})
