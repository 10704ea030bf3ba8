import type { Collector } from '../collector.ts'
import { entries } from './account-entries.ts'
import { accountSummaries } from './account-summary.ts'
import { authorizationDetails } from './authorization-details.ts'
import { credentialReports } from './credential-report.ts'
import { identityCenter } from './identity-center.ts'
import { oidcIdentityProviders, samlIdentityProviders } from './identity-providers.ts'
import { rootFeatures } from './organization-features.ts'
import { organizationHierarchy } from './organization-hierarchy.ts'
import { memberships } from './organization-membership.ts'
import { controlPolicies } from './organization-policies.ts'
import { passwordPolicies } from './password-policy.ts'
import { regions } from './regions.ts'
import { serviceCredentials } from './service-specific-credentials.ts'
import type { AwsSession } from './session.ts'
import { sshKeys } from './ssh-public-keys.ts'
import { servicesWithTrust } from './trusted-services.ts'
import { mfaDevices } from './virtual-mfa-devices.ts'

/** Every collector of AWS. */
export const awsCollectors: readonly Collector<AwsSession>[] = [
  accountSummaries,
  authorizationDetails,
  controlPolicies,
  credentialReports,
  entries,
  identityCenter,
  memberships,
  mfaDevices,
  oidcIdentityProviders,
  organizationHierarchy,
  passwordPolicies,
  regions,
  rootFeatures,
  samlIdentityProviders,
  serviceCredentials,
  servicesWithTrust,
  sshKeys,
]
