import type { AzurePrincipal } from '../../datasets/azure/principals.ts'
import { declared } from '../../datasets/declared.ts'
import { defineView } from '../needs.ts'

/**
 * Application id of MS-PIM, Microsoft's own: PIM gives it User Access Administrator where it manages roles, and stops working without.
 * https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-troubleshoot
 */
const PIM = '01fc33a7-78ba-4d2f-a4b7-768e336e890e'

/** What the operator declared of principals in Azure, by object id, user principal name, application id or display name. */
export interface DeclaredInAzure {
  isEmergencyAccess(user: AzurePrincipal): boolean
  /** A program that is known: declared as a principal or as an application, or PIM itself. */
  isKnown(program: Pick<AzurePrincipal, 'id' | 'name' | 'appId'>): boolean
}

export const declaredInAzure = defineView({
  name: 'declared-in-azure',
  per: 'azure-hierarchy',
  needs: { declared },
  build({ declared }): DeclaredInAzure {
    const all = [...declared]
    const emergency = new Set(all.flatMap(({ kind, as, value }) => (kind === 'principal' && as === 'emergency-access' ? [value.toLowerCase()] : [])))
    const known = new Set(all.flatMap(({ kind, value }) => (kind === 'principal' || kind === 'application' ? [value.toLowerCase()] : [])))
    const isIn = (set: ReadonlySet<string>, { id, name, appId }: Pick<AzurePrincipal, 'id' | 'name' | 'appId'>): boolean =>
      [id, name, appId].some(one => one !== null && set.has(one.toLowerCase()))
    return { isEmergencyAccess: user => isIn(emergency, user), isKnown: program => program.appId?.toLowerCase() === PIM || isIn(known, program) }
  },
})
