import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'
import { resettableByHelpdesk } from '../../analysis/resettable-roles.ts'
import { MICROSOFT_GRAPH } from '../../analysis/tier-zero.ts'
import { nativeId } from '../../dataset.ts'
import { entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import { privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { roleManagementPolicies } from '../../datasets/entra/role-management-policies.ts'
import { administrativeUnits } from '../../datasets/entra/role-security.ts'
import { conditionalAccess } from '../entra/conditional-access.ts'
import { ownersByApplication } from '../entra/owners-by-application.ts'
import { directoryRoles } from '../entra/privileged-roles.ts'
import { allRoleHolders, type RoleHolder } from '../entra/role-holders.ts'
import { defineView } from '../needs.ts'
import { activationSteps } from './activation-steps.ts'
import { DIRECTORY, nodeIds } from './part.ts'
import { powersOfRole, type RolePower } from './role-powers.ts'
import { type SignInDemand, signInDemands } from './sign-in-demands.ts'
import { gatesOfTenant, signInSteps } from './tenant-gates.ts'

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
    const powersOf = (power: RolePower, templateId: string): void => {
      const from = nodeIds.role(tenant, templateId)
      if (power.takes === 'tenant') edges.push({ from, to: nodeIds.tenantGoal(tenant), kind: 'administers', ...standing, by: power.how })
      if (power.takes === 'applications')
        for (const { id } of gates) edges.push({ from, to: nodeIds.application(tenant, id), kind: 'controls', ...standing, by: power.how })
      if (power.takes === 'groups')
        for (const { id, gate } of groups) {
          const facts = privilegeGroups.get(id)
          const isShut = (facts?.isAssignableToRole ?? referencedGroups.get(id)?.isAssignableToRole) === true || facts?.isManagementRestricted === true
          const isFed = (facts?.membershipRule ?? null) !== null || facts?.onPremisesSyncEnabled === true
          if (facts === undefined || isShut || isFed) continue
          edges.push({ from, to: nodeIds.group(tenant, id, gate.application.id), kind: 'can-add-member', ...standing, by: power.how })
        }
      if (power.takes === 'passwords' || power.takes === 'methods')
        for (const { application, signIns } of gatesOfTenant.gates)
          for (const [id, { sure }] of signIns) {
            // A password alone opens what asks for no more; whoever sets the methods meets whatever is asked.
            if (sure === 'blocked' || (power.takes === 'passwords' && sure !== 'single-factor')) continue
            if (restricted.has(id) || isProtected(id)) continue
            edges.push({
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
    const holdsRole = new Map<string, Set<string>>()
    for (const [templateId, holders] of allRoleHolders)
      for (const { id, ways } of holders)
        if (ways.some(({ state }) => state !== 'eligible')) holdsRole.set(id, (holdsRole.get(id) ?? new Set()).add(templateId.toLowerCase()))
    const assignable = new Set([...referencedGroups].filter(group => group.isAssignableToRole === true).flatMap(group => group.users))
    /** https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions#who-can-reset-passwords */
    const isProtected = (id: string): boolean => assignable.has(id) || [...(holdsRole.get(id) ?? [])].some(role => !resettableByHelpdesk.has(role))

    const hold = (holder: RoleHolder, templateId: string, to: string, name: string, within: string | undefined): void => {
      for (const way of holder.ways) {
        if (way.within !== within) continue
        const from = actorOf(holder.id, holder.kind === 'servicePrincipal' ? 'servicePrincipal' : 'user')
        if (holder.kind === 'group' || holder.kind === 'unknown') blind.push(`who ${holder.name} is, who holds ${name}, is not known`)
        if (from === undefined || holder.kind === 'group' || holder.kind === 'unknown') continue
        const step = { from, to, rows: [way.assignment] }
        if (way.state === 'assigned') edges.push({ ...step, kind: 'holds', ...standing, by: `holds the directory role ${name}` })
        else edges.push(...activationSteps(step, policies.get(templateId), `the directory role ${name}`, 'eligible-for'))
      }
    }
    for (const [templateId, holders] of rolesDark ? [] : allRoleHolders) {
      const power = powersOfRole(templateId)
      if (power === undefined) continue
      const name = holders[0]?.role.name ?? templateId
      nodes.push({ id: nodeIds.role(tenant, templateId), kind: 'entra-role', name, scope: at.id })
      for (const one of power) powersOf(one, templateId)
      for (const holder of holders) {
        hold(holder, templateId, nodeIds.role(tenant, templateId), name, undefined)
        if (power.some(({ takes }) => takes === 'applications'))
          for (const { id } of gates) hold(holder, templateId, nodeIds.application(tenant, id), `${name} over this application alone`, `/${id}`)
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
      for (const owner of facts.owners) {
        const from = actorOf(owner.id, owner.type)
        if (from === undefined) continue
        // An owner puts themselves in, and then signs in as they are.
        const demand = gate.signIns.get(owner.id)?.sure ?? 'none'
        edges.push({
          from,
          to: nodeIds.group(tenant, id, gate.application.id),
          kind: 'can-add-member',
          ...standing,
          demand,
          by: `owns the group ${facts.name}`,
          rows: [id],
        })
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
    edges.push(...directorySignIns(facts, tenant, people, missing('conditionalAccess').length === 0))
    return { nodes, edges, blind: [...new Set(blind)], people }
  },
})

type Facts = Parameters<typeof controlOfTenant.build>[0]

const rolePoliciesOf = ({ roleManagementPolicies, directoryRoles }: Pick<Facts, 'roleManagementPolicies' | 'directoryRoles'>) =>
  new Map([...roleManagementPolicies].map(({ roleDefinitionId, activation }) => [directoryRoles(roleDefinitionId).templateId, activation] as const))

const directorySignIns = (
  { conditionalAccess }: Pick<Facts, 'conditionalAccess'>,
  tenant: string,
  people: ReadonlySet<string>,
  isDecidable: boolean,
): readonly GraphEdge[] => {
  const undecided: SignInDemand = { sure: 'blocked', perhaps: { demand: 'single-factor', open: 'what Conditional Access demands could not be read' } }
  const demands = isDecidable ? signInDemands(conditionalAccess, [...people], MICROSOFT_GRAPH) : undefined
  return [...people].flatMap(id => signInSteps(tenant, id, DIRECTORY, '', demands?.get(id) ?? undecided))
}
