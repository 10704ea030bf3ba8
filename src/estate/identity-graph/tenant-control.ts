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
import { everywhere, reachWithin } from './role-reach.ts'
import { type SignInDemand, signInDemands } from './sign-in-demands.ts'
import { demanding, leftOpen, NOTHING, openTaking } from './taken-steps.ts'
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

    const areUnitsRead = missing('administrativeUnits').length === 0
    const rolesDark = lacks('allRoleHolders', 'who holds which directory role') || lacks('directoryRoles', 'the directory roles')
    const policies = rolesDark || missing('roleManagementPolicies').length > 0 ? new Map() : rolePoliciesOf(facts)
    const isDecidable = missing('conditionalAccess').length === 0
    /** What is demanded of people at a gate, whether they are assigned to it yet or not. */
    const demandsAt = ({ application, signIns }: Gate, ids: readonly string[]): ReadonlyMap<string, SignInDemand> => {
      const others = ids.filter(id => !signIns.has(id))
      const asked = others.length > 0 && isDecidable ? signInDemands(facts.conditionalAccess, others, application.appId) : undefined
      return new Map(ids.map(id => [id, signIns.get(id) ?? asked?.get(id) ?? UNDECIDED]))
    }
    const takenBy = openTaking({
      tenant,
      gates: gatesOfTenant.gates,
      groups,
      privilegeGroups,
      referencedGroups,
      isRestricted: id => restricted.has(id),
      areUnitsCut: isCut,
      isProtected: id => isProtected(id),
      isUser,
      demandsAt,
    })
    const holdsRole = new Map<string, Set<string>>()
    for (const [templateId, holders] of allRoleHolders)
      for (const { id, ways } of holders)
        if (ways.some(({ state }) => state !== 'eligible')) holdsRole.set(id, (holdsRole.get(id) ?? new Set()).add(templateId.toLowerCase()))
    const assignable = new Set([...referencedGroups].filter(group => group.isAssignableToRole === true).flatMap(group => group.users))
    /** https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions#who-can-reset-passwords */
    const isProtected = (id: string): boolean => assignable.has(id) || [...(holdsRole.get(id) ?? [])].some(role => !resettableByHelpdesk.has(role))

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
        const reach =
          scope === undefined
            ? everywhere(nodeIds.role(tenant, templateId))
            : reachWithin(nodeIds.role(tenant, templateId), scope, facts.administrativeUnits, areUnitsRead)
        const holding = holders.filter(({ ways }) => ways.some(way => way.within === scope))
        const taken = power.filter(({ takes }) => scope === undefined || (takes !== 'tenant' && takes !== 'applications'))
        if (taken.length === 0) continue
        nodes.push({ id: reach.from, kind: 'entra-role', name: reach.over === undefined ? name : `${name} over ${reach.over}`, scope: at.id })
        for (const one of taken) edges.push(...takenBy(one, reach, holding))
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
