import type { ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'
import type { ReferencedGroup } from '../../datasets/entra/directory.ts'
import type { Outsiders } from './outsiders.ts'
import type { Class, Relation } from './people.ts'
import { and, anyOf, MAYBE, meets, NO, or, type Truth, truth, YES } from './truth.ts'

type Users = ConditionalAccessPolicy['conditions']['users']
type External = NonNullable<Users['includeGuestsOrExternalUsers']>

/** One side (include or exclude) of the people a policy is about. */
export interface Who {
  /** `MAYBE`: everyone may be meant, for the reason in `doubts`. */
  readonly everyone: Truth
  readonly users: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
  readonly roles: ReadonlySet<string>
  readonly guests: readonly External[]
  /** Why it cannot be decided for some, in words. */
  readonly doubts: readonly string[]
}

/** A person at one moment: the class, and the roles held then. */
export interface Person {
  readonly class: Class
  readonly roles: ReadonlySet<string>
}

/** Words in `includeUsers` that are no user ids. */
const words = new Set(['all', 'none', 'guestsorexternalusers', 'allagentidusers'])

/** The old form of naming every kind of guest. Its successor with all types selected means the same: https://learn.microsoft.com/entra/external-id/authentication-conditional-access */
export const everyGuest: External = {
  guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider',
  externalTenants: null,
}

const lower = (ids: readonly string[]): string[] => ids.map(id => id.toLowerCase())

const sideOf = (
  users: readonly string[],
  groups: readonly string[],
  roles: readonly string[],
  guests: External | null,
  known: ReadonlyMap<string, ReferencedGroup>,
): Who => {
  const ids = lower(users)
  const unresolved = lower(groups).filter(group => !known.has(group))
  return {
    everyone: ids.includes('all') ? YES : truth(false),
    users: new Set(ids.filter(id => !words.has(id))),
    groups: new Set(lower(groups)),
    roles: new Set(lower(roles)),
    guests: [...(guests === null ? [] : [guests]), ...(ids.includes('guestsorexternalusers') ? [everyGuest] : [])],
    doubts: unresolved.map(group => `the members of group ${group} are not known`),
  }
}

export const included = (users: Users, known: ReadonlyMap<string, ReferencedGroup>): Who =>
  sideOf(users.includeUsers, users.includeGroups, users.includeRoles, users.includeGuestsOrExternalUsers, known)

export const excluded = (users: Users, known: ReadonlyMap<string, ReferencedGroup>): Who =>
  sideOf(users.excludeUsers, users.excludeGroups, users.excludeRoles, users.excludeGuestsOrExternalUsers, known)

const typesOf: Readonly<Record<Relation, { readonly sure: readonly string[]; readonly perhaps: readonly string[] }>> = {
  member: { sure: [], perhaps: [] },
  'internal-guest': { sure: ['internalGuest'], perhaps: [] },
  'external-guest': { sure: ['b2bCollaborationGuest'], perhaps: [] },
  'external-member': { sure: ['b2bCollaborationMember'], perhaps: [] },
  'external-unclear': { sure: [], perhaps: ['b2bCollaborationGuest', 'b2bCollaborationMember', 'otherExternalUser'] },
}

const typesOfOutsiders = {
  'direct-connect': { sure: ['b2bDirectConnectUser'], perhaps: [] },
  'service-provider': { sure: ['serviceProvider'], perhaps: [] },
} as const

/** The home tenant of a guest is not in the directory, so a list of tenants selects nobody of them for certain. */
const tenantFits = ({ externalTenants }: External, outsider: Outsiders | undefined): Truth => {
  if (externalTenants === null || externalTenants.membershipKind === 'all') return YES
  if (externalTenants.membershipKind !== 'enumerated' || externalTenants.members == null) return MAYBE
  if (externalTenants.members.length === 0) return NO
  if (outsider === undefined) return MAYBE
  return truth(outsider.tenant !== null && lower(externalTenants.members).includes(outsider.tenant.toLowerCase()))
}

/** Whether a choice of external types and tenants means them; `outsider`: people without a row in the directory, whatever the relation. */
export const guestFits = (relation: Relation, guests: External, outsider?: Outsiders): Truth => {
  const types = guests.guestOrExternalUserTypes.split(',').map(type => type.trim())
  const { sure, perhaps } = outsider === undefined ? typesOf[relation] : typesOfOutsiders[outsider.kind]
  const fits = (known: readonly string[]) => types.some(each => known.includes(each))
  const type = fits(sure) ? YES : fits(perhaps) ? MAYBE : NO
  return and(type, tenantFits(guests, outsider))
}

/**
 * "All users" is everybody in the directory, guests included; whether it reaches those who have no row there is not documented, nor whether a service
 * provider's people hold a role as policies see it. https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups
 */
const namesOutsider = (who: Who, relation: Relation, outsider: Outsiders): Truth => {
  const isMaybe = who.everyone !== NO || (outsider.kind === 'service-provider' && who.roles.size > 0)
  return or(
    isMaybe ? MAYBE : NO,
    anyOf(who.guests, guests => guestFits(relation, guests, outsider)),
  )
}

/** Whether this side names the person. `unclearRoles` are roles of which anyone may be a holder. */
export const names = (who: Who, { class: person, roles }: Person, unclearRoles: ReadonlyMap<string, string>): Truth => {
  if (person.outsider !== undefined) return namesOutsider(who, person.relation, person.outsider)
  let answer = or(who.everyone, truth((person.user !== undefined && who.users.has(person.user)) || meets(person.groups, who.groups) || meets(roles, who.roles)))
  if (answer === YES) return YES
  answer = or(
    answer,
    anyOf(who.guests, guests => guestFits(person.relation, guests)),
  )
  if (answer === NO && (who.doubts.length > 0 || [...who.roles].some(role => unclearRoles.has(role)))) return MAYBE
  return answer
}

/** The same side, its users and groups taken out: what it would be if those exclusions were gone. */
export const withoutUsersAndGroups = (who: Who): Who => ({ ...who, users: new Set(), groups: new Set(), doubts: [] })
