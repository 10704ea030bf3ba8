import { entraApplications } from '../../datasets/entra/app-registrations.ts'
import { defineView } from '../needs.ts'

/** When the applications of the tenant were registered, by application id in small letters; null: not told. */
export const registrationAges = defineView({
  name: 'entra-registration-ages',
  per: 'entra-tenant',
  needs: { entraApplications },
  build: ({ entraApplications }): ReadonlyMap<string, string | null> =>
    new Map([...entraApplications].map(({ appId, createdAt }) => [appId.toLowerCase(), createdAt])),
})
