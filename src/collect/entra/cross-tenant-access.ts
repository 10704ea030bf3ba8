import { z } from 'zod'
import { crossTenantDefaults, crossTenantPartners } from '../../datasets/entra/cross-tenant-access.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'
import { single } from './single.ts'

const base = '/policies/crossTenantAccessPolicy'

const side = z
  .object({ accessType: z.string(), targets: z.array(z.object({ target: z.string() })) })
  .transform(({ accessType, targets }) => ({ accessType, targets: targets.map(({ target }) => target) }))
const setting = z.object({ usersAndGroups: side.nullable(), applications: side.nullable() })
const trust = z
  .object({
    isMfaAccepted: z.boolean().nullable(),
    isCompliantDeviceAccepted: z.boolean().nullable(),
    isHybridAzureADJoinedDeviceAccepted: z.boolean().nullable(),
  })
  .transform(accepts => ({
    mfa: accepts.isMfaAccepted === true,
    compliantDevice: accepts.isCompliantDeviceAccepted === true,
    hybridJoinedDevice: accepts.isHybridAzureADJoinedDeviceAccepted === true,
  }))

const shared = {
  b2bCollaborationInbound: setting.nullable(),
  b2bCollaborationOutbound: setting.nullable(),
  b2bDirectConnectInbound: setting.nullable(),
  b2bDirectConnectOutbound: setting.nullable(),
  inboundTrust: trust.nullable(),
}
const both = z.object(shared)
const sharedRow = (item: z.infer<typeof both>) => ({
  collaborationInbound: item.b2bCollaborationInbound,
  collaborationOutbound: item.b2bCollaborationOutbound,
  directConnectInbound: item.b2bDirectConnectInbound,
  directConnectOutbound: item.b2bDirectConnectOutbound,
  inboundTrust: item.inboundTrust,
})

/** Of the default nothing may be missing: it is what everything else falls back on. */
const byDefault = z.object({
  b2bCollaborationInbound: setting,
  b2bCollaborationOutbound: setting,
  b2bDirectConnectInbound: setting,
  b2bDirectConnectOutbound: setting,
  inboundTrust: trust,
  isServiceDefault: z.boolean(),
  tenantRestrictions: setting.nullable(),
})

/** https://learn.microsoft.com/graph/api/crosstenantaccesspolicyconfigurationdefault-get */
export const crossTenantDefault = defineCollector<EntraSession>({
  name: 'entra-cross-tenant-default',
  gives: [crossTenantDefaults],
  collect: (session, at) =>
    rowsFrom(crossTenantDefaults, at, single(session, { path: `${base}/default` }), byDefault, (item, scope) => ({
      id: 'default',
      scope,
      name: 'Cross-tenant access by default',
      ...sharedRow(item),
      isServiceDefault: item.isServiceDefault,
      tenantRestrictions: item.tenantRestrictions,
    })),
})

const partner = z.object({
  ...shared,
  tenantId: z.string(),
  isServiceProvider: z.boolean().nullable(),
  isInMultiTenantOrganization: z.boolean().nullable(),
  automaticUserConsentSettings: z.object({ inboundAllowed: z.boolean().nullable() }).nullable(),
  identitySynchronization: z
    .object({ displayName: z.string().nullable(), userSyncInbound: z.object({ isSyncAllowed: z.boolean().nullable() }).nullable() })
    .nullable(),
})

/** https://learn.microsoft.com/graph/api/crosstenantaccesspolicy-list-partners */
export const crossTenantPartnerList = defineCollector<EntraSession>({
  name: 'entra-cross-tenant-partners',
  gives: [crossTenantPartners],
  collect: (session, at) =>
    rowsFrom(crossTenantPartners, at, session.list({ path: `${base}/partners`, expand: 'identitySynchronization' }), partner, (item, scope) => ({
      id: item.tenantId,
      scope,
      name: item.identitySynchronization?.displayName ?? item.tenantId,
      ...sharedRow(item),
      isServiceProvider: item.isServiceProvider === true,
      isInMultiTenantOrganization: item.isInMultiTenantOrganization === true,
      isUserSyncInboundAllowed: item.identitySynchronization?.userSyncInbound?.isSyncAllowed === true,
      isConsentAutomaticInbound: item.automaticUserConsentSettings?.inboundAllowed === true,
    })),
})
