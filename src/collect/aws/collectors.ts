import type { Collector } from '../collector.ts'
import { analyzers } from './access-analyzer.ts'
import { permissionSetAssignments } from './account-assignments.ts'
import { entries } from './account-entries.ts'
import { accountInstances } from './account-instances.ts'
import { accountSummaries } from './account-summary.ts'
import { securityContacts } from './alternate-contacts.ts'
import { amplifyApps, graphqlApis } from './app-backends.ts'
import { authorizationDetails } from './authorization-details.ts'
import { projectsOfCodeBuild } from './build-projects.ts'
import { cloudTrail } from './cloudtrail.ts'
import { recorders } from './config-recorders.ts'
import { credentialReports } from './credential-report.ts'
import { serviceAdministrators } from './delegated-administrators.ts'
import { requestsForDelegation } from './delegation-requests.ts'
import { directoriesOfAccount } from './directories.ts'
import { servicesOfEcs } from './ecs-services.ts'
import { dataStores } from './event-data-stores.ts'
import { detectors } from './guardduty.ts'
import { identityCenter } from './identity-center.ts'
import { centerApplications, tokenIssuers } from './identity-center-applications.ts'
import { cognitoIdentityPools } from './identity-pools.ts'
import { oidcIdentityProviders, samlIdentityProviders } from './identity-providers.ts'
import { storeGroups, storeMemberships, storeUsers } from './identity-store.ts'
import { metadataDefaults } from './instance-metadata.ts'
import { profilesOfInstances } from './instance-profiles.ts'
import { functionsOfLambda } from './lambda-functions.ts'
import { rootFeatures } from './organization-features.ts'
import { organizationHierarchy } from './organization-hierarchy.ts'
import { memberships } from './organization-membership.ts'
import { controlPolicies } from './organization-policies.ts'
import { outboundFederation } from './outbound-federation.ts'
import { passwordPolicies } from './password-policy.ts'
import { permissionSetDetails } from './permission-sets.ts'
import { regions } from './regions.ts'
import { resourceShares } from './resource-shares.ts'
import { sessionsOfRoles } from './role-sessions.ts'
import { anywhereProfiles, rolesAnywhereAnchors } from './roles-anywhere.ts'
import { hubs } from './security-hub.ts'
import { certificatesOfServers } from './server-certificates.ts'
import { serviceCredentials } from './service-specific-credentials.ts'
import type { AwsSession } from './session.ts'
import { sshKeys } from './ssh-public-keys.ts'
import { servicesWithTrust } from './trusted-services.ts'
import { devicesOfUsers } from './user-mfa-devices.ts'
import { cognitoUserPools } from './user-pools.ts'
import { mfaDevices } from './virtual-mfa-devices.ts'

/** Every collector of AWS. */
export const awsCollectors: readonly Collector<AwsSession>[] = [
  accountInstances,
  accountSummaries,
  directoriesOfAccount,
  amplifyApps,
  analyzers,
  anywhereProfiles,
  authorizationDetails,
  centerApplications,
  certificatesOfServers,
  cloudTrail,
  cognitoIdentityPools,
  cognitoUserPools,
  controlPolicies,
  credentialReports,
  dataStores,
  detectors,
  devicesOfUsers,
  entries,
  functionsOfLambda,
  graphqlApis,
  hubs,
  identityCenter,
  memberships,
  metadataDefaults,
  mfaDevices,
  oidcIdentityProviders,
  organizationHierarchy,
  outboundFederation,
  passwordPolicies,
  permissionSetAssignments,
  permissionSetDetails,
  profilesOfInstances,
  projectsOfCodeBuild,
  recorders,
  regions,
  requestsForDelegation,
  resourceShares,
  rolesAnywhereAnchors,
  rootFeatures,
  samlIdentityProviders,
  securityContacts,
  serviceAdministrators,
  serviceCredentials,
  servicesOfEcs,
  servicesWithTrust,
  sessionsOfRoles,
  sshKeys,
  storeGroups,
  storeMemberships,
  storeUsers,
  tokenIssuers,
]
