import { type AzurePrincipal, azurePrincipals } from '../../datasets/azure/principals.ts'
import { defineView } from '../needs.ts'

/** A principal of another tenant, of which nothing but the id is known here. */
export type ForeignPrincipal = Pick<AzurePrincipal, 'id' | 'name' | 'appId'>

/** Everybody behind an assignment: its principal, or the members of its group at any depth. */
export interface Holders {
  readonly users: readonly AzurePrincipal[]
  readonly programs: readonly AzurePrincipal[]
  /** Principals of other tenants: whoever they let in there is behind it. */
  readonly foreign: readonly ForeignPrincipal[]
  /** Names of what could not be read: anybody may be behind it. */
  readonly unknown: readonly string[]
}

export interface AzureDirectory {
  get(id: string): AzurePrincipal | undefined
  behind(assignment: { readonly principalId: string; readonly principalType: string }): Holders
}

const nobody: Holders = { users: [], programs: [], foreign: [], unknown: [] }

/**
 * Principals of other tenants, whom this directory does not have, such as the administrators of a partner who sells the subscription; delegation
 * through Lighthouse makes none. https://learn.microsoft.com/partner-center/customers/revoke-reinstate-csp
 */
const isForeign = (type: string): boolean => type.startsWith('Foreign')

/** Whom assignments name. A principal that could not be read, or a group whose members could not, is told as such. */
export const azureDirectory = defineView({
  name: 'azure-directory',
  per: 'azure-hierarchy',
  needs: { azurePrincipals },
  toleratesPartsOf: ['azurePrincipals'],
  build({ azurePrincipals }): AzureDirectory {
    const behindGroup = (group: AzurePrincipal): Holders => {
      if (group.users === null || group.servicePrincipals === null) return { ...nobody, unknown: [`the members of group ${group.name}`] }
      const ids = [...group.users, ...group.servicePrincipals]
      const members = ids.flatMap(id => azurePrincipals.get(id) ?? []).filter(({ isDeleted }) => !isDeleted)
      const missing = ids.filter(id => azurePrincipals.get(id) === undefined).length
      return {
        ...nobody,
        users: members.filter(({ kind }) => kind === 'user'),
        programs: members.filter(({ kind }) => kind === 'servicePrincipal'),
        unknown: missing === 0 ? [] : [`${missing} members of group ${group.name}`],
      }
    }
    return {
      get: id => azurePrincipals.get(id),
      behind({ principalId, principalType }) {
        const principal = azurePrincipals.get(principalId)
        if (principal === undefined && isForeign(principalType))
          return { ...nobody, foreign: [{ id: principalId, name: `${principalType} ${principalId} of another tenant`, appId: null }] }
        if (principal === undefined) return { ...nobody, unknown: [`${principalType} ${principalId}`] }
        if (principal.isDeleted) return nobody
        if (principal.kind === 'user') return { ...nobody, users: [principal] }
        return principal.kind === 'group' ? behindGroup(principal) : { ...nobody, programs: [principal] }
      },
    }
  },
})
