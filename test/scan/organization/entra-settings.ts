import { defaultAuthorization, defaultCrossTenant, defaultDevices, defaultMethodsPolicy, everyone } from '../../clouds/entra/default-settings.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { testCertificate } from '../../clouds/tls/test-certificate.ts'
import { daysAgo } from './accounts.ts'
import { leftOut } from './entra-policies.ts'
import { samlCertificates } from './saml-certificates.ts'
import { tenants } from './tenants.ts'

type Methods = TenantFixture['authenticationMethods']

const shown = {
  state: 'enabled',
  includeTarget: { id: 'all_users', targetType: 'group' },
  excludeTarget: { id: '00000000-0000-0000-0000-000000000000', targetType: 'group' },
} as const

/** Methods, with Authenticator showing what is approved, and passes that work once. */
export const withContext = (methods: Methods): Methods =>
  methods.map(method => {
    if (method.id === 'TemporaryAccessPass') return { ...method, state: 'enabled', isUsableOnce: true }
    if (method.id !== 'MicrosoftAuthenticator') return method
    return { ...method, featureSettings: { displayAppInformationRequiredState: shown, displayLocationInformationRequiredState: shown } }
  })

/** Methods, with passes that work again, and codes of Authenticator. */
export const withReuse = (methods: Methods): Methods =>
  methods.map(method => {
    if (method.id === 'TemporaryAccessPass') return { ...method, state: 'enabled' }
    return method.id === 'MicrosoftAuthenticator' ? { ...method, isSoftwareOathEnabled: true } : method
  })

const settings = (templateId: string, values: Readonly<Record<string, string>>): TenantFixture['groupSettings'][number] => ({
  id: templateId,
  displayName: templateId,
  templateId,
  values: Object.entries(values).map(([name, value]) => ({ name, value })),
})

const review = (id: string, query: string): TenantFixture['accessReviews'][number] => ({
  id,
  displayName: id,
  status: 'InProgress',
  scope: { '@odata.type': '#microsoft.graph.accessReviewQueryScope', query, queryType: 'MicrosoftGraph' },
  reviewers: [{ query: './manager', queryType: 'MicrosoftGraph', queryRoot: 'decisions' }],
  settings: {
    defaultDecisionEnabled: true,
    defaultDecision: 'Deny',
    autoApplyDecisionsEnabled: true,
    recurrence: { pattern: { type: 'absoluteMonthly', interval: 3 }, range: { type: 'noEnd', startDate: '2026-01-01', endDate: null } },
  },
})

/** A tenant that serves this one, whose MFA counts here, and which may synchronize users. */
const partner = (tenantId: string, displayName: string): TenantFixture['crossTenantPartners'][number] => ({
  tenantId,
  isServiceProvider: true,
  inboundTrust: { isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false },
  identitySynchronization: { tenantId, displayName, userSyncInbound: { isSyncAllowed: true } },
})

const stranger = '99999999-2222-4333-8444-555555555555'

/** Directories that are synchronized from on-premises: one stopped ten days ago and never sent hashes of passwords. */
export const synchronization = {
  stale: { onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: daysAgo(10), onPremisesLastPasswordSyncDateTime: null },
  fresh: { onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: daysAgo(0), onPremisesLastPasswordSyncDateTime: daysAgo(0) },
} as const

/** Nothing is left open; `roles` are those that somebody holds. */
export const soundSettings = (roles: readonly string[]): Partial<TenantFixture> => ({
  authorizationPolicy: {
    ...defaultAuthorization,
    allowInvitesFrom: 'adminsAndGuestInviters',
    allowedToUseSSPR: false,
    defaultUserRolePermissions: {
      allowedToCreateApps: false,
      allowedToCreateSecurityGroups: false,
      allowedToCreateTenants: false,
      allowedToReadBitlockerKeysForOwnedDevice: false,
      allowedToReadOtherUsers: false,
      permissionGrantPoliciesAssigned: [],
    },
  },
  adminConsentRequestPolicy: {
    isEnabled: true,
    notifyReviewers: true,
    remindersEnabled: true,
    requestDurationInDays: 30,
    reviewers: [{ query: '/users/u-1', queryType: 'MicrosoftGraph', queryRoot: null }],
  },
  groupSettings: [
    settings('62375ab9-6b52-47ed-826b-58e47e0e304b', { EnableGroupCreation: 'false' }),
    settings('5cf42378-d67d-4f36-ba46-e8b86229381d', {
      EnableBannedPasswordCheck: 'True',
      BannedPasswordList: 'fabrikam\tseattle',
      EnableBannedPasswordCheckOnPremises: 'True',
      BannedPasswordCheckOnPremisesMode: 'Enforced',
    }),
    settings('dffd5d46-495d-40a9-8e21-954ff55e198a', { EnableGroupSpecificConsent: 'False', ConstrainGroupSpecificConsentToMembersOfGroupId: '' }),
  ],
  methodsPolicy: { ...defaultMethodsPolicy, reportSuspiciousActivitySettings: { ...defaultMethodsPolicy.reportSuspiciousActivitySettings, state: 'enabled' } },
  crossTenantDefault: {
    ...defaultCrossTenant,
    isServiceDefault: false,
    b2bCollaborationInbound: everyone('blocked'),
    b2bCollaborationOutbound: everyone('blocked'),
  },
  deviceRegistrationPolicy: {
    ...defaultDevices,
    userDeviceQuota: 5,
    azureADJoin: {
      isAdminConfigurable: true,
      allowedToJoin: { '@odata.type': '#microsoft.graph.noDeviceRegistrationMembership' },
      localAdmins: { enableGlobalAdmins: false, registeringUsers: { '@odata.type': '#microsoft.graph.noDeviceRegistrationMembership' } },
    },
    localAdminPassword: { isEnabled: true },
  },
  accessReviews: [
    ...roles.map(role => review(`review-${role}`, `/roleManagement/directory/roleDefinitions/${role}`)),
    review('Guests', "/users?$filter=(userType eq 'Guest')"),
  ],
  crossTenantPartners: [partner(tenants.bare, 'Tailspin')],
})

type Federation = TenantFixture['domainFederations'][number]

const federation = (
  name: string,
  signingCertificate: string,
  federatedIdpMfaBehavior: NonNullable<Federation['configuration']['federatedIdpMfaBehavior']>,
): Federation => ({
  domain: `${name}.contoso.com`,
  configuration: {
    id: name,
    displayName: name,
    issuerUri: `http://${name}.contoso.com/adfs/services/trust/`,
    passiveSignInUri: `https://${name}.contoso.com/adfs/ls/`,
    federatedIdpMfaBehavior,
    signingCertificate,
    nextSigningCertificate: null,
  },
})

/** As it was delivered, and here and there opened further. */
export const faultySettings: Partial<TenantFixture> = {
  authorizationPolicy: {
    ...defaultAuthorization,
    guestUserRoleId: 'a0b1b346-4d3e-4e8b-98f8-753987be4970',
    defaultUserRolePermissions: {
      ...defaultAuthorization.defaultUserRolePermissions,
      permissionGrantPoliciesAssigned: [
        'ManagePermissionGrantsForSelf.microsoft-user-default-legacy',
        'ManagePermissionGrantsForOwnedResource.microsoft-all-application-permissions-for-group',
      ],
    },
  },
  methodsPolicy: {
    ...defaultMethodsPolicy,
    policyMigrationState: 'migrationInProgress',
    systemCredentialPreferences: { ...defaultMethodsPolicy.systemCredentialPreferences, state: 'disabled' },
  },
  crossTenantDefault: { ...defaultCrossTenant, tenantRestrictions: null },
  crossTenantPartners: [partner(stranger, 'Stranger')],
  domains: [
    { id: 'contoso.onmicrosoft.com', authenticationType: 'Managed', isVerified: true, isRoot: true, passwordValidityPeriodInDays: 90 },
    { id: 'corp.contoso.com', authenticationType: 'Federated', isVerified: true, isRoot: true, passwordValidityPeriodInDays: null },
    { id: 'old.contoso.com', authenticationType: 'Federated', isVerified: true, isRoot: true, passwordValidityPeriodInDays: null },
  ],
  domainFederations: [
    federation('corp', testCertificate.cert.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'acceptIfMfaDoneByFederatedIdp'),
    federation('old', samlCertificates.ended, 'rejectMfaByFederatedIdp'),
  ],
  accessReviews: [
    { ...review('Guests of a group', `/groups/${leftOut}/transitiveMembers/microsoft.graph.user/?$filter=(userType eq 'Guest')`), reviewers: [] },
  ],
}
