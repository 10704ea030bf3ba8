import { isWellKnown } from '../../analysis/conditional-access/applications.ts'
import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { authenticationStrengths, type ConditionalAccessPolicy, conditionalAccessPolicies, namedLocations } from '../../datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import { roleDefinitions } from '../../datasets/entra/roles.ts'
import { defineView } from '../needs.ts'

/** Something that a policy names. */
interface Reference {
  readonly kind: 'user' | 'group' | 'role' | 'application' | 'service principal' | 'location' | 'authentication strength'
  readonly id: string
  readonly side: 'include' | 'exclude'
}

/** What a policy names that the tenant does not have, and what could not be looked up. */
export interface DeletedReferences {
  readonly gone: readonly Reference[]
  readonly unread: readonly string[]
}

/** Words that stand in the place of ids, and the address ranges of per-user MFA, which are no location of their own. */
const words = new Set([
  'all',
  'none',
  'guestsorexternalusers',
  'allagentidusers',
  'allagentidresources',
  'office365',
  'microsoftadminportals',
  'alltrusted',
  'serviceprincipalsinmytenant',
  '00000000-0000-0000-0000-000000000000',
])

const referencesIn = ({ conditions, grantControls }: ConditionalAccessPolicy): Reference[] => {
  const { users, applications, locations, clientApplications } = conditions
  const of = (kind: Reference['kind'], include: readonly string[], exclude: readonly string[]): Reference[] => [
    ...include.map((id): Reference => ({ kind, id, side: 'include' })),
    ...exclude.map((id): Reference => ({ kind, id, side: 'exclude' })),
  ]
  const strength = grantControls?.authenticationStrengthId
  return [
    ...of('user', users.includeUsers, users.excludeUsers),
    ...of('group', users.includeGroups, users.excludeGroups),
    ...of('role', users.includeRoles, users.excludeRoles),
    ...of('application', applications.includeApplications, applications.excludeApplications),
    ...of('location', locations?.includeLocations ?? [], locations?.excludeLocations ?? []),
    ...of('service principal', clientApplications?.includeServicePrincipals ?? [], clientApplications?.excludeServicePrincipals ?? []),
    ...(strength == null ? [] : of('authentication strength', [strength], [])),
  ].filter(({ id }) => !words.has(id.toLowerCase()))
}

/** Looks up what policies name in the tables of the tenant, which hold all of each kind: no further request is needed. */
export const deletedReferences = defineView({
  name: 'entra-policy-deleted-references',
  per: 'entra-tenant',
  needs: {
    conditionalAccessPolicies,
    entraUsers,
    referencedGroups,
    roleDefinitions,
    servicePrincipals,
    namedLocations,
    authenticationStrengths,
  },
  toleratesPartsOf: ['referencedGroups'],
  build(tables): (policy: ConditionalAccessPolicy) => DeletedReferences {
    const named = new Set([...tables.conditionalAccessPolicies].flatMap(referencesIn).map(({ id }) => id.toLowerCase()))
    // A tenant has many of some kinds, of which policies name few.
    const lower = (ids: readonly string[]) => new Set(ids.map(id => id.toLowerCase()).filter(id => named.has(id)))
    const known: Readonly<Record<Exclude<Reference['kind'], 'group'>, ReadonlySet<string>>> = {
      user: lower([...tables.entraUsers].map(({ id }) => id)),
      role: lower([...tables.roleDefinitions].map(({ templateId }) => templateId)),
      application: lower([...tables.servicePrincipals].map(({ appId }) => appId)),
      'service principal': lower([...tables.servicePrincipals].map(({ id }) => id)),
      location: lower([...tables.namedLocations].map(({ id }) => id)),
      'authentication strength': lower([...tables.authenticationStrengths].map(({ id }) => id)),
    }
    const isGone = ({ kind, id }: Reference): boolean => {
      if (kind === 'group') return tables.referencedGroups.get(id)?.isDeleted === true
      // Microsoft's own applications can be named before anybody has used them.
      return !known[kind].has(id.toLowerCase()) && !(kind === 'application' && isWellKnown(id))
    }
    return policy => {
      const references = referencesIn(policy)
      return {
        gone: references.filter(isGone),
        unread: references.filter(({ kind, id }) => kind === 'group' && tables.referencedGroups.get(id) === undefined).map(({ id }) => `group ${id}`),
      }
    }
  },
})
