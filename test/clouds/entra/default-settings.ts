import type { TenantFixture } from './tenant-fixture.ts'

/** What a new tenant allows everybody: https://learn.microsoft.com/entra/fundamentals/users-default-permissions */
export const defaultAuthorization: TenantFixture['authorizationPolicy'] = {
  id: 'authorizationPolicy',
  displayName: 'Authorization Policy',
  allowInvitesFrom: 'everyone',
  allowedToSignUpEmailBasedSubscriptions: true,
  allowedToUseSSPR: true,
  allowEmailVerifiedUsersToJoinOrganization: false,
  allowUserConsentForRiskyApps: false,
  blockMsolPowerShell: false,
  guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  defaultUserRolePermissions: {
    allowedToCreateApps: true,
    allowedToCreateSecurityGroups: true,
    allowedToCreateTenants: true,
    allowedToReadBitlockerKeysForOwnedDevice: true,
    allowedToReadOtherUsers: true,
    permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-recommended'],
  },
}

/** Nobody can ask for an application: https://learn.microsoft.com/graph/api/adminconsentrequestpolicy-get */
export const defaultConsentRequests: TenantFixture['adminConsentRequestPolicy'] = {
  isEnabled: false,
  notifyReviewers: false,
  remindersEnabled: false,
  requestDurationInDays: 30,
  version: 0,
  reviewers: [],
}

const everybody = { id: 'all_users', targetType: 'group' } as const

/** Beta's part of the methods policy, left to Microsoft. */
export const defaultMethodsPolicy: TenantFixture['methodsPolicy'] = {
  policyMigrationState: 'migrationComplete',
  reportSuspiciousActivitySettings: { state: 'default', voiceReportingCode: 0, includeTarget: everybody },
  systemCredentialPreferences: { state: 'default', includeTargets: [everybody], excludeTargets: [] },
}

/** The answer that the documentation gives for a new tenant: https://learn.microsoft.com/graph/api/deviceregistrationpolicy-get */
export const defaultDevices: TenantFixture['deviceRegistrationPolicy'] = {
  id: 'deviceRegistrationPolicy',
  displayName: 'Device Registration Policy',
  userDeviceQuota: 50,
  multiFactorAuthConfiguration: 'notRequired',
  azureADRegistration: { isAdminConfigurable: false, allowedToRegister: { '@odata.type': '#microsoft.graph.allDeviceRegistrationMembership' } },
  azureADJoin: {
    isAdminConfigurable: true,
    allowedToJoin: { '@odata.type': '#microsoft.graph.allDeviceRegistrationMembership' },
    localAdmins: { enableGlobalAdmins: true, registeringUsers: { '@odata.type': '#microsoft.graph.allDeviceRegistrationMembership' } },
  },
  localAdminPassword: { isEnabled: false },
}

type Setting = NonNullable<TenantFixture['crossTenantDefault']['b2bCollaborationInbound']>
type Access = NonNullable<NonNullable<Setting['usersAndGroups']>['accessType']>

/** The same for all users and all applications. */
export const everyone = (accessType: Access): Setting => ({
  usersAndGroups: { accessType, targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: { accessType, targets: [{ target: 'AllApplications', targetType: 'application' }] },
})

/** Collaboration with everybody, direct connect with nobody: https://learn.microsoft.com/graph/api/crosstenantaccesspolicyconfigurationdefault-get */
export const defaultCrossTenant: TenantFixture['crossTenantDefault'] = {
  id: 'default',
  isServiceDefault: true,
  inboundTrust: { isMfaAccepted: false, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false },
  b2bCollaborationInbound: everyone('allowed'),
  b2bCollaborationOutbound: everyone('allowed'),
  b2bDirectConnectInbound: everyone('blocked'),
  b2bDirectConnectOutbound: everyone('blocked'),
  tenantRestrictions: { devices: null, ...everyone('blocked') },
  automaticUserConsentSettings: { inboundAllowed: false, outboundAllowed: false },
}

/** What Graph writes of a partner where nothing is set: https://learn.microsoft.com/graph/api/crosstenantaccesspolicy-list-partners */
export const unsetPartner = {
  inboundTrust: null,
  b2bCollaborationInbound: null,
  b2bCollaborationOutbound: null,
  b2bDirectConnectInbound: null,
  b2bDirectConnectOutbound: null,
  tenantRestrictions: null,
  isServiceProvider: null,
  isInMultiTenantOrganization: false,
  automaticUserConsentSettings: { inboundAllowed: null, outboundAllowed: null },
} as const
