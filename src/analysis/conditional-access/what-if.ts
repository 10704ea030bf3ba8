import type { ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'
import { type Application, actionTarget, applicationById, applicationDirectory } from './applications.ts'
import type { Demand } from './assurance.ts'
import { type Dimension, dimensions, type Means, meansOf } from './circumstances.ts'
import type { TenantFacts } from './conditional-access.ts'
import { cutIntoClasses, type Relation, signsInElsewhere } from './people.ts'
import { isAboutActions, isAboutPeopleAndApplications, type Policy, reaches, readPolicy } from './policies.ts'
import type { Named } from './question.ts'
import { holdersOf } from './roles.ts'
import { SECURITY_DEFAULTS, securityDefaults } from './security-defaults.ts'
import { type Selection, type SignIn, sceneOf } from './sign-in.ts'
import { and, MAYBE, NO, not, type Truth, YES } from './truth.ts'
import { type Candidate, demandOver, dependencies, type Granting, kindsOf } from './what-if-demand.ts'
import { missWords, openWords } from './what-if-words.ts'
import { names, type Person } from './who.ts'

/** How one policy stands to a sign-in. */
export interface Stand {
  readonly policy: Named
  readonly state: string
  readonly applies: 'yes' | 'perhaps' | 'no'
  /** Why it does not apply, or what leaves open whether it does. */
  readonly because: readonly string[]
  /** What it demands where it applies; null where it does not. */
  readonly demand: Demand | null
  /** Its row; null for security defaults. */
  readonly row: ConditionalAccessPolicy | null
}

/** What a sign-in must prove. */
export interface WhatIf {
  /** Of the enforced policies together: `low` for certain, `high` at most. */
  readonly demand: Demand
  readonly stands: readonly Stand[]
  /** What was not given of the sign-in and would change the demand. */
  readonly dependsOn: readonly Dimension[]
  /** The same, were the report-only policies enforced that apply or may; absent without them. */
  readonly ifReportOnlyEnforced?: Demand | undefined
  readonly relation: Relation
  /** Template ids of roles that policies name and the user could activate. */
  readonly couldActivate: readonly string[]
}

/** Microsoft's word for report-only. */
const REPORT_ONLY = 'enabledForReportingButNotEnforced'

/** Whether a policy's condition in one dimension holds for all that is selected. */
const within = (policy: Policy, dimension: Dimension, selection: Selection): Truth => {
  const there = new Set(policy.region[dimension].filter((_, index) => selection[dimension][index]))
  return there.size === 1 ? ([...there][0] ?? MAYBE) : MAYBE
}

/** The user as policies see them in this sign-in, and what they could activate. */
const personIn = (facts: TenantFacts, signIn: SignIn) => {
  const byId = <R extends { readonly id: string }>(rows: Iterable<R>) => new Map([...rows].map(row => [row.id.toLowerCase(), row]))
  const groups = byId(facts.groups)
  const definitions = byId(facts.roleDefinitions)
  const active = [...facts.activeAssignments]
  const isStanding = ({ assignmentType }: { readonly assignmentType: string }) => assignmentType !== 'Activated'
  const held = holdersOf(active.filter(isStanding), definitions, groups)
  const eligible = holdersOf([...active.filter(each => !isStanding(each)), ...facts.eligibleAssignments], definitions, groups)
  const mentions = { users: new Set<string>(), groups: new Set<string>() }
  for (const { conditions } of facts.policies) {
    for (const id of [...conditions.users.includeUsers, ...conditions.users.excludeUsers]) mentions.users.add(id.toLowerCase())
    for (const id of [...conditions.users.includeGroups, ...conditions.users.excludeGroups]) mentions.groups.add(id.toLowerCase())
  }
  const users = [...facts.users].filter(({ id }) => id.toLowerCase() === signIn.user.toLowerCase())
  const people = cutIntoClasses(users, groups, { active: held, eligible }, mentions)
  const known = people.classes[people.classOf[0] ?? 0]
  if (users.length === 0 || known === undefined) return undefined
  const activated = (signIn.activated ?? []).map(role => role.toLowerCase())
  const person: Person = { class: known, roles: new Set([...known.roles, ...activated]) }
  return {
    person,
    groups,
    unclear: new Map([...held.unclear, ...eligible.unclear]),
    couldActivate: [...known.eligible].filter(role => !person.roles.has(role)),
  }
}

/**
 * What the policies make of one sign-in, offline: which apply, why the others do not, and what is demanded altogether. `undefined`: there is no such
 * user, or nothing is like what is given of the sign-in.
 */
export const whatIf = (facts: TenantFacts, signIn: SignIn): WhatIf | undefined => {
  const policies = [...facts.policies]
  const found = personIn({ ...facts, policies }, signIn)
  const scene = sceneOf(
    signIn,
    policies.filter(({ state }) => state !== 'disabled'),
    [...facts.locations],
  )
  if (found === undefined || scene === undefined) return undefined
  const { circumstances, space, selection } = scene
  const { person, groups, unclear } = found
  const isExternal = signsInElsewhere(person.class.relation)
  const target: Application =
    'action' in signIn.target
      ? actionTarget(signIn.target.action)
      : applicationById(signIn.target.application, applicationDirectory(facts.servicePrincipals, facts.awsApplications))
  const strengths = new Map([...facts.strengths].map(row => [row.id.toLowerCase(), row]))
  const granting: Granting = (policy, point) => {
    const means: Means = meansOf(
      space.device[point.device] ?? { isRegistered: false, isCompliant: false, isHybridJoined: false, matches: [] },
      space.platform[point.platform] ?? 'other',
      space.flow[point.flow] ?? 'none',
      signIn.client,
    )
    return policy.grant(signIn.client, isExternal, means).demand
  }
  const baseOf = (policy: Policy, isSettled: boolean): Truth => {
    if (!policy.clients.has(signIn.client)) return NO
    const about = and(names(policy.include, person, unclear), not(names(policy.exclude, person, unclear)))
    return and(and(about, reaches(policy, target)), isSettled && policy.doubts.length === 0 ? YES : MAYBE)
  }
  const words = {
    person,
    target,
    signIn,
    space,
    selection,
    unclear,
    groupName: (id: string) => groups.get(id)?.name ?? id,
    roleName: (id: string) => [...facts.roleDefinitions].find(({ templateId }) => templateId.toLowerCase() === id)?.name ?? id,
    locationName: (id: string) => [...facts.locations].find(location => location.id.toLowerCase() === id.toLowerCase())?.name ?? `location ${id}`,
    applicationName: (id: string) => applicationById(id, applicationDirectory(facts.servicePrincipals, facts.awsApplications)).name,
  }
  /** Tenants cannot enforce both, so a policy beside security defaults is not counted on. https://learn.microsoft.com/entra/fundamentals/security-defaults#disabling-security-defaults */
  const stateDoubts = (state: string): string[] => [
    ...(facts.securityDefaultsEnabled && state !== '' ? ['security defaults are on, beside which no policy is meant to be enforced'] : []),
    ...(['', 'enabled', REPORT_ONLY].includes(state) ? [] : [`its state is "${state}"`]),
  ]
  const kinds = (candidates: readonly Candidate[]) => kindsOf(space, selection, candidates, signIn.client)

  const standOf = (
    name: Named,
    state: string,
    parts: readonly Policy[],
    row: ConditionalAccessPolicy | null,
  ): { readonly stand: Stand; readonly candidates: readonly Candidate[] } => {
    const doubts = stateDoubts(state)
    const candidates = parts
      .map(policy => ({ policy, base: baseOf(policy, doubts.length === 0) }))
      .filter(({ policy, base }) => base !== NO && dimensions.every(dimension => within(policy, dimension, selection) !== NO))
    if (candidates.length === 0) {
      // Of a policy that Exchange ActiveSync widens only the part for this client is of interest.
      const [first, ...more] = parts.toSorted((a, b) => Number(b.clients.has(signIn.client)) - Number(a.clients.has(signIn.client)))
      const told = [...(first === undefined ? [] : [first]), ...more.filter(({ clients }) => clients.has(signIn.client))]
      const because = [...new Set(told.flatMap(policy => missWords(policy, row, words)))]
      return { stand: { policy: name, state, applies: 'no', because, demand: null, row }, candidates }
    }
    const isSure = candidates.some(({ policy, base }) => base === YES && dimensions.every(dimension => within(policy, dimension, selection) === YES))
    const because = isSure ? [] : [...new Set([...doubts, ...candidates.flatMap(({ policy }) => openWords(policy, row, words))])]
    const demand = demandOver(
      kinds(candidates),
      candidates.map(({ policy }) => ({ policy, base: YES })),
      granting,
    )
    return { stand: { policy: name, state, applies: isSure ? 'yes' : 'perhaps', because, demand, row }, candidates }
  }
  const none = (policy: ConditionalAccessPolicy, because: string) => ({
    stand: { policy: { id: policy.id, name: policy.name }, state: policy.state, applies: 'no' as const, because: [because], demand: null, row: policy },
    candidates: [],
  })
  const judged = policies.map(policy => {
    if (policy.state === 'disabled') return none(policy, 'it is disabled')
    if (policy.conditions.clientApplications !== null) return none(policy, 'it is about workload identities')
    const isAction = 'action' in signIn.target
    if (!isAction && !isAboutPeopleAndApplications(policy)) return none(policy, 'it is about user actions or authentication contexts')
    if (isAction && !isAboutActions(policy)) return none(policy, 'it is not about what users do, but about applications')
    return standOf({ id: policy.id, name: policy.name }, policy.state, readPolicy(policy, groups, strengths, circumstances), policy)
  })
  const defaults = facts.securityDefaultsEnabled ? [standOf({ id: SECURITY_DEFAULTS, name: 'security defaults' }, '', securityDefaults(space), null)] : []
  const all = [...defaults, ...judged]
  const enforced = all.filter(({ stand }) => stand.state !== REPORT_ONLY).flatMap(({ candidates }) => candidates)
  const trial = all.flatMap(({ candidates }) => candidates)
  const told = kinds(enforced)
  return {
    demand: demandOver(told, enforced, granting),
    stands: all.map(({ stand }) => stand),
    dependsOn: dependencies(told, enforced, granting),
    ...(trial.length > enforced.length ? { ifReportOnlyEnforced: demandOver(kinds(trial), trial, granting) } : {}),
    relation: person.class.relation,
    couldActivate: found.couldActivate.filter(role =>
      policies.some(({ conditions: { users } }) => [...users.includeRoles, ...users.excludeRoles].some(each => each.toLowerCase() === role)),
    ),
  }
}
