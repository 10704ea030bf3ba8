import { z } from 'zod'
import type { AnyDataset, Dataset, Row, Scope } from '../../dataset.ts'
import { activeGroupAccess, eligibleGroupAccess, groupActivationPolicies, privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { CollectError, type Collected, defineCollector, gap, row, type SoFar } from '../collector.ts'
import type { BatchAnswer } from './batch.ts'
import { listOfBatch } from './batched.ts'
import type { GraphRead } from './graph-client.ts'
import { isObjectId } from './guard.ts'
import { hasPim } from './pim-licence.ts'
import { darkGroupSources, namedPrivilegeGroups, privilegeGroupSources } from './privilege-groups.ts'
import { activationRules } from './role-management-policies.ts'
import type { EntraSession } from './session.ts'

const access = z.object({
  id: z.string(),
  groupId: z.string(),
  principalId: z.string(),
  accessId: z.string(),
  startDateTime: z.string().nullable(),
  endDateTime: z.string().nullable(),
  principal: z.object({ '@odata.type': z.string().optional(), displayName: z.string().nullish(), userPrincipalName: z.string().nullish() }).nullish(),
})
const activeAccess = access.extend({ assignmentType: z.string() })
const policy = z.object({ id: z.string(), roleDefinitionId: z.string(), policy: z.object({ rules: activationRules }) })

const accessRow = ({ id, groupId, principalId, accessId, startDateTime, endDateTime, principal }: z.infer<typeof access>, scope: string) => ({
  id,
  scope,
  name: principal?.userPrincipalName ?? principal?.displayName ?? principalId,
  groupId,
  principalId,
  principalType: principal?.['@odata.type']?.replace('#microsoft.graph.', '') ?? 'unknown',
  access: accessId,
  startAt: startDateTime,
  endAt: endDateTime,
})

const instances = '/identityGovernance/privilegedAccess/group'

/** One of the questions about a group. */
interface Question {
  readonly dataset: AnyDataset
  readOf(group: string): GraphRead
  collected(items: AsyncIterable<unknown>, group: string, name: string, at: Scope): AsyncGenerator<Collected, void, undefined>
}

const question = <W, R extends Row>(
  dataset: Dataset<R>,
  wire: z.ZodType<W>,
  readOf: Question['readOf'],
  toRow: (item: W, scope: string, group: string, name: string) => R,
): Question => ({
  dataset,
  readOf,
  async *collected(items, group, name, at) {
    for await (const item of items) {
      const parsed = wire.safeParse(item)
      if (!parsed.success) throw new CollectError('invalid', `a row is not as documented: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
      yield row(dataset, toRow(parsed.data, at.id, group, name))
    }
  },
})

const questions: readonly Question[] = [
  question(
    eligibleGroupAccess,
    access,
    id => ({ path: `${instances}/eligibilityScheduleInstances`, filter: `groupId eq '${id}'`, expand: 'principal' }),
    accessRow,
  ),
  question(
    activeGroupAccess,
    activeAccess,
    id => ({ path: `${instances}/assignmentScheduleInstances`, filter: `groupId eq '${id}'`, expand: 'principal' }),
    (item, scope) => ({ ...accessRow(item, scope), assignmentType: item.assignmentType }),
  ),
  question(
    groupActivationPolicies,
    policy,
    id => ({ path: '/policies/roleManagementPolicyAssignments', filter: `scopeId eq '${id}' and scopeType eq 'Group'`, expand: 'policy($expand=rules)' }),
    ({ id, roleDefinitionId, policy: { rules } }, scope, groupId, name) => {
      const context = rules.AuthenticationContext_EndUser_Assignment
      return {
        id,
        scope,
        name,
        groupId,
        access: roleDefinitionId,
        enabledRules: rules.Enablement_EndUser_Assignment.enabledRules,
        authenticationContext: context.isEnabled && context.claimValue !== '' ? context.claimValue : null,
        isApprovalRequired: rules.Approval_EndUser_Assignment.setting.isApprovalRequired,
        maximumDuration: rules.Expiration_EndUser_Assignment.maximumDuration,
      }
    },
  ),
]

/** Groups that PIM may manage; those that a rule or another directory fills it cannot: https://learn.microsoft.com/entra/id-governance/privileged-identity-management/groups-discover-groups */
const manageable = (sofar: SoFar): ReadonlyMap<string, string> => {
  const groups = new Map([...namedPrivilegeGroups(sofar).all].map(id => [id, id]))
  for (const { id, name, membershipRule, onPremisesSyncEnabled } of sofar.rows(privilegeGroups))
    if (membershipRule === null && onPremisesSyncEnabled !== true) groups.set(id, name)
    else groups.delete(id)
  return new Map([...groups].filter(([id]) => isObjectId(id)))
}

async function* answered(
  session: EntraSession,
  at: Scope,
  { dataset, ...asked }: Question,
  group: string,
  name: string,
  answer: BatchAnswer | undefined,
): AsyncGenerator<Collected, void, undefined> {
  try {
    yield* asked.collected(listOfBatch(session, asked.readOf(group), answer), group, name, at)
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    // The same path serves PIM for roles, which has a permission of its own.
    const permission = error.reason === 'denied' ? dataset.permissions[0] : undefined
    yield gap(dataset, error.reason, error.message, { part: group, ...(permission === undefined ? {} : { permission }) })
  }
}

const groupsAtOnce = 20

/**
 * PIM for Groups of the groups that confer privilege: who could and who did become member or owner, and how, three reads a group, twenty a request. A
 * tenant whose plans hold no PIM has nobody eligible: that is an answer, not a gap.
 */
export const groupAccess = defineCollector<EntraSession>({
  name: 'entra-group-access',
  gives: questions.map(({ dataset }) => dataset),
  after: [...privilegeGroupSources, privilegeGroups],
  async *collect(session, at, sofar) {
    if (hasPim(sofar) === false) return
    for (const { dataset } of questions)
      for (const source of darkGroupSources(sofar))
        yield gap(dataset, 'not-collected', `${source.name} is incomplete, and it may name more groups`, { part: source.name })
    const groups = [...manageable(sofar)]
    for (let start = 0; start < groups.length; start += groupsAtOnce) {
      const some = groups.slice(start, start + groupsAtOnce)
      const answers = await session.batch(some.flatMap(([id]) => questions.map(({ readOf }) => readOf(id))))
      for (const [index, [id, name]] of some.entries())
        for (const [which, asked] of questions.entries()) yield* answered(session, at, asked, id, name, answers[index * questions.length + which])
    }
  },
})
