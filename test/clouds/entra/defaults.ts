import { builtInRoles } from './built-ins.ts'
import type { TenantFixture } from './tenant-fixture.ts'

type RolePolicy = TenantFixture['roleManagementPolicies'][number]

/** What a role's policy says: eight hours with MFA and a reason, no approval, assignments that may be permanent. https://learn.microsoft.com/graph/identity-governance-pim-rules-overview */
export const rolePolicy = (tenantId: string, roleDefinitionId: string, changed: readonly RolePolicy['rules'][number][] = []): RolePolicy => {
  const policyId = `DirectoryRole_${tenantId}_${roleDefinitionId.slice(0, 8)}`
  const rules: RolePolicy['rules'] = [
    {
      '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyExpirationRule',
      id: 'Expiration_Admin_Eligibility',
      isExpirationRequired: false,
      maximumDuration: 'P365D',
    },
    { '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyEnablementRule', id: 'Enablement_Admin_Eligibility', enabledRules: [] },
    {
      '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyExpirationRule',
      id: 'Expiration_Admin_Assignment',
      isExpirationRequired: false,
      maximumDuration: 'P180D',
    },
    {
      '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyEnablementRule',
      id: 'Enablement_Admin_Assignment',
      enabledRules: ['MultiFactorAuthentication', 'Justification'],
    },
    {
      '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyExpirationRule',
      id: 'Expiration_EndUser_Assignment',
      isExpirationRequired: true,
      maximumDuration: 'PT8H',
    },
    {
      '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyEnablementRule',
      id: 'Enablement_EndUser_Assignment',
      enabledRules: ['MultiFactorAuthentication', 'Justification'],
    },
    {
      '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyApprovalRule',
      id: 'Approval_EndUser_Assignment',
      setting: {
        isApprovalRequired: false,
        approvalMode: 'SingleStage',
        approvalStages: [{ approvalStageTimeOutInDays: 1, primaryApprovers: [], escalationApprovers: [] }],
      },
    },
    {
      '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyAuthenticationContextRule',
      id: 'AuthenticationContext_EndUser_Assignment',
      isEnabled: false,
      claimValue: null,
    },
    ...['Notification_Admin_Admin_Eligibility', 'Notification_Admin_Admin_Assignment', 'Notification_Admin_EndUser_Assignment'].map(
      (id): RolePolicy['rules'][number] => ({
        '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyNotificationRule',
        id,
        notificationType: 'Email',
        recipientType: 'Admin',
        notificationLevel: 'All',
        isDefaultRecipientsEnabled: true,
        notificationRecipients: [],
      }),
    ),
  ]
  return {
    id: `${policyId}_${roleDefinitionId}`,
    policyId,
    scopeId: '/',
    scopeType: 'DirectoryRole',
    roleDefinitionId,
    rules: rules.map(rule => changed.find(({ id }) => id === rule.id) ?? rule),
  }
}

/** Every role has a policy, whether anybody holds it or not. */
export const defaultRolePolicies = (tenantId: string): readonly RolePolicy[] => builtInRoles.map(({ id }) => rolePolicy(tenantId, id))

const everybody = [{ id: 'all_users', targetType: 'group', isRegistrationRequired: false }] as const

const leftToMicrosoft = {
  state: 'default',
  includeTarget: { id: 'all_users', targetType: 'group' },
  excludeTarget: { id: '00000000-0000-0000-0000-000000000000', targetType: 'group' },
} as const

/** What a method says beside its state, before anybody changes it. */
const details: Readonly<Record<string, Partial<TenantFixture['authenticationMethods'][number]>>> = {
  Fido2: {
    isAttestationEnforced: true,
    isSelfServiceRegistrationAllowed: true,
    keyRestrictions: { isEnforced: false, enforcementType: 'block', aaGuids: [] },
    passkeyProfiles: [],
  },
  MicrosoftAuthenticator: {
    isSoftwareOathEnabled: false,
    featureSettings: { displayAppInformationRequiredState: leftToMicrosoft, displayLocationInformationRequiredState: leftToMicrosoft },
  },
  TemporaryAccessPass: { isUsableOnce: false, defaultLength: 8, defaultLifetimeInMinutes: 60, minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480 },
}

const method = (
  id: string,
  state: 'enabled' | 'disabled',
  includeTargets: TenantFixture['authenticationMethods'][number]['includeTargets'] = everybody,
): TenantFixture['authenticationMethods'][number] => ({
  '@odata.type': `#microsoft.graph.${id.charAt(0).toLowerCase()}${id.slice(1)}AuthenticationMethodConfiguration`,
  id,
  state,
  includeTargets,
  excludeTargets: [],
  ...(id === 'Email' ? { allowExternalIdToUseEmailOtp: 'default' } : {}),
  ...details[id],
})

/** The methods of a tenant that was not changed. */
export const defaultMethods: TenantFixture['authenticationMethods'] = [
  method('Fido2', 'enabled'),
  method('MicrosoftAuthenticator', 'enabled'),
  method('Sms', 'disabled'),
  method('TemporaryAccessPass', 'disabled'),
  method('SoftwareOath', 'enabled'),
  method('Voice', 'disabled'),
  method('Email', 'enabled', []),
  method('X509Certificate', 'disabled'),
]
