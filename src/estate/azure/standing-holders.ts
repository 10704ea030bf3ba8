import type { AzurePrincipal } from '../../datasets/azure/principals.ts'
import { defineView } from '../needs.ts'
import { azureDirectory, type Holders } from './directory.ts'
import { justInTimeMembers } from './group-activations.ts'

/** Everybody behind an assignment all the time. `unknown` names also those of whom it could not be read. */
export interface StandingHolders extends Holders {
  /** In its group only for as long as they activated the membership. */
  readonly activated: readonly AzurePrincipal[]
}

export type StandingHoldersOf = (assignment: { readonly principalId: string; readonly principalType: string }) => StandingHolders

/** Who is behind an assignment whether they activate anything or not; PIM for Groups shows only in the group. https://learn.microsoft.com/entra/id-governance/privileged-identity-management/concept-pim-for-groups */
export const standingHolders = defineView({
  name: 'azure-standing-holders',
  per: 'azure-hierarchy',
  needs: { azureDirectory, justInTimeMembers },
  build: ({ azureDirectory, justInTimeMembers }): StandingHoldersOf => {
    return assignment => {
      const { users, programs, foreign, unknown } = azureDirectory.behind(assignment)
      const group = azureDirectory.get(assignment.principalId)
      if (group?.kind !== 'group') return { users, programs, foreign, unknown, activated: [] }
      const known = Map.groupBy(users, ({ id }) => justInTimeMembers(group.id, id))
      const open = (known.get(undefined) ?? []).map(({ name }) => `whether ${name} is in group ${group.name} all the time`)
      return { users: known.get(false) ?? [], programs, foreign, unknown: [...unknown, ...open], activated: known.get(true) ?? [] }
    }
  },
})
