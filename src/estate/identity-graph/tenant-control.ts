import { type Assurance, rankOf } from '../../analysis/conditional-access/assurance.ts'
import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'
import { resettableByHelpdesk } from '../../analysis/resettable-roles.ts'
import { nativeId } from '../../dataset.ts'
import { entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import { privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { roleManagementPolicies } from '../../datasets/entra/role-management-policies.ts'
import { administrativeUnits, customRoles } from '../../datasets/entra/role-security.ts'
import { conditionalAccess } from '../entra/conditional-access.ts'
import { ownersByApplication } from '../entra/owners-by-application.ts'
import { directoryRoles } from '../entra/privileged-roles.ts'
import { allRoleHolders, type RoleHolder } from '../entra/role-holders.ts'
import { defineView } from '../needs.ts'
import { activationSteps } from './activation-steps.ts'
import { powersOfCustomRole } from './custom-role-powers.ts'
import { directorySignIns, UNDECIDED } from './directory-sign-ins.ts'
import { DIRECTORY, nodeIds } from './part.ts'
import { powersOfRole, type RolePower } from './role-powers.ts'
import { type SignInDemand, signInDemands } from './sign-in-demands.ts'
import { type Gate, gatesOfTenant } from './tenant-gates.ts'

/** Administration of the tenant that leads to AWS, or to the whole tenant. */
export interface Control {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  readonly blind: readonly string[]
  /** Object ids of the users among those who control something. */
  readonly people: ReadonlySet<string>
}

const standing = { demand: 'none', holding: 'standing', certainty: 'sure' } as const

const NOTHING: SignInDemand = { sure: 'none' }

/** What a role reaches, as it is held: groups and users by object id. */
interface Reach {
  readonly from: string
  /** The part of the tenant, for people; absent: all of it. */
  readonly over?: string
  covers(id: string): 'yes' | 'no' | 'perhaps'
  /** Whether it is in a restricted unit that the role is held for. */
  isOfRestrictedUnit(id: string): boolean
}

const everywhere = (from: string): Reach => ({ from, covers: () => 'yes', isOfRestrictedUnit: () => false })

const weaker = (all: readonly Assurance[]): Assurance => all.toSorted((a, b) => rankOf(a) - rankOf(b))[0] ?? 'blocked'

/** A step that is worth what the sign-in after it demands. */
const demanding = (step: Omit<GraphEdge, 'demand' | 'certainty'>, { sure, perhaps }: SignInDemand, covered: 'yes' | 'perhaps'): readonly GraphEdge[] => [
  covered === 'yes'
    ? { ...step, demand: sure, certainty: 'sure' }
    : { ...step, demand: sure, certainty: 'possible', open: 'what the administrative unit holds was not read whole' },
  ...(perhaps === undefined ? [] : [{ ...step, demand: perhaps.demand, certainty: 'possible', open: perhaps.open } as const]),
]

const leftOpen = (step: GraphEdge, open: string | undefined): GraphEdge =>
  open === undefined || step.certainty === 'possible' ? step : { ...step, certainty: 'possible', open }

/** Roles and ownerships by which somebody takes what an AWS application, its groups or its users can reach; and who holds the whole tenant. */
export const controlOfTenant = defineView({
  name: 'aws-control-of-tenant',
  per: 'entra-tenant',
  needs: {
    gatesOfTenant,
    allRoleHolders,
    directoryRoles,
    customRoles,
    roleManagementPolicies,
    ownersByApplication,
    privilegeGroups,
    referencedGroups,
    administrativeUnits,
    conditionalAccess,
    entraUsers,
  },
  handlesDark: true,
  build(facts, at, missing): Control {
    const { gatesOfTenant, allRoleHolders, ownersByApplication, privilegeGroups, referencedGroups, entraUsers } = facts
    const tenant = nativeId(at.id)
    const nodes: GraphNode[] = [{ id: nodeIds.tenantGoal(tenant), kind: 'goal', name: `Global Administrator of ${at.name}`, scope: at.id }]
    const edges: GraphEdge[] = []
    const blind: string[] = []
    const lacks = (need: Parameters<typeof missing>[0], what: string): boolean => {
      const isDark = missing(need).length > 0
      if (isDark) blind.push(`${what} of tenant ${at.name} could not be read`)
      return isDark
    }
    const people = new Set<string>()
    const inDirectory = (id: string): string => {
      people.add(id)
      return nodeIds.session(tenant, id, DIRECTORY)
    }
    const isUser = (id: string): boolean => entraUsers.get(id)?.accountEnabled === true
    /** Who acts: an enabled user signed in to administer, or a program. */
    const actorOf = (id: string, type: string): string | undefined =>
      type.toLowerCase() === 'serviceprincipal' ? nodeIds.program(tenant, id) : isUser(id) ? inDirectory(id) : undefined

    const gates = gatesOfTenant.gates.map(({ application }) => application)
    const groups = [
      ...new Map(gatesOfTenant.gates.flatMap(gate => gate.groups.map(({ id }) => [`${id} ${gate.application.id}`, { id, gate }] as const))).values(),
    ]
    const restricted = new Set([...facts.administrativeUnits].filter(unit => unit.isMemberManagementRestricted).flatMap(({ members }) => members))
    const isCut = [...facts.administrativeUnits].some(unit => unit.isMemberManagementRestricted && unit.isCut)

    const rolesDark = lacks('allRoleHolders', 'who holds which directory role') || lacks('directoryRoles', 'the directory roles')
    const policies = rolesDark || missing('roleManagementPolicies').length > 0 ? new Map() : rolePoliciesOf(facts)
    const isDecidable = missing('conditionalAccess').length === 0
    /** What is demanded of people at a gate, whether they are assigned to it yet or not. */
    const demandsAt = ({ application, signIns }: Gate, ids: readonly string[]): ReadonlyMap<string, SignInDemand> => {
      const others = ids.filter(id => !signIns.has(id))
      const asked = others.length > 0 && isDecidable ? signInDemands(facts.conditionalAccess, others, application.appId) : undefined
      return new Map(ids.map(id => [id, signIns.get(id) ?? asked?.get(id) ?? UNDECIDED]))
    }
    const powersOf = (power: RolePower, { from, covers, isOfRestrictedUnit }: Reach, holders: readonly RoleHolder[]): void => {
      const add = (...steps: readonly GraphEdge[]): void => void edges.push(...steps.map(step => leftOpen(step, power.open)))
      if (power.takes === 'tenant') add({ from, to: nodeIds.tenantGoal(tenant), kind: 'administers', ...standing, by: power.how })
      if (power.takes === 'applications')
        for (const { id } of gates) add({ from, to: nodeIds.application(tenant, id), kind: 'controls', ...standing, by: power.how })
      if (power.takes === 'groups')
        for (const { id, gate } of groups) {
          const facts = privilegeGroups.get(id)
          const covered = covers(id)
          const isRestricted = facts?.isManagementRestricted === true && !isOfRestrictedUnit(id)
          const isShut = (facts?.isAssignableToRole ?? referencedGroups.get(id)?.isAssignableToRole) === true || isRestricted
          // Whoever may change the rule of a group fills it, too.
          if (covered === 'no' || facts === undefined || isShut || facts.onPremisesSyncEnabled === true) continue
          const step = { from, to: nodeIds.group(tenant, id, gate.application.id), kind: 'can-add-member', by: power.how } as const
          add(...demanding({ ...step, holding: 'standing' }, power.makesUsers ? NOTHING : weakest(gate, holders), covered))
        }
      if (power.takes === 'passwords' || power.takes === 'methods')
        for (const { application, signIns } of gatesOfTenant.gates)
          for (const [id, { sure, perhaps }] of signIns) {
            // A password alone opens what asks for no more; whoever sets the methods meets whatever is asked.
            const least = perhaps?.demand ?? sure
            if (covers(id) === 'no' || least === 'blocked' || (power.takes === 'passwords' && least !== 'single-factor')) continue
            if ((restricted.has(id) && !isOfRestrictedUnit(id)) || isProtected(id)) continue
            add({
              from,
              to: nodeIds.session(tenant, id, application.id),
              kind: 'can-reset',
              ...standing,
              certainty: 'possible',
              by: power.how,
              open: `a group that can hold roles may protect the user${isCut ? ', and so may a restricted administrative unit that was not read whole' : ''}`,
            })
          }
    }
    /** The weakest sign-in at a gate of whoever holds a role and puts themselves into a group. A program puts in whom it likes. */
    const weakest = (gate: Gate, holders: readonly RoleHolder[]): SignInDemand => {
      if (holders.some(({ kind }) => kind === 'servicePrincipal')) return NOTHING
      const demands = [
        ...demandsAt(
          gate,
          holders.filter(({ id }) => isUser(id)).map(({ id }) => id),
        ).values(),
      ]
      const sure = weaker(demands.map(each => each.sure))
      const perhaps = demands.flatMap(each => each.perhaps ?? []).sort((a, b) => rankOf(a.demand) - rankOf(b.demand))[0]
      return { sure, ...(perhaps === undefined || rankOf(perhaps.demand) >= rankOf(sure) ? {} : { perhaps }) }
    }
    const holdsRole = new Map<string, Set<string>>()
    for (const [templateId, holders] of allRoleHolders)
      for (const { id, ways } of holders)
        if (ways.some(({ state }) => state !== 'eligible')) holdsRole.set(id, (holdsRole.get(id) ?? new Set()).add(templateId.toLowerCase()))
    const assignable = new Set([...referencedGroups].filter(group => group.isAssignableToRole === true).flatMap(group => group.users))
    /** https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions#who-can-reset-passwords */
    const isProtected = (id: string): boolean => assignable.has(id) || [...(holdsRole.get(id) ?? [])].some(role => !resettableByHelpdesk.has(role))

    /** What a role reaches that is held for a part of the tenant: an administrative unit, or one object. */
    const partOf = (role: string, within: string): Reach => {
      const unitId = /^\/administrativeUnits\/(.+)$/.exec(within)?.[1]
      const unit = unitId === undefined ? undefined : facts.administrativeUnits.get(unitId)
      const inside = new Set(unitId === undefined ? [within.slice(1)] : unit?.members)
      const isWhole = unitId === undefined || (unit === undefined ? missing('administrativeUnits').length === 0 : !unit.isCut)
      return {
        from: `${role}${within}`,
        over: unitId === undefined ? 'this group or user alone' : `the administrative unit ${unit?.name ?? unitId}`,
        covers: id => (inside.has(id) ? 'yes' : isWhole ? 'no' : 'perhaps'),
        isOfRestrictedUnit: id => !isWhole || (unit?.isMemberManagementRestricted === true && inside.has(id)),
      }
    }

    const hold = (holder: RoleHolder, templateId: string, to: string, name: string, within: string | undefined, open?: string): void => {
      for (const way of holder.ways) {
        if (way.within !== within) continue
        const from = actorOf(holder.id, holder.kind === 'servicePrincipal' ? 'servicePrincipal' : 'user')
        if (holder.kind === 'group' || holder.kind === 'unknown') blind.push(`who ${holder.name} is, who holds ${name}, is not known`)
        if (from === undefined || holder.kind === 'group' || holder.kind === 'unknown') continue
        const step = { from, to, rows: [way.assignment] }
        const steps: readonly GraphEdge[] =
          way.state === 'assigned'
            ? [{ ...step, kind: 'holds', ...standing, by: `holds the directory role ${name}` }]
            : activationSteps(step, policies.get(templateId), `the directory role ${name}`, 'eligible-for')
        edges.push(...steps.map(each => leftOpen(each, open)))
      }
    }
    const areCustomDark = lacks('customRoles', 'what custom directory roles allow')
    const powersOfCustom = (id: string): readonly RolePower[] => {
      const custom = areCustomDark ? undefined : facts.customRoles.get(id)
      return custom === undefined ? [] : powersOfCustomRole(custom)
    }
    for (const [templateId, holders] of rolesDark ? [] : allRoleHolders) {
      const power = powersOfRole(templateId) ?? powersOfCustom(templateId)
      if (power.length === 0) continue
      const name = holders[0]?.role.name ?? templateId
      const within = new Set(holders.flatMap(({ ways }) => ways.map(way => way.within)))
      for (const scope of within) {
        const reach = scope === undefined ? everywhere(nodeIds.role(tenant, templateId)) : partOf(nodeIds.role(tenant, templateId), scope)
        const holding = holders.filter(({ ways }) => ways.some(way => way.within === scope))
        const taken = power.filter(({ takes }) => scope === undefined || (takes !== 'tenant' && takes !== 'applications'))
        if (taken.length === 0) continue
        nodes.push({ id: reach.from, kind: 'entra-role', name: reach.over === undefined ? name : `${name} over ${reach.over}`, scope: at.id })
        for (const one of taken) powersOf(one, reach, holding)
        for (const holder of holding) hold(holder, templateId, reach.from, reach.over === undefined ? name : `${name} over ${reach.over}`, scope)
      }
      for (const holder of holders) {
        const over = power.filter(({ takes }) => takes === 'applications')
        const open = over.some(one => one.open === undefined) ? undefined : over[0]?.open
        if (over.length > 0)
          for (const { id } of gates) hold(holder, templateId, nodeIds.application(tenant, id), `${name} over this application alone`, `/${id}`, open)
      }
    }

    if (!lacks('ownersByApplication', 'who owns which application'))
      for (const { id, name } of gates)
        for (const owner of ownersByApplication.get(id) ?? []) {
          const from = actorOf(owner.ownerId, owner.ownerType)
          if (from !== undefined)
            edges.push({ from, to: nodeIds.application(tenant, id), kind: 'owns', ...standing, by: `owns the application ${name}`, rows: [owner.id] })
        }
    lacks('privilegeGroups', 'who owns the groups of the AWS applications')
    for (const { id, gate } of groups) {
      const facts = privilegeGroups.get(id)
      if (facts === undefined || facts.isManagementRestricted === true || facts.membershipRule !== null || facts.onPremisesSyncEnabled === true) continue
      const demands = demandsAt(
        gate,
        facts.owners.map(({ id }) => id),
      )
      for (const owner of facts.owners) {
        const from = actorOf(owner.id, owner.type)
        if (from === undefined) continue
        // An owner puts themselves in, and then signs in as they are; a program puts in whom it likes.
        const demand = isUser(owner.id) ? (demands.get(owner.id) ?? UNDECIDED) : NOTHING
        const to = nodeIds.group(tenant, id, gate.application.id)
        edges.push(...demanding({ from, to, kind: 'can-add-member', holding: 'standing', by: `owns the group ${facts.name}`, rows: [id] }, demand, 'yes'))
      }
    }

    for (const { id } of gates)
      edges.push({
        from: nodeIds.tenantGoal(tenant),
        to: nodeIds.application(tenant, id),
        kind: 'controls',
        ...standing,
        by: 'administers the tenant, and so says who is who at the application',
      })
    edges.push(...directorySignIns(facts, tenant, people, isDecidable))
    return { nodes, edges, blind: [...new Set(blind)], people }
  },
})

type Facts = Parameters<typeof controlOfTenant.build>[0]

const rolePoliciesOf = ({ roleManagementPolicies, directoryRoles }: Pick<Facts, 'roleManagementPolicies' | 'directoryRoles'>) =>
  new Map([...roleManagementPolicies].map(({ roleDefinitionId, activation }) => [directoryRoles(roleDefinitionId).templateId, activation] as const))
