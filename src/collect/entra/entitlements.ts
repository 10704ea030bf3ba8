import { z } from 'zod'
import { accessPackagePolicies, lifecycleWorkflows } from '../../datasets/entra/entitlements.ts'
import { subscribedSkus } from '../../datasets/entra/tenant.ts'
import { defineCollector } from '../collector.ts'
import { GOVERNANCE, mayHold } from './held-plans.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

/** The date comes only with the kind that needs it: https://learn.microsoft.com/graph/api/resources/expirationpattern */
const expiration = z
  .object({ type: z.string().nullable(), duration: z.string().nullable(), endDateTime: z.iso.datetime({ offset: true }).nullish() })
  .refine(({ type, endDateTime }) => type !== 'afterDateTime' || endDateTime != null, 'an expiration after a date without the date')

const policy = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  allowedTargetScope: z.string().nullable(),
  /** Only there where the policy assigns by itself: https://learn.microsoft.com/graph/api/resources/accesspackageassignmentpolicy */
  automaticRequestSettings: z.object({ requestAccessForAllowedTargets: z.boolean() }).nullish(),
  requestorSettings: z.object({ enableTargetsToSelfAddAccess: z.boolean(), enableOnBehalfRequestorsToAddAccess: z.boolean() }).nullable(),
  requestApprovalSettings: z.object({ isApprovalRequiredForAdd: z.boolean() }).nullable(),
  expiration: expiration.nullable(),
  reviewSettings: z.object({ isEnabled: z.boolean() }).nullable(),
  accessPackage: z.object({ displayName: z.string().nullable() }).nullable(),
})

/** https://learn.microsoft.com/graph/api/entitlementmanagement-list-assignmentpolicies */
export const packagePolicies = defineCollector<EntraSession>({
  name: 'entra-access-package-policies',
  gives: [accessPackagePolicies],
  collect: (session, at) =>
    rowsFrom(
      accessPackagePolicies,
      at,
      session.list({ path: '/identityGovernance/entitlementManagement/assignmentPolicies', expand: 'accessPackage' }),
      policy,
      (item, scope) => ({
        id: item.id,
        scope,
        name: item.displayName ?? item.id,
        packageName: item.accessPackage?.displayName ?? null,
        allowedTargetScope: item.allowedTargetScope,
        ...(item.requestorSettings === null
          ? {}
          : { isRequestable: item.requestorSettings.enableTargetsToSelfAddAccess || item.requestorSettings.enableOnBehalfRequestorsToAddAccess }),
        isAutomatic: item.automaticRequestSettings?.requestAccessForAllowedTargets === true,
        isApprovalRequired: item.requestApprovalSettings?.isApprovalRequiredForAdd === true,
        expirationType: item.expiration?.type ?? null,
        duration: item.expiration?.duration ?? null,
        ...(item.expiration?.endDateTime == null ? {} : { endAt: item.expiration.endDateTime }),
        isReviewed: item.reviewSettings?.isEnabled === true,
      }),
    ),
})

const workflow = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  category: z.string(),
  isEnabled: z.boolean(),
  isSchedulingEnabled: z.boolean(),
})

/** https://learn.microsoft.com/graph/api/identitygovernance-lifecycleworkflowscontainer-list-workflows */
export const workflows = defineCollector<EntraSession>({
  name: 'entra-lifecycle-workflows',
  gives: [lifecycleWorkflows],
  after: [subscribedSkus],
  async *collect(session, at, sofar) {
    if (!mayHold(sofar, GOVERNANCE)) return
    const items = session.list({
      path: '/identityGovernance/lifecycleWorkflows/workflows',
      select: ['id', 'displayName', 'category', 'isEnabled', 'isSchedulingEnabled'],
    })
    yield* rowsFrom(lifecycleWorkflows, at, items, workflow, (item, scope) => ({
      id: item.id,
      scope,
      name: item.displayName ?? item.id,
      category: item.category,
      isEnabled: item.isEnabled,
      isScheduled: item.isSchedulingEnabled,
    }))
  },
})
