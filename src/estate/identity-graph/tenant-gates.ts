import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'
import { nativeId, type Scope } from '../../dataset.ts'
import { type AwsApplication, awsApplicationAssignments } from '../../datasets/entra/applications.ts'
import { entraUsers, referencedGroups } from '../../datasets/entra/directory.ts'
import { groupActivationPolicies, privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { awsSignIns } from '../entra/aws-sign-ins.ts'
import { conditionalAccess } from '../entra/conditional-access.ts'
import { type GroupMember, groupMembers } from '../entra/group-members.ts'
import { defineView } from '../needs.ts'
import { activationSteps } from './activation-steps.ts'
import { DIRECTORY, nodeIds } from './part.ts'
import { type SignInDemand, signInDemands } from './sign-in-demands.ts'

/** An AWS application of the tenant, and who gets through it. */
export interface Gate {
  readonly application: AwsApplication
  /** Enabled users who can sign in to it, now or once they activate a group's membership, with what that demands. */
  readonly signIns: ReadonlyMap<string, SignInDemand>
  readonly groups: readonly { readonly id: string; readonly name: string; readonly members: readonly GroupMember[] }[]
  /** Object ids of users and groups, with the role of the application that each is given. */
  readonly assigned: readonly { readonly id: string; readonly kind: 'user' | 'group'; readonly roleId: string; readonly row: string }[]
}

/** The gates of a tenant, and what could not be read of them. */
export interface Gates {
  readonly gates: readonly Gate[]
  readonly blind: readonly string[]
}

const whyBlind = (at: Scope, what: string): string => `${what} of tenant ${at.name} could not be read`

/** Who gets through each enabled AWS application of the tenant. */
export const gatesOfTenant = defineView({
  name: 'aws-gates',
  per: 'entra-tenant',
  needs: { awsSignIns, assignments: awsApplicationAssignments, conditionalAccess, groupMembers, referencedGroups, entraUsers },
  handlesDark: true,
  build({ awsSignIns, assignments, conditionalAccess, groupMembers, referencedGroups, entraUsers }, at, missing): Gates {
    const blind = [
      ...(missing('awsSignIns').length > 0 ? [whyBlind(at, 'who is assigned to the AWS applications')] : []),
      ...(missing('entraUsers').length > 0 ? [whyBlind(at, 'all users')] : []),
      ...(missing('conditionalAccess').length > 0 ? [whyBlind(at, 'what Conditional Access demands')] : []),
    ]
    const isDecidable = missing('conditionalAccess').length === 0
    const areGroupsKnown = missing('groupMembers').length === 0
    const isEnabled = (id: string): boolean => entraUsers.get(id)?.accountEnabled === true
    const demandsOf = (ids: readonly string[], appId: string): ReadonlyMap<string, SignInDemand> => {
      if (isDecidable) return signInDemands(conditionalAccess, ids, appId)
      const open = whyBlind(at, 'what Conditional Access demands')
      return new Map(ids.map(id => [id, { sure: 'blocked', perhaps: { demand: 'single-factor', open } }]))
    }
    const gates = [...awsSignIns].flatMap(({ application, who, unread }): Gate[] => {
      if (!application.accountEnabled) return []
      blind.push(...unread.map(why => `${why} (${application.name})`))
      const own = [...assignments].filter(({ resourceId }) => resourceId === application.id)
      const assigned = own.flatMap(({ id, principalId, principalType, appRoleId }) => {
        const kind = principalType.toLowerCase()
        return kind === 'user' || kind === 'group' ? [{ id: principalId, kind, roleId: appRoleId, row: id } as const] : []
      })
      const groups = [...new Set(assigned.filter(({ kind }) => kind === 'group').map(({ id }) => id))].map(id => {
        const members = areGroupsKnown ? groupMembers(id) : undefined
        if (members === undefined) blind.push(whyBlind(at, `who is, or could be, in group ${referencedGroups.get(id)?.name ?? id}`))
        return { id, name: referencedGroups.get(id)?.name ?? id, members: (members ?? []).filter(({ isUnread }) => !isUnread) }
      })
      const ids = new Set([
        ...(who === 'everyone' ? [...entraUsers].map(({ id }) => id) : who),
        ...groups.flatMap(({ members }) => members.map(({ id }) => id)),
      ])
      return [{ application, signIns: demandsOf([...ids].filter(isEnabled), application.appId), groups, assigned }]
    })
    return { gates, blind: [...new Set(blind)] }
  },
})

/** The steps through the gates: signing in, groups with their members, and the roles of applications. Whoever has no role and no group gets in all the same, to no more than the sign-in. */
export const gateSteps = defineView({
  name: 'aws-gate-steps',
  per: 'entra-tenant',
  needs: { gatesOfTenant, privilegeGroups, groupActivationPolicies, referencedGroups },
  handlesDark: true,
  build(
    { gatesOfTenant, privilegeGroups, groupActivationPolicies, referencedGroups },
    at,
  ): { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] } {
    const tenant = nativeId(at.id)
    const nodes: GraphNode[] = []
    const edges: GraphEdge[] = []
    const policies = Map.groupBy(
      [...groupActivationPolicies].filter(({ access }) => access.toLowerCase() === 'member'),
      ({ groupId }) => groupId,
    )
    const standing = { demand: 'none', holding: 'standing', certainty: 'sure' } as const
    for (const { application, groups, assigned } of gatesOfTenant.gates) {
      const gate = application.id
      for (const { id: roleId, value, displayName } of application.appRoles)
        nodes.push({
          id: nodeIds.applicationRole(tenant, gate, roleId),
          kind: 'entra-application',
          name: `${displayName ?? value ?? roleId} of ${application.name}`,
          scope: at.id,
          row: gate,
        })
      nodes.push({ id: nodeIds.application(tenant, gate), kind: 'entra-application', name: application.name, scope: at.id, row: gate })
      for (const { id, kind, roleId, row } of assigned)
        edges.push({
          from: kind === 'user' ? nodeIds.session(tenant, id, gate) : nodeIds.group(tenant, id, gate),
          to: nodeIds.applicationRole(tenant, gate, roleId),
          kind: 'assigned-to',
          ...standing,
          by: `is assigned to ${application.name}`,
          rows: [row],
        })
      for (const { id, name, members } of groups) {
        nodes.push({ id: nodeIds.group(tenant, id, gate), kind: 'entra-group', name, scope: at.id, row: id })
        const direct = new Set(privilegeGroups.get(id)?.members.map(member => member.id))
        const isFlat = referencedGroups.get(id)?.hasNestedGroups === false
        for (const member of members) {
          const step = { from: nodeIds.session(tenant, member.id, gate), to: nodeIds.group(tenant, id, gate), rows: [id] }
          if (member.state !== 'assigned') edges.push(...activationSteps(step, policies.get(id)?.[0], `the group ${name}`, 'eligible-for'))
          else if (direct.has(member.id) || isFlat) edges.push({ ...step, kind: 'member-of', ...standing, by: `is a member of the group ${name}` })
          else
            edges.push({
              ...step,
              kind: 'member-of',
              ...standing,
              certainty: 'possible',
              by: `is in the group ${name}, which holds other groups`,
              open: 'an application takes in direct members of its groups only, and whether this is one was not read',
            })
        }
      }
    }
    return { nodes, edges }
  },
})

/** The steps by which a person signs in to one application: a sure one, and a weaker one that could not be decided. */
export const signInSteps = (tenant: string, id: string, gate: string, name: string, { sure, perhaps }: SignInDemand): readonly GraphEdge[] => {
  const step = { from: nodeIds.person(tenant, id), to: nodeIds.session(tenant, id, gate), kind: 'signs-in', holding: 'standing' } as const
  const where = gate === DIRECTORY ? 'administration of the tenant' : name
  const enough = sure === 'phishing-resistant' ? 'a phishing-resistant method' : sure === 'mfa' ? 'MFA' : 'a password'
  return [
    ...(sure === 'blocked' ? [] : [{ ...step, demand: sure, certainty: 'sure', by: `signs in to ${where} with ${enough}` } as const]),
    ...(perhaps === undefined || perhaps.demand === sure
      ? []
      : [{ ...step, demand: perhaps.demand, certainty: 'possible', by: `may sign in to ${where} with less`, open: perhaps.open } as const]),
  ]
}
