import type { AuthenticationStrength, ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'
import type { ReferencedGroup } from '../../datasets/entra/directory.ts'
import { type Application, type ApplicationGroup, AZURE_AD_GRAPH, groupNamed } from './applications.ts'
import type { Demand } from './assurance.ts'
import { type Circumstances, everyMeans, type Means, type Region } from './circumstances.ts'
import { type ClientApp, clientApps, selectedClients } from './clients.ts'
import { isAboutFlows, narrowingConditions, undecidableConditions } from './conditions.ts'
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
  /** Where it applies among the circumstances of a sign-in. */
  readonly region: Region
  /** Why it cannot be decided where it applies, in words. */
  readonly regionDoubts: readonly string[]
  /** For people of the tenant, or for those who sign in elsewhere, whom a strength may not bind; where all can be shown, unless `means` says what. */
  grant(client: ClientApp, isExternal: boolean, means?: Means, counted?: ReadonlySet<string>): Grant
  /** Whether it asks for what direct connect does not support: https://learn.microsoft.com/entra/external-id/authentication-conditional-access#comparing-external-id-conditional-access-policies */
  readonly asksMoreThanDirectConnectKnows?: boolean
  /** Null: none. */
  readonly session: ConditionalAccessPolicy['sessionControls']
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

const nothing: ReadonlySet<string> = new Set()

/** What a policy demands, each kind of sign-in once. */
const grants = (policy: ConditionalAccessPolicy, strength: Demand): Policy['grant'] => {
  const external = policy.grantControls?.authenticationStrengthId == null ? strength : forExternal(strength)
  const known = new Map<number, Grant>()
  const make = (client: ClientApp, isExternal: boolean, means: Means, counted: ReadonlySet<string>) =>
    grantOf(policy, client, isExternal ? external : strength, means, counted)
  return (client, isExternal, means = everyMeans, counted = nothing) => {
    if (counted.size > 0) return make(client, isExternal, means, counted)
    const key =
      clientApps.indexOf(client) * 32 +
      Number(isExternal) * 16 +
      Number(means.isCompliant) * 8 +
      Number(means.isHybridJoined) * 4 +
      Number(means.hasAppProtection) * 2 +
      Number(means.isDeviceCode)
    const grant = known.get(key) ?? make(client, isExternal, means, counted)
    known.set(key, grant)
    return grant
  }
}

const unsupportedByDirectConnect = ['approvedApplication', 'compliantApplication', 'passwordChange']

const asksMoreThanDirectConnectKnows = (grant: ConditionalAccessPolicy['grantControls']): boolean =>
  grant !== null &&
  (grant.termsOfUse.length > 0 ||
    grant.customAuthenticationFactors.length > 0 ||
    grant.builtInControls.some(control => unsupportedByDirectConnect.includes(control)))

/** Whether the policy is about people signing in to applications, rather than workload identities, user actions or authentication contexts. */
export const isAboutPeopleAndApplications = ({ conditions }: ConditionalAccessPolicy): boolean =>
  conditions.clientApplications === null && (conditions.applications.includeApplications.length > 0 || conditions.applications.applicationFilter !== null)

/** Whether the policy is about people who meet an authentication context. */
export const isAboutContexts = ({ conditions }: ConditionalAccessPolicy): boolean =>
  conditions.clientApplications === null && conditions.applications.includeAuthenticationContextClassReferences.length > 0

/** Whether the policy is about something that people do, such as registering a device. */
export const isAboutActions = ({ conditions }: ConditionalAccessPolicy): boolean =>
  conditions.clientApplications === null && conditions.applications.includeUserActions.length > 0

/** Reads one policy; two where Exchange ActiveSync widens whom it is about. */
export const readPolicy = (
  policy: ConditionalAccessPolicy,
  groups: ReadonlyMap<string, ReferencedGroup>,
  strengths: ReadonlyMap<string, AuthenticationStrength>,
  circumstances: Circumstances,
): Policy[] => {
  const { users, applications, clientAppTypes } = policy.conditions
  const inside = targetsOf(applications.includeApplications)
  const outside = targetsOf(applications.excludeApplications)
  const contexts = new Set([...applications.includeAuthenticationContextClassReferences, ...applications.includeUserActions].map(name => name.toLowerCase()))
  const filter = applications.applicationFilter?.mode
  const hasExclusions = applications.excludeApplications.length > 0 || (filter !== undefined && filter !== 'include')
  const strengthId = policy.grantControls?.authenticationStrengthId
  const strength = strengthDemand(strengthId == null ? undefined : strengths.get(strengthId.toLowerCase()))
  const clients = selectedClients(clientAppTypes)
  const include = included(users, groups)
  const grant = grants(policy, strength)
  const region = circumstances.regionOf(policy.conditions)
  const regionDoubts = circumstances.doubtsOf(policy.conditions)
  const doubts = undecidableConditions(policy.conditions, policy.unknownConditions)

  const basic: Pick<Policy, 'includesApplication' | 'excludesApplication'> = {
    includesApplication(application) {
      if (application.kind === 'context') return or(truth(contexts.has(application.id)), inside.all ? (application.inAllResources ?? NO) : NO)
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
    region,
    regionDoubts,
    grant,
    asksMoreThanDirectConnectKnows: asksMoreThanDirectConnectKnows(policy.grantControls),
    session: policy.sessionControls,
    doubts,
    limits: isAboutFlows(policy.conditions) ? null : narrowingConditions(policy.conditions, []),
  })
  const wide = widened(include, clientAppTypes.includes('exchangeActiveSync') || clientAppTypes.includes('easSupported'))
  return wide === include || !clients.has('exchangeActiveSync')
    ? [read(include, clients)]
    : [read(include, clients), read(wide, new Set(['exchangeActiveSync']))]
}

const reachesItself = (policy: Policy, application: Application): Truth =>
  and(policy.includesApplication(application), not(policy.excludesApplication(application)))

/**
 * Whether the policy reaches the application: exclusion wins. One for a service that the application depends on binds whoever signs in to the
 * application's own client; whether it binds every client that asks for the application is not documented.
 */
export const reaches = (policy: Policy, application: Application): Truth =>
  or(reachesItself(policy, application), application.dependsOn?.some(service => reachesItself(policy, service) !== NO) === true ? MAYBE : NO)

/** Why the policy may or may not reach an application. */
export const applicationDoubt = (application: Application): string =>
  application.kind === 'baseline'
    ? 'it excludes applications, and whether it then still holds for tokens of basic scopes depends on a tenant setting'
    : application.inAllResources === MAYBE
      ? `whether a tenant setting takes ${application.name} out of policies for all resources is not known`
      : application.dependsOn !== undefined
        ? `whether, by the services that ${application.name} depends on, it binds whoever asks for ${application.name} cannot be decided`
        : `whether ${application.name} belongs to the applications it names cannot be decided`
