import type { AzurePrincipal } from '../../datasets/azure/principals.ts'

/** At most so many names; the rest are counted. */
const most = 5

/** `ann, bob and 3 more`. */
export const namesOf = (principals: readonly Pick<AzurePrincipal, 'name'>[]): string => {
  const names = principals.map(({ name }) => name).sort()
  return names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`
}

/** What a group lends to whom, after its name; nothing where the principal holds it itself. */
export const throughGroup = (principal: AzurePrincipal | undefined): string => (principal?.kind === 'group' ? ` through group ${principal.name}` : '')
