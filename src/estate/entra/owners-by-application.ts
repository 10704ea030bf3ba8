import { type ApplicationOwner, applicationOwners } from '../../datasets/entra/app-registrations.ts'
import { defineView } from '../needs.ts'

/** Owners by the object id of the registration or service principal; what nobody owns is not in it. */
export const ownersByApplication = defineView({
  name: 'entra-owners-by-application',
  per: 'entra-tenant',
  needs: { applicationOwners },
  build({ applicationOwners }): ReadonlyMap<string, readonly ApplicationOwner[]> {
    const found = new Map<string, ApplicationOwner[]>()
    for (const owner of applicationOwners) {
      const known = found.get(owner.ownedId) ?? []
      found.set(owner.ownedId, known)
      known.push(owner)
    }
    return found
  },
})
