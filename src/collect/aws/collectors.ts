import type { Collector } from '../collector.ts'
import { permissionSetAssignments } from './account-assignments.ts'
import { entries } from './account-entries.ts'
import { accountInstances } from './account-instances.ts'
import { accountSummaries } from './account-summary.ts'
import { authorizationDetails } from './authorization-details.ts'
import { credentialReports } from './credential-report.ts'
import { serviceAdministrators } from './delegated-administrators.ts'
import { identityCenter } from './identity-center.ts'
import { centerApplications, tokenIssuers } from './identity-center-applications.ts'
import { oidcIdentityProviders, samlIdentityProviders } from './identity-providers.ts'
import { storeGroups, storeMemberships, storeUsers } from './identity-store.ts'
import { rootFeatures } from './organization-features.ts'
import { organizationHierarchy } from './organization-hierarchy.ts'
import { memberships } from './organization-membership.ts'
import { controlPolicies } from './organization-policies.ts'
import { passwordPolicies } from './password-policy.ts'
import { permissionSetDetails } from './permission-sets.ts'
import { regions } from './regions.ts'
import { resourceShares } from './resource-shares.ts'
import { serviceCredentials } from './service-specific-credentials.ts'
import type { AwsSession } from './session.ts'
import { sshKeys } from './ssh-public-keys.ts'
import { servicesWithTrust } from './trusted-services.ts'
import { mfaDevices } from './virtual-mfa-devices.ts'

/** Every collector of AWS. */
export const awsCollectors: readonly Collector<AwsSession>[] = [
  accountInstances,
  accountSummaries,
  authorizationDetails,
  centerApplications,
  controlPolicies,
  credentialReports,
  entries,
  identityCenter,
  memberships,
  mfaDevices,
  oidcIdentityProviders,
  organizationHierarchy,
  passwordPolicies,
  permissionSetAssignments,
  permissionSetDetails,
  regions,
  resourceShares,
  rootFeatures,
  samlIdentityProviders,
  serviceAdministrators,
  serviceCredentials,
  servicesWithTrust,
  sshKeys,
  storeGroups,
  storeMemberships,
  storeUsers,
  tokenIssuers,
]
