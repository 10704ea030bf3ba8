import { z } from 'zod'
import {
  type AzureEligibleAssignment,
  type AzureRoleAssignment,
  azureEligibleAssignments,
  azureRoleAssignments,
  azureScheduledAssignments,
} from '../../datasets/azure/authorization.ts'
import { azureEligibleMembers } from '../../datasets/azure/group-access.ts'
import { azureOwnerProtections, azurePrincipals } from '../../datasets/azure/principals.ts'
import { objectOf } from '../answer.ts'
import { CollectError, type Collected, defineCollector, row, type SoFar } from '../collector.ts'
import type { BatchAnswer } from '../entra/batch.ts'
import type { GraphRead } from '../entra/graph-client.ts'
import { isObjectId } from '../entra/guard.ts'
import type { EntraSession } from '../entra/session.ts'
import { scheduledAssignments } from './assignments.ts'
import { gapOf, gapsOf } from './gaps.ts'
import { isBroadAtTop, isOwning } from './owning.ts'
import { type NamedRole, namedRoles } from './role-definitions.ts'
import { groupPath, subscriptionPath } from './scope-path.ts'
import type { AzureSession } from './session.ts'

/** Where PIM must be asked who was assigned and who has only activated, and at the top of broad roles too: at `/` there is no scope to ask, but the root group tells what is above it. */
const scopesOf = (assignments: readonly AzureRoleAssignment[], tenant: string, roles: ReadonlyMap<string, NamedRole>): readonly string[] => [
  ...new Set(
    assignments
      .filter(one => (isOwning(one, roles) || isBroadAtTop(one, tenant)) && one.principalType !== 'ServicePrincipal')
      .map(({ managementGroup, subscription }) => (subscription === null ? groupPath(managementGroup ?? tenant) : subscriptionPath(subscription))),
  ),
]

export const schedules = defineCollector<AzureSession>({
  name: 'azure-scheduled-assignments',
  gives: [azureScheduledAssignments],
  after: [azureRoleAssignments],
  async *collect(session, at, sofar) {
    const { rows, refused } = await scheduledAssignments(session, scopesOf(sofar.rows(azureRoleAssignments), session.tenant, await namedRoles(session)))
    for (const { id, principalId, origin, assignmentType, startAt, endAt } of rows) {
      if (origin === undefined || assignmentType === undefined) {
        yield gapOf(azureScheduledAssignments, new CollectError('invalid', 'it does not say which assignment it makes, or how'), id)
        continue
      }
      yield row(azureScheduledAssignments, { id, scope: at.id, name: principalId, assignment: origin, assignmentType, startAt, endAt })
    }
    yield* gapsOf(azureScheduledAssignments, refused)
    if (!sofar.isComplete(azureRoleAssignments))
      yield gapOf(azureScheduledAssignments, new CollectError('not-collected', 'role assignments are incomplete'), 'assignments')
  },
})

const membership = z.object({
  '@odata.type': z.string(),
  displayName: z.string().nullish(),
  roleTemplateId: z.string().nullish(),
  isAssignableToRole: z.boolean().nullish(),
  isMemberManagementRestricted: z.boolean().nullish(),
})

/** Without `$select`: of groups, roles and units it would name different properties. */
const membershipsRead = (id: string): GraphRead => ({ path: `/users/${id}/transitiveMemberOf` })

/** Users who may give away roles in a whole subscription or more, now or after activation, by themselves or through groups. */
const owners = (sofar: SoFar, roles: ReadonlyMap<string, NamedRole>): ReadonlyMap<string, string> => {
  const principals = new Map(sofar.rows(azurePrincipals).map(one => [one.id, one]))
  const assignments: readonly (AzureRoleAssignment | AzureEligibleAssignment)[] = [...sofar.rows(azureRoleAssignments), ...sofar.rows(azureEligibleAssignments)]
  const eligible = Map.groupBy(sofar.rows(azureEligibleMembers), ({ groupId }) => groupId)
  const ids = assignments
    .filter(one => isOwning(one, roles))
    .flatMap(({ principalId }) => [
      principalId,
      ...(principals.get(principalId)?.users ?? []),
      ...(eligible.get(principalId) ?? []).map(member => member.principalId),
    ])
  const users = ids.flatMap(id => principals.get(id) ?? []).filter(({ kind, isDeleted }) => kind === 'user' && !isDeleted)
  return new Map(users.map(({ id, name }) => [id, name]))
}

const told = <T>(value: T | null | undefined, permission: string): T => {
  if (value === null || value === undefined) throw new CollectError('denied', 'a membership is there, and may not be read', permission)
  return value
}

/** Of what may not be read Graph gives the type and the id only: https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects */
const protectionOf = async (directory: EntraSession, id: string, answer: BatchAnswer | undefined) => {
  const found = { directoryRoles: [] as string[], roleAssignableGroups: [] as string[], restrictedUnits: [] as string[] }
  if (answer?.kind === 'failed') throw answer.error
  if (answer?.kind !== 'found') throw new CollectError('invalid', 'the user is there, but the memberships are not')
  const first = objectOf(answer.body, { method: 'GET', path: '/users/{id}/transitiveMemberOf' })
  for await (const item of directory.listFrom(membershipsRead(id), first)) {
    const parsed = membership.safeParse(item)
    if (!parsed.success) throw new CollectError('invalid', 'a membership is not as documented')
    const { '@odata.type': type, displayName, roleTemplateId, isAssignableToRole, isMemberManagementRestricted } = parsed.data
    if (type === '#microsoft.graph.directoryRole') found.directoryRoles.push(told(roleTemplateId, 'RoleManagement.Read.Directory'))
    // Groups are told of as not assignable to roles by null; those that may not be read have no name either.
    if (type === '#microsoft.graph.group' && (isAssignableToRole ?? false)) found.roleAssignableGroups.push(displayName ?? '')
    if (type === '#microsoft.graph.group') told(displayName, 'GroupMember.Read.All')
    if (type === '#microsoft.graph.administrativeUnit') {
      const name = told(displayName, 'AdministrativeUnit.Read.All')
      if (isMemberManagementRestricted === true) found.restrictedUnits.push(name)
    }
  }
  return found
}

async function* protections(directory: EntraSession, scope: string, users: ReadonlyMap<string, string>): AsyncGenerator<Collected, void, undefined> {
  const ids = [...users.keys()].filter(isObjectId)
  const answers = await directory.batch(ids.map(membershipsRead))
  for (const [index, id] of ids.entries()) {
    try {
      yield row(azureOwnerProtections, { id, scope, name: users.get(id) ?? id, ...(await protectionOf(directory, id, answers[index])) })
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      yield gapOf(azureOwnerProtections, error, id)
    }
  }
}

export const ownerProtections = defineCollector<AzureSession>({
  name: 'azure-owner-protections',
  gives: [azureOwnerProtections],
  after: [azureRoleAssignments, azureEligibleAssignments, azurePrincipals, azureEligibleMembers],
  async *collect(session, at, sofar) {
    yield* protections(session.directory, at.id, owners(sofar, await namedRoles(session)))
    const dark = [azureRoleAssignments, azureEligibleAssignments, azurePrincipals, azureEligibleMembers].filter(source => !sofar.isComplete(source))
    for (const { name } of dark)
      yield gapOf(azureOwnerProtections, new CollectError('not-collected', `${name} is incomplete, and there may be more who hold such roles`), name)
  },
})
