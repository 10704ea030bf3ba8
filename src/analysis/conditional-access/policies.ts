import type { AuthenticationStrength, ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'
import type { ReferencedGroup } from '../../datasets/entra/directory.ts'
import { type Application, type ApplicationGroup, AZURE_AD_GRAPH, groupNamed } from './applications.ts'
import type { Demand } from './assurance.ts'
import { type ClientApp, selectedClients } from './clients.ts'
import { isAboutFlows, narrowingConditions } from './conditions.ts'
import { type Grant, grantOf } from './grants.ts'
import { strengthDemand } from './strengths.ts'
import { and, anyOf, MAYBE, NO, not, or, type Truth, truth, YES } from './truth.ts'
import { excluded, included, type Who } from './who.ts'

/** Which applications one side of a policy names. */
interface Targets {
  readonly all: boolean
  readonly ids: ReadonlySet<string>
  readonly groups: readonly ApplicationGroup[]
}

/** A policy as the analysis reads it: a region of sign-ins, and what it demands there. */
export interface Policy {
  readonly id: string
  readonly name: string
  readonly include: Who
  readonly exclude: Who
  includesApplication(application: Application): Truth
  excludesApplication(application: Application): Truth
  readonly clients: ReadonlySet<ClientApp>
  /** For people of the tenant, or for those who sign in elsewhere, whom a strength may not bind. */
  grant(client: ClientApp, isExternal: boolean): Grant
  /** Why it may not apply though people, application and client fit: it never counts as coverage, and no hole is found where it could. */
  readonly doubts: readonly string[]
  /** Of the doubts, the conditions that limit it to some sign-ins; null: it is about authentication flows such as device code, not about sign-ins as such. */
  readonly limits: readonly string[] | null
}

const targetsOf = (names: readonly string[]): Targets => ({
  all: names.some(name => name.toLowerCase() === 'all'),
  ids: new Set(names.map(name => name.toLowerCase())),
  groups: names.flatMap(name => groupNamed(name) ?? []),
})

const named = (targets: Targets, application: Application): Truth =>
  or(
    truth(targets.all || targets.ids.has(application.id)),
    anyOf(targets.groups, group => application.in(group)),
  )

/** Who a strength binds, when that is not settled: guests who do not authenticate with Microsoft Entra. https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strength-external-users */
const forExternal = (demand: Demand): Demand => ({ low: 'none', high: demand.high })

/** Selecting all users, guests or roles for Exchange ActiveSync reaches everyone: https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions#exchange-activesync-clients */
const widened = (who: Who, isExplicit: boolean): Who => {
  if (who.everyone === YES || (who.roles.size === 0 && who.guests.length === 0)) return who
  return isExplicit
    ? { ...who, everyone: YES }
    : { ...who, everyone: MAYBE, doubts: [...who.doubts, 'it names roles or guests, which Exchange ActiveSync takes for everyone'] }
}

const grants = (policy: ConditionalAccessPolicy, strength: Demand): Readonly<Record<ClientApp, Grant>> => ({
  browser: grantOf(policy, 'browser', strength),
  mobileAppsAndDesktopClients: grantOf(policy, 'mobileAppsAndDesktopClients', strength),
  exchangeActiveSync: grantOf(policy, 'exchangeActiveSync', strength),
  other: grantOf(policy, 'other', strength),
})

/** Whether the policy is about people signing in to applications, rather than workload identities, user actions or authentication contexts. */
export const isAboutPeopleAndApplications = ({ conditions }: ConditionalAccessPolicy): boolean =>
  conditions.clientApplications === null && (conditions.applications.includeApplications.length > 0 || conditions.applications.applicationFilter !== null)

/** Whether the policy is about people who meet an authentication context. */
export const isAboutContexts = ({ conditions }: ConditionalAccessPolicy): boolean =>
  conditions.clientApplications === null && conditions.applications.includeAuthenticationContextClassReferences.length > 0

/** Reads one policy; two where Exchange ActiveSync widens whom it is about. */
export const readPolicy = (
  policy: ConditionalAccessPolicy,
  groups: ReadonlyMap<string, ReferencedGroup>,
  strengths: ReadonlyMap<string, AuthenticationStrength>,
): Policy[] => {
  const { users, applications, clientAppTypes } = policy.conditions
  const inside = targetsOf(applications.includeApplications)
  const outside = targetsOf(applications.excludeApplications)
  const contexts = new Set(applications.includeAuthenticationContextClassReferences.map(context => context.toLowerCase()))
  const filter = applications.applicationFilter?.mode
  const hasExclusions = applications.excludeApplications.length > 0 || (filter !== undefined && filter !== 'include')
  const strengthId = policy.grantControls?.authenticationStrengthId
  const strength = strengthDemand(strengthId == null ? undefined : strengths.get(strengthId.toLowerCase()))
  const clients = selectedClients(clientAppTypes)
  const include = included(users, groups)
  const own = grants(policy, strength)
  const external = strengthId == null ? own : grants(policy, forExternal(strength))
  const doubts = narrowingConditions(policy.conditions, policy.unknownConditions)

  const basic: Pick<Policy, 'includesApplication' | 'excludesApplication'> = {
    includesApplication(application) {
      if (application.kind === 'context') return truth(contexts.has(application.id))
      if (application.kind === 'baseline') return inside.all ? (hasExclusions ? MAYBE : YES) : inside.ids.has(AZURE_AD_GRAPH) ? MAYBE : NO
      return or(named(inside, application), filter === 'include' ? MAYBE : NO)
    },
    excludesApplication(application) {
      if (application.kind === 'baseline' || application.kind === 'context') return NO
      return or(named(outside, application), filter === undefined || filter === 'include' ? NO : MAYBE)
    },
  }
  const read = (who: Who, about: ReadonlySet<ClientApp>): Policy => ({
    id: policy.id,
    name: policy.name,
    include: who,
    exclude: excluded(users, groups),
    ...basic,
    clients: about,
    grant: (client, isExternal) => (isExternal ? external : own)[client],
    doubts,
    limits: isAboutFlows(policy.conditions) ? null : narrowingConditions(policy.conditions, []),
  })
  const wide = widened(include, clientAppTypes.includes('exchangeActiveSync') || clientAppTypes.includes('easSupported'))
  return wide === include || !clients.has('exchangeActiveSync')
    ? [read(include, clients)]
    : [read(include, clients), read(wide, new Set(['exchangeActiveSync']))]
}

/** Whether the policy reaches the application: exclusion wins. */
export const reaches = (policy: Policy, application: Application): Truth =>
  and(policy.includesApplication(application), not(policy.excludesApplication(application)))

/** Why the policy may or may not reach an application. */
export const applicationDoubt = (application: Application): string =>
  application.kind === 'baseline'
    ? 'it excludes applications, and whether it then still holds for tokens of basic scopes depends on a tenant setting'
    : `whether ${application.name} belongs to the applications it names cannot be decided`
