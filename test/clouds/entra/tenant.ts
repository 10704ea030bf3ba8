import { defaultAppManagement } from './application-facts.ts'
import { builtInRoles, builtInStrengths, premiumP2 } from './built-ins.ts'
import { trustsNobody } from './certificate-trust.ts'
import { defaultAuthorization, defaultConsentRequests, defaultCrossTenant, defaultDevices, defaultMethodsPolicy } from './default-settings.ts'
import { defaultMethods, defaultRolePolicies } from './defaults.ts'
import { defaultProtectable } from './protected-actions.ts'
import type { TenantFixture } from './tenant-fixture.ts'

/** The client and secret that a tenant gets when the test names none. */
export const scanner = { clientId: '0c1ec7ed-5ca0-4e7e-8000-000000000001', secret: 'kept-between-test-and-emulator' } as const

const newOrganization = {
  displayName: 'Contoso',
  tenantType: 'AAD',
  countryLetterCode: 'DE',
  createdDateTime: '2019-03-01T09:00:00Z',
  onPremisesSyncEnabled: null,
  onPremisesLastSyncDateTime: null,
  onPremisesLastPasswordSyncDateTime: null,
  verifiedDomains: [{ name: 'contoso.onmicrosoft.com', isDefault: true, isInitial: true, type: 'Managed', capabilities: 'Email, OfficeCommunicationsOnline' }],
}

/** A tenant with the given things in it and, for the rest, what a new tenant has: one domain, P2, built-in roles and strengths, security defaults off. */
export const tenant = (given: Partial<TenantFixture> & { readonly id: string }): TenantFixture => ({
  clients: [scanner],
  domains: [
    {
      id: 'contoso.onmicrosoft.com',
      authenticationType: 'Managed',
      isDefault: true,
      isInitial: true,
      isVerified: true,
      isAdminManaged: true,
      isRoot: true,
      supportedServices: [],
      passwordValidityPeriodInDays: 2_147_483_647,
    },
  ],
  domainFederations: [],
  subscribedSkus: [premiumP2(given.id)],
  users: [],
  groups: [],
  roleDefinitions: builtInRoles,
  roleAssignments: [],
  roleAssignmentScheduleInstances: [],
  roleEligibilityScheduleInstances: [],
  roleManagementPolicies: defaultRolePolicies(given.id),
  eligibleGroupAccess: [],
  activeGroupAccess: [],
  groupActivationPolicies: [],
  pimAlerts: [],
  administrativeUnits: [],
  userMethods: {},
  perUserMfa: {},
  synchronizationFeatures: {},
  authenticationMethods: defaultMethods,
  methodsPolicy: defaultMethodsPolicy,
  authorizationPolicy: defaultAuthorization,
  adminConsentRequestPolicy: defaultConsentRequests,
  groupSettings: [],
  trust: trustsNobody,
  deletedItems: [],
  deviceRegistrationPolicy: defaultDevices,
  accessReviews: [],
  accessPackagePolicies: [],
  lifecycleWorkflows: [],
  riskyUsers: [],
  riskyServicePrincipals: [],
  registrationDetails: [],
  signIns: [],
  conditionalAccessPolicies: [],
  namedLocations: [],
  protectableActions: defaultProtectable,
  authenticationStrengthPolicies: builtInStrengths,
  securityDefaults: { id: '00000000-0000-0000-0000-000000000005', displayName: 'Security Defaults', isEnabled: false },
  servicePrincipals: [],
  applications: [],
  appManagementPolicy: defaultAppManagement,
  tokenLifetimePolicies: [],
  claimsMappingPolicies: [],
  claimsPolicies: {},
  applicationActivities: [],
  recommendations: [],
  crossTenantDefault: defaultCrossTenant,
  crossTenantPartners: [],
  oauth2PermissionGrants: [],
  federatedCredentials: [],
  agentIdentities: [],
  agentBlueprints: [],
  synchronizationJobs: [],
  sponsors: {},
  // Off in a new tenant: https://learn.microsoft.com/graph/api/resources/selfservicesignupauthenticationflowconfiguration
  authenticationFlowsPolicy: { id: 'authenticationFlowsPolicy', displayName: 'Authentication flows policy', selfServiceSignUp: { isEnabled: false } },
  b2xUserFlows: [],
  ...given,
  organization: { ...(given.organization ?? newOrganization), id: given.id },
})
