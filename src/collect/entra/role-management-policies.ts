import { z } from 'zod'
import { roleManagementPolicies } from '../../datasets/entra/role-management-policies.ts'
import { roleDefinitions } from '../../datasets/entra/roles.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

/** Who approves; `id` is how older answers call `userId` and `groupId`. https://learn.microsoft.com/graph/api/resources/subjectset */
const approver = z
  .object({ '@odata.type': z.string(), userId: z.string().nullish(), groupId: z.string().nullish(), id: z.string().nullish() })
  .transform(({ '@odata.type': odataType, userId, groupId, id }, context) => {
    const kind = odataType.replace('#microsoft.graph.', '')
    if (kind === 'requestorManager') return { id: 'requestor-manager', type: kind }
    const named = (kind === 'singleUser' ? userId : kind === 'groupMembers' ? groupId : undefined) ?? id
    if (named !== undefined && named !== null) return { id: named, type: kind === 'singleUser' ? 'user' : kind === 'groupMembers' ? 'group' : kind }
    context.addIssue({ code: 'custom', message: 'an approver without an id' })
    return z.NEVER
  })

const email = z.object({ isDefaultRecipientsEnabled: z.boolean(), notificationLevel: z.string(), notificationRecipients: z.array(z.string()) })
const expiry = z.object({ isExpirationRequired: z.boolean(), maximumDuration: z.string().nullable() })

const activation = z.object({
  Enablement_EndUser_Assignment: z.object({ enabledRules: z.array(z.string()) }),
  AuthenticationContext_EndUser_Assignment: z.object({ isEnabled: z.boolean(), claimValue: z.string().nullable() }),
  Approval_EndUser_Assignment: z.object({
    setting: z.object({ isApprovalRequired: z.boolean(), approvalStages: z.array(z.object({ primaryApprovers: z.array(approver) })) }),
  }),
  Expiration_EndUser_Assignment: expiry,
})
const role = activation.extend({
  Expiration_Admin_Assignment: expiry,
  Expiration_Admin_Eligibility: expiry,
  Notification_Admin_Admin_Eligibility: email,
  Notification_Admin_Admin_Assignment: email,
  Notification_Admin_EndUser_Assignment: email,
})

/** The rules of a policy that are kept, by their fixed ids: https://learn.microsoft.com/graph/identity-governance-pim-rules-overview */
const rulesById = <R>(rules: z.ZodType<R>) =>
  z.array(z.looseObject({ id: z.string() })).transform((list, context) => {
    const parsed = rules.safeParse(Object.fromEntries(list.map(rule => [rule.id, rule])))
    if (parsed.success) return parsed.data
    context.addIssue({ code: 'custom', message: 'a rule is missing or not as documented', path: [...(parsed.error.issues[0]?.path ?? [])] })
    return z.NEVER
  })

/** The rules about activation, of a role or a group. */
export const activationRules = rulesById(activation)

const wire = z.object({
  id: z.string(),
  roleDefinitionId: z.string(),
  policy: z.object({ rules: rulesById(role) }),
})

const alertOf = ({ isDefaultRecipientsEnabled, notificationLevel, notificationRecipients }: z.infer<typeof email>) => ({
  level: notificationLevel,
  goesToAdministrators: isDefaultRecipientsEnabled,
  recipients: notificationRecipients,
})

/** PIM's settings of every directory role in one list. https://learn.microsoft.com/graph/api/policyroot-list-rolemanagementpolicyassignments */
export const rolePolicies = defineCollector<EntraSession>({
  name: 'entra-role-management-policies',
  gives: [roleManagementPolicies],
  after: [roleDefinitions],
  collect(session, at, sofar) {
    const names = new Map(sofar.rows(roleDefinitions).map(role => [role.id, role.name]))
    const list = session.list({
      path: '/policies/roleManagementPolicyAssignments',
      filter: "scopeId eq '/' and scopeType eq 'DirectoryRole'",
      expand: 'policy($expand=rules)',
    })
    return rowsFrom(roleManagementPolicies, at, list, wire, ({ id, roleDefinitionId, policy }, scope) => {
      const context = policy.rules.AuthenticationContext_EndUser_Assignment
      const { isApprovalRequired, approvalStages } = policy.rules.Approval_EndUser_Assignment.setting
      return {
        id,
        scope,
        name: names.get(roleDefinitionId) ?? roleDefinitionId,
        roleDefinitionId,
        activation: {
          enabledRules: policy.rules.Enablement_EndUser_Assignment.enabledRules,
          authenticationContext: context.isEnabled && context.claimValue !== '' ? context.claimValue : null,
          isApprovalRequired,
          approvers: approvalStages.flatMap(stage => stage.primaryApprovers),
          maximumDuration: policy.rules.Expiration_EndUser_Assignment.maximumDuration,
        },
        activeAssignment: policy.rules.Expiration_Admin_Assignment,
        eligibleAssignment: policy.rules.Expiration_Admin_Eligibility,
        alerts: {
          eligibleAssignment: alertOf(policy.rules.Notification_Admin_Admin_Eligibility),
          activeAssignment: alertOf(policy.rules.Notification_Admin_Admin_Assignment),
          activation: alertOf(policy.rules.Notification_Admin_EndUser_Assignment),
        },
      }
    })
  },
})
