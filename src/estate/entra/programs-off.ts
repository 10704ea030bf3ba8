import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { defineView } from '../needs.ts'
import { applicationsById } from './applications-by-id.ts'
import { isMultiTenant } from './sign-in-audience.ts'

/** Application ids, in small letters, of the tenant's own applications that cannot sign in: turned off here, and for no other tenant. */
export const programsOff = defineView({
  name: 'entra-programs-off',
  per: 'entra-tenant',
  needs: { servicePrincipals, applicationsById },
  build: ({ servicePrincipals, applicationsById }): ReadonlySet<string> =>
    new Set(
      [...servicePrincipals].flatMap(({ appId, accountEnabled }) => {
        const registration = applicationsById.get(appId)
        return accountEnabled || registration === undefined || isMultiTenant(registration.signInAudience) ? [] : [appId.toLowerCase()]
      }),
    ),
})
