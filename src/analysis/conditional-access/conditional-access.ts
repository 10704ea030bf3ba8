import type { AwsApplication, ServicePrincipal } from '../../datasets/entra/applications.ts'
import type { AuthenticationStrength, ConditionalAccessPolicy, NamedLocation } from '../../datasets/entra/conditional-access.ts'
import type { EntraUser, ReferencedGroup } from '../../datasets/entra/directory.ts'
import type { ActiveRoleAssignment, EligibleRoleAssignment, RoleDefinition } from '../../datasets/entra/roles.ts'
import { ACCOUNT_RECOVERY, AZURE_MANAGEMENT, applicationById, applicationDirectory } from './applications.ts'
import { type Blockers, blockersOf } from './blockers.ts'
import { cutCircumstances } from './circumstances.ts'
import { cover } from './coverage.ts'
import { matrixOf } from './matrix.ts'
import type { Model } from './model.ts'
import { outsidersAsPeople } from './outsiders-as-people.ts'
import { type Class, cutIntoClasses } from './people.ts'
import { isAboutActions, isAboutContexts, isAboutPeopleAndApplications, type Policy, readPolicy } from './policies.ts'
import type { Coverage, Named, Question, UserAction } from './question.ts'
import { holdersOf } from './roles.ts'
import { securityDefaults, synchronizationRoles } from './security-defaults.ts'
import { type AskedAs, type Weakest, weakestSignIns } from './weakest.ts'

/** Everything of a tenant that decides what a sign-in must prove. */
export interface TenantFacts {
  readonly policies: Iterable<ConditionalAccessPolicy>
  readonly strengths: Iterable<AuthenticationStrength>
  readonly locations: Iterable<NamedLocation>
  readonly users: Iterable<EntraUser>
  /** Groups that policies or assignments name; one that is named and not here is not known. */
  readonly groups: Iterable<ReferencedGroup>
  readonly roleDefinitions: Iterable<RoleDefinition>
  readonly activeAssignments: Iterable<ActiveRoleAssignment>
  readonly eligibleAssignments: Iterable<EligibleRoleAssignment>
  readonly servicePrincipals: Iterable<ServicePrincipal>
  readonly awsApplications: Iterable<AwsApplication>
  readonly securityDefaultsEnabled: boolean
  /** User actions that a tenant setting takes out of policies for all resources, in small letters; absent: it was not read. */
  readonly excludedActions?: ReadonlySet<string>
  /** Object ids of the users declared emergency access. */
  readonly emergencyAccess: ReadonlySet<string>
}

/** A tenant's Conditional Access, ready to answer questions. */
export interface ConditionalAccess {
  readonly securityDefaultsEnabled: boolean
  readonly enabledPolicies: readonly Named[]
  readonly reportOnlyPolicies: readonly Named[]
  /** The policies about an authentication context, whatever their state. */
  contextPolicies(context: string): readonly Named[]
  /** The enabled policies about something that users do. */
  actionPolicies(action: UserAction): readonly Named[]
  /** The policies that keep a user from administering the tenant. */
  blocking(user: string): Blockers
  /** Whether all sign-ins of a question demand enough, and where not. */
  cover(question: Question): Coverage
  /** How weak the weakest sign-in of everybody is, counted by kind of person. */
  weakest(as: AskedAs): Weakest
}

const namesContext = ({ conditions }: ConditionalAccessPolicy, context: string): boolean =>
  conditions.applications.includeAuthenticationContextClassReferences.some(each => each.toLowerCase() === context.toLowerCase())

/** Whoever holds another role too, or could, is no mere program: giving somebody the role hides nobody. */
const isForSynchronizationOnly = (person: Class | undefined): boolean =>
  person?.relation === 'member' && person.eligible.size === 0 && [...person.roles].every(role => synchronizationRoles.includes(role))

const byId = <R extends { readonly id: string }>(rows: Iterable<R>): Map<string, R> => new Map([...rows].map(row => [row.id.toLowerCase(), row]))

/** Microsoft's word for report-only. */
const REPORT_ONLY = 'enabledForReportingButNotEnforced'

/**
 * Reads a tenant once; questions are then cheap. Only enabled policies count; report-only ones are shown as what they would do. Policies about
 * workload identities, user actions and authentication contexts do not cover applications. People without a row in the directory (B2B direct
 * connect, service providers) are only asked about as such.
 */
export const readConditionalAccess = (facts: TenantFacts): ConditionalAccess => {
  const all = [...facts.policies]
  const applying = all.filter(policy => policy.state !== 'disabled' && isAboutPeopleAndApplications(policy))
  const contextual = all.filter(policy => isAboutContexts(policy) || isAboutActions(policy))
  const groups = byId(facts.groups)
  const strengths = byId(facts.strengths)
  const definitions = byId(facts.roleDefinitions)
  // Whoever activated a role is without it again in hours, so that they count as eligible for it.
  const { Activated: activated = [], Assigned: assigned = [] } = Object.groupBy(facts.activeAssignments, ({ assignmentType }) =>
    assignmentType === 'Activated' ? 'Activated' : 'Assigned',
  )
  const holders = { active: holdersOf(assigned, definitions, groups), eligible: holdersOf([...activated, ...facts.eligibleAssignments], definitions, groups) }
  const mentions = { users: new Set<string>(), groups: new Set<string>() }
  for (const { conditions } of [...applying, ...contextual]) {
    for (const id of [...conditions.users.includeUsers, ...conditions.users.excludeUsers]) mentions.users.add(id.toLowerCase())
    for (const id of [...conditions.users.includeGroups, ...conditions.users.excludeGroups]) mentions.groups.add(id.toLowerCase())
  }
  const circumstances = cutCircumstances(
    [...applying, ...contextual].filter(({ state }) => state !== 'disabled'),
    [...facts.locations],
  )
  const people = cutIntoClasses(facts.users, groups, holders, mentions)
  const directory = applicationDirectory(facts.servicePrincipals, facts.awsApplications)
  const applications = applying.flatMap(({ conditions }) => [...conditions.applications.includeApplications, ...conditions.applications.excludeApplications])
  const mentioned = facts.securityDefaultsEnabled ? [...applications, AZURE_MANAGEMENT] : applications

  /** Tenants cannot enforce both, so a policy beside security defaults is not counted on: https://learn.microsoft.com/entra/fundamentals/security-defaults#disabling-security-defaults */
  const doubtsOf = (state: string): string[] => [
    ...(facts.securityDefaultsEnabled ? ['security defaults are on, beside which no policy is meant to be enforced'] : []),
    ...(state === 'enabled' || state === REPORT_ONLY ? [] : [`its state is "${state}"`]),
  ]
  const read = (policy: ConditionalAccessPolicy): Policy[] =>
    readPolicy(policy, groups, strengths, circumstances).map(each => ({ ...each, doubts: [...each.doubts, ...doubtsOf(policy.state)] }))
  const roleNames = new Map([...definitions.values()].map(({ templateId, name }) => [templateId.toLowerCase(), name]))
  const emergency = new Set([...facts.emergencyAccess].flatMap(id => people.indexById.get(id.toLowerCase()) ?? []))
  const synchronization = new Set(
    synchronizationRoles
      .flatMap(role => [...(holders.active.byRole.get(role) ?? [])])
      .flatMap(id => {
        const index = people.indexById.get(id)
        return index !== undefined && isForSynchronizationOnly(people.classes[people.classOf[index] ?? 0]) ? [index] : []
      }),
  )
  const byApplicationId = (id: string) => applicationById(id, directory)
  const unresolved = new Map<string, string[]>()
  for (const [principal, { role, name }] of [...holders.active.unresolved, ...holders.eligible.unresolved])
    if (!people.indexById.has(principal)) unresolved.set(role, [...(unresolved.get(role) ?? []), name])
  const unclear = new Map([...holders.active.unclear, ...holders.eligible.unclear])
  const modelOf = (counted: readonly ConditionalAccessPolicy[]): Model => ({
    people,
    matrix: matrixOf(
      [...(facts.securityDefaultsEnabled ? securityDefaults(circumstances.space) : []), ...counted.flatMap(read)],
      mentioned,
      unclear,
      byApplicationId,
      directory,
      circumstances.space,
    ),
    emergency,
    synchronization,
    groupName: id => groups.get(id)?.name ?? id,
    roleName: templateId => roleNames.get(templateId) ?? templateId,
    excludedActions: facts.excludedActions,
    applicationById: byApplicationId,
    unresolved,
  })

  const reportOnly = applying.filter(({ state }) => state === REPORT_ONLY)
  const enforced = applying.filter(({ state }) => state !== REPORT_ONLY)
  const now = modelOf(enforced)
  let then: Model | undefined
  let inContexts: Model | undefined
  let inRecovery: Model | undefined
  const named = ({ id, name }: Named): Named => ({ id, name })
  return {
    securityDefaultsEnabled: facts.securityDefaultsEnabled,
    enabledPolicies: enforced.filter(({ state }) => state === 'enabled').map(named),
    reportOnlyPolicies: reportOnly.map(named),
    contextPolicies: context => contextual.filter(policy => namesContext(policy, context)).map(named),
    actionPolicies: action =>
      contextual
        .filter(({ state, conditions }) => state === 'enabled' && conditions.applications.includeUserActions.some(each => each.toLowerCase() === action))
        .map(named),
    blocking: id => blockersOf(now, id),
    weakest: as => weakestSignIns(now, as),
    cover(question) {
      if (typeof question.applications === 'object' && ('context' in question.applications || 'action' in question.applications)) {
        const inForce = contextual.filter(({ state }) => state !== 'disabled' && state !== REPORT_ONLY)
        if ('action' in question.applications && question.applications.action === ACCOUNT_RECOVERY) {
          inRecovery ??= modelOf([...new Set([...enforced, ...inForce])])
          return cover(about(inRecovery, question), question)
        }
        inContexts ??= modelOf(inForce)
        return cover(about(inContexts, question), question)
      }
      const answer = cover(about(now, question), question)
      if (reportOnly.length === 0 || answer.status === 'covered') return answer
      then ??= modelOf(applying)
      const { status, uncoveredUsers } = cover(about(then, question), question)
      return { ...answer, ifReportOnlyEnforced: { policies: reportOnly.map(named), status, uncoveredUsers: uncoveredUsers.length } }
    },
  }
}

const nobody: ReadonlySet<number> = new Set()

/** The model with the people that a question is about. */
const about = (model: Model, { who }: Question): Model =>
  typeof who === 'object' && 'outsiders' in who ? { ...model, people: outsidersAsPeople(who.outsiders), emergency: nobody, synchronization: nobody } : model
