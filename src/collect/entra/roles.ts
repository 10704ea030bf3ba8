import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../datasets/entra/roles.ts'
import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import { CollectError, type Collected, defineCollector } from '../collector.ts'
import { hasPim, mayHaveEligible } from './pim-licence.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const base = '/roleManagement/directory'

const definition = z
  .object({
    id: z.string(),
    displayName: z.string(),
    templateId: z.string().nullable(),
    isBuiltIn: z.boolean(),
    isEnabled: z.boolean(),
    isPrivileged: z.boolean().nullish(),
  })
  .refine(({ isBuiltIn, isPrivileged }) => isBuiltIn || typeof isPrivileged === 'boolean', { path: ['isPrivileged'] })

/** Read in beta, the only version that says which roles are privileged. Of a built-in role Microsoft's published list says it too, of a custom one nothing else does. */
export const definitions = defineCollector<EntraSession>({
  name: 'entra-role-definitions',
  gives: [roleDefinitions],
  collect: (session, at) =>
    rowsFrom(
      roleDefinitions,
      at,
      session.list({ path: `${base}/roleDefinitions`, version: 'beta', select: ['id', 'displayName', 'templateId', 'isBuiltIn', 'isEnabled', 'isPrivileged'] }),
      definition,
      ({ id, displayName, templateId, isBuiltIn, isEnabled, isPrivileged = null }, scope) => ({
        id,
        scope,
        name: displayName,
        // Custom roles are their own template.
        templateId: templateId ?? id,
        isBuiltIn,
        isEnabled,
        isPrivileged,
      }),
    ),
})

const assignment = {
  id: z.string(),
  principalId: z.string(),
  roleDefinitionId: z.string(),
  /** Null where the assignment is scoped to an application instead. */
  directoryScopeId: z.string().nullable(),
  appScopeId: z.string().nullish(),
  principal: z.object({ '@odata.type': z.string().optional(), displayName: z.string().nullish(), userPrincipalName: z.string().nullish() }).nullish(),
}

const plain = z.object(assignment)
const eligibleInstance = z.object({ ...assignment, memberType: z.string(), startDateTime: z.string().nullable(), endDateTime: z.string().nullable() })
const activeInstance = eligibleInstance.extend({ assignmentType: z.string() })

const shared = ({ id, principalId, roleDefinitionId, directoryScopeId, appScopeId, principal }: z.infer<typeof plain>, scope: string) => ({
  id,
  scope,
  name: principal?.userPrincipalName ?? principal?.displayName ?? principalId,
  principalId,
  principalType: principal?.['@odata.type']?.replace('#microsoft.graph.', '') ?? 'unknown',
  roleDefinitionId,
  directoryScopeId: directoryScopeId ?? appScopeId ?? 'unknown',
})

async function* instances(session: EntraSession, at: Scope): AsyncGenerator<Collected, void, undefined> {
  yield* rowsFrom(
    activeRoleAssignments,
    at,
    session.list({ path: `${base}/roleAssignmentScheduleInstances`, expand: 'principal' }),
    activeInstance,
    (item, scope) => ({
      ...shared(item, scope),
      startAt: item.startDateTime,
      endAt: item.endDateTime,
      assignmentType: item.assignmentType,
      memberType: item.memberType,
      source: 'schedule' as const,
    }),
  )
}

/** Without PIM there are no schedules: nothing can be activated and nothing ends, so a plain assignment is permanent. */
async function* withoutPim(session: EntraSession, at: Scope): AsyncGenerator<Collected, void, undefined> {
  yield* rowsFrom(activeRoleAssignments, at, session.list({ path: `${base}/roleAssignments`, expand: 'principal' }), plain, (item, scope) => ({
    ...shared(item, scope),
    startAt: null,
    endAt: null,
    assignmentType: 'Assigned',
    memberType: 'Direct',
    source: 'assignment' as const,
  }))
}

/** Schedule instances, which tell activated from assigned; plain assignments where the tenant has no licence for PIM. A refusal for want of a licence that the tenant has is a gap. */
export const activeAssignments = defineCollector<EntraSession>({
  name: 'entra-active-role-assignments',
  gives: [activeRoleAssignments],
  after: [subscribedSkus],
  async *collect(session, at, sofar) {
    try {
      yield* instances(session, at)
    } catch (error) {
      if (!(error instanceof CollectError) || error.reason !== 'not-licensed' || hasPim(sofar) === true) throw error
      yield* withoutPim(session, at)
    }
  },
})

/** A tenant that Graph and its SKUs both say has no PIM has nobody eligible: that is an answer, not a gap. */
export const eligibleAssignments = defineCollector<EntraSession>({
  name: 'entra-eligible-role-assignments',
  gives: [eligibleRoleAssignments],
  after: [subscribedSkus],
  async *collect(session, at, sofar) {
    try {
      yield* rowsFrom(
        eligibleRoleAssignments,
        at,
        session.list({ path: `${base}/roleEligibilityScheduleInstances`, expand: 'principal' }),
        eligibleInstance,
        (item, scope) => ({ ...shared(item, scope), startAt: item.startDateTime, endAt: item.endDateTime, memberType: item.memberType }),
      )
    } catch (error) {
      if (!(error instanceof CollectError) || error.reason !== 'not-licensed' || mayHaveEligible(sofar)) throw error
    }
  },
})
