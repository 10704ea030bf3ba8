import { z } from 'zod'
import { adminConsentRequestPolicies, authorizationPolicies } from '../../datasets/entra/authorization-policy.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'
import { single } from './single.ts'

const permissions = z.object({
  allowedToCreateApps: z.boolean(),
  allowedToCreateSecurityGroups: z.boolean(),
  allowedToCreateTenants: z.boolean().nullable(),
  allowedToReadBitlockerKeysForOwnedDevice: z.boolean().nullable(),
  allowedToReadOtherUsers: z.boolean(),
  permissionGrantPoliciesAssigned: z.array(z.string()),
})
const policy = z.object({
  id: z.string(),
  guestUserRoleId: z.string().nullable(),
  allowInvitesFrom: z.string().nullable(),
  allowedToUseSSPR: z.boolean(),
  defaultUserRolePermissions: permissions,
})

/** https://learn.microsoft.com/graph/api/authorizationpolicy-get */
export const authorization = defineCollector<EntraSession>({
  name: 'entra-authorization-policy',
  gives: [authorizationPolicies],
  collect: (session, at) =>
    rowsFrom(
      authorizationPolicies,
      at,
      single(session, { path: '/policies/authorizationPolicy' }),
      policy,
      ({ allowedToUseSSPR: allowedToUseSspr, ...kept }, scope) => ({ ...kept, scope, name: 'Authorization policy', allowedToUseSspr }),
    ),
})

const requests = z.object({
  isEnabled: z.boolean(),
  notifyReviewers: z.boolean(),
  remindersEnabled: z.boolean(),
  requestDurationInDays: z.number().int(),
  reviewers: z.array(z.object({ query: z.string() })),
})

/** https://learn.microsoft.com/graph/api/adminconsentrequestpolicy-get */
export const consentRequests = defineCollector<EntraSession>({
  name: 'entra-admin-consent-request-policy',
  gives: [adminConsentRequestPolicies],
  collect: (session, at) =>
    rowsFrom(adminConsentRequestPolicies, at, single(session, { path: '/policies/adminConsentRequestPolicy' }), requests, ({ reviewers, ...kept }, scope) => ({
      ...kept,
      id: 'adminConsentRequestPolicy',
      scope,
      name: 'Admin consent requests',
      reviewers: reviewers.map(({ query }) => query),
    })),
})
