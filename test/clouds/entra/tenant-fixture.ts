import type * as MG from '@microsoft/microsoft-graph-types'
import type { TrustFixture } from './certificate-trust.ts'

type WithId<T> = T & { readonly id: string }
type Typed<T> = T & { readonly '@odata.type'?: string }
type Mode = MG.AuthenticationMethodModes

/** Another login service that vouches for a client: who signs (PEM), and for whom. Its tokens must be meant for `api://AzureADTokenExchange`. */
interface FederatedCredentialFixture {
  readonly issuer: string
  readonly subject: string
  readonly publicKey: string
}

/** A registered client of the tenant. `permissions` are its application roles; absent means every permission the emulator knows. */
interface ClientFixture {
  readonly clientId: string
  readonly secret?: string
  /** PEM of the certificate whose key signs its assertions. */
  readonly certificate?: string
  readonly federated?: FederatedCredentialFixture
  readonly permissions?: readonly string[]
  /** Greater permissions do not stand in for the least one of a path, so that the absence of each shows. */
  readonly leastOnly?: boolean
}

type RolePolicyFixture = WithId<MG.UnifiedRoleManagementPolicyAssignment> & { readonly rules: readonly Typed<WithId<RoleRule>>[] }
type RoleRule =
  | MG.UnifiedRoleManagementPolicyApprovalRule
  | MG.UnifiedRoleManagementPolicyAuthenticationContextRule
  | MG.UnifiedRoleManagementPolicyEnablementRule
  | MG.UnifiedRoleManagementPolicyExpirationRule
  | MG.UnifiedRoleManagementPolicyNotificationRule

/** https://learn.microsoft.com/graph/api/resources/passkeyprofile */
interface PasskeyProfileFixture {
  readonly id: string
  readonly name: string
  readonly passkeyTypes: 'deviceBound' | 'synced' | 'deviceBound,synced'
  readonly attestationEnforcement: 'disabled' | 'registrationOnly'
  readonly keyRestrictions: MG.Fido2KeyRestrictions
}

/** https://learn.microsoft.com/graph/api/resources/externalauthenticationmethodconfiguration */
interface ExternalMethodFixture {
  readonly displayName?: string
  readonly appId?: string
  readonly openIdConnectSetting?: { readonly clientId: string; readonly discoveryUrl: string }
}

/** What single methods say beyond their state and targets. */
type MethodDetails = Omit<MG.Fido2AuthenticationMethodConfiguration, 'includeTargets'> &
  Omit<MG.MicrosoftAuthenticatorAuthenticationMethodConfiguration, 'includeTargets'> &
  Omit<MG.X509CertificateAuthenticationMethodConfiguration, 'includeTargets'> &
  ExternalMethodFixture &
  Omit<MG.TemporaryAccessPassAuthenticationMethodConfiguration, 'includeTargets'> & { readonly passkeyProfiles?: readonly PasskeyProfileFixture[] }

type MethodFixture = Typed<WithId<MG.AuthenticationMethodConfiguration>> &
  MethodDetails & {
    readonly includeTargets: readonly MG.AuthenticationMethodTarget[]
    readonly allowExternalIdToUseEmailOtp?: MG.ExternalEmailOtpState
  }

/** Beta's: https://learn.microsoft.com/graph/api/resources/reportsuspiciousactivitysettings, https://learn.microsoft.com/graph/api/resources/systemcredentialpreferences */
interface MethodsPolicyFixture {
  readonly policyMigrationState: MG.AuthenticationMethodsPolicyMigrationState | null
  readonly reportSuspiciousActivitySettings: {
    readonly state: MG.AdvancedConfigState
    readonly voiceReportingCode: number
    readonly includeTarget: MG.FeatureTarget
  }
  readonly systemCredentialPreferences: {
    readonly state: MG.AdvancedConfigState
    readonly includeTargets: readonly MG.FeatureTarget[]
    readonly excludeTargets: readonly MG.FeatureTarget[]
  }
}

type Membership = Typed<Partial<MG.EnumeratedDeviceRegistrationMembership>>
/** The typings leave the local administrators of joined devices out: https://learn.microsoft.com/graph/api/resources/azureadjoinpolicy */
type DevicesFixture = Omit<MG.DeviceRegistrationPolicy, 'azureADJoin' | 'azureADRegistration'> & {
  readonly azureADRegistration: { readonly isAdminConfigurable: boolean; readonly allowedToRegister: Membership }
  readonly azureADJoin: {
    readonly isAdminConfigurable: boolean
    readonly allowedToJoin: Membership
    readonly localAdmins: { readonly enableGlobalAdmins: boolean; readonly registeringUsers: Membership }
  }
}

/** A lifecycle workflow, which the typings have in a namespace of its own. */
export interface WorkflowFixture {
  readonly id: string
  readonly displayName: string
  readonly category: 'joiner' | 'mover' | 'leaver'
  readonly isEnabled: boolean
  readonly isSchedulingEnabled: boolean
}

type ReviewFixture = WithId<Omit<MG.AccessReviewScheduleDefinition, 'scope'>> & {
  readonly scope: Typed<MG.AccessReviewQueryScope & MG.PrincipalResourceMembershipsScope>
}

/** Beta tells when passwords came last. */
type OrganizationFixture = MG.Organization & { readonly onPremisesLastPasswordSyncDateTime?: string | null }

/** Beta adds the kind of sign-in. */
type SignInFixture = WithId<MG.SignIn> & {
  readonly authenticationProtocol?: 'none' | 'oAuth2' | 'ropc' | 'saml20' | 'deviceCode'
  readonly signInEventTypes: readonly ('interactiveUser' | 'nonInteractiveUser' | 'servicePrincipal' | 'managedIdentity')[]
}

/** A group names its members and owners by id: users, groups (nesting) or service principals. */
type GroupFixture = WithId<Omit<MG.Group, 'members' | 'owners'>> & { readonly members?: readonly string[]; readonly owners?: readonly string[] }

/**
 * A Conditional Access policy as beta shows it. `preview` holds conditions that v1.0 does not know: a policy with any of them is
 * left out of v1.0, or comes with empty conditions when `inV1` says `blank`.
 */
export type PolicyFixture = WithId<MG.ConditionalAccessPolicy> & { readonly preview?: Readonly<Record<string, unknown>>; readonly inV1?: 'omitted' | 'blank' }

export type StrengthFixture = WithId<Omit<MG.AuthenticationStrengthPolicy, 'allowedCombinations'>> & {
  readonly allowedCombinations: readonly (Mode | `${Mode},${Mode}`)[]
}

type ServicePrincipalFixture = WithId<Omit<MG.ServicePrincipal, 'appRoleAssignedTo' | 'owners'>> & {
  readonly appRoleAssignedTo?: readonly WithId<MG.AppRoleAssignment>[]
  readonly owners?: readonly string[]
}

type ApplicationFixture = WithId<Omit<MG.Application, 'owners'>> & { readonly owners?: readonly string[] }

/** An agent's identity, with the objects that own and sponsor it. https://learn.microsoft.com/graph/api/resources/agentidentity */
type AgentFixture = WithId<Omit<MG.ServicePrincipal, 'owners'>> & {
  readonly agentIdentityBlueprintId: string
  readonly owners?: readonly string[]
  readonly sponsors?: readonly string[]
}

/** A provisioning job of an application, by the object id of its service principal, and what it maps to what. */
interface SynchronizationFixture {
  readonly application: string
  readonly job: WithId<MG.SynchronizationJob>
  readonly schema: MG.SynchronizationSchema
}

/** Beta adds expressions in place of the subject. https://learn.microsoft.com/graph/api/resources/federatedidentitycredential?view=graph-rest-beta */
type FederatedFixture = WithId<Omit<MG.FederatedIdentityCredential, 'subject'>> & {
  readonly subject: string | null
  readonly claimsMatchingExpression?: { readonly value: string; readonly languageVersion: number } | null
}

/** A policy for tokens, with the object ids of what it was given to. */
type StsPolicyFixture = WithId<Omit<MG.StsPolicy, 'appliesTo'>> & { readonly appliesTo?: readonly string[] }

/** Beta's: https://learn.microsoft.com/graph/api/resources/customclaimspolicy */
interface ClaimsPolicyFixture {
  readonly id: string
  readonly claims: readonly {
    readonly '@odata.type'?: string
    /** The name identifier has neither name nor namespace. */
    readonly name?: string
    readonly namespace?: string | null
    readonly nameIdFormat?: string
    readonly configurations: readonly {
      readonly condition: { readonly userType: string; readonly memberOf: readonly string[] } | null
      readonly attribute: { readonly '@odata.type': string; readonly value?: string; readonly id?: string; readonly source?: string }
    }[]
  }[]
}

/** Beta's: https://learn.microsoft.com/graph/api/resources/recommendation */
interface RecommendationFixture {
  readonly id: string
  readonly recommendationType: string
  readonly displayName: string
  readonly status: 'active' | 'completedBySystem' | 'completedByUser' | 'dismissed' | 'postponed'
  readonly lastCheckedDateTime: string
  readonly impactedResources: readonly { readonly id: string; readonly displayName: string; readonly status: string }[]
}

/** Beta adds `isPrivileged`. */
export type RoleFixture = WithId<MG.UnifiedRoleDefinition> & { readonly isPrivileged?: boolean }

/** Beta's: https://learn.microsoft.com/graph/api/resources/unifiedrolemanagementalert, with what its definition says. */
interface PimAlertFixture {
  readonly id: string
  readonly alertDefinitionId: string
  readonly isActive: boolean
  /** Of its configuration; on where not told. */
  readonly isEnabled?: boolean
  readonly incidentCount: number
  readonly lastScannedDateTime: string | null
  readonly displayName: string
  readonly severityLevel: 'low' | 'medium' | 'high' | 'informational'
}

export interface TenantFixture {
  readonly id: string
  /** A cloud whose Graph lacks some of what the global one has. */
  readonly cloud?: 'china'
  readonly clients: readonly ClientFixture[]
  readonly organization: OrganizationFixture
  readonly domains: readonly WithId<MG.Domain>[]
  readonly domainFederations: readonly { readonly domain: string; readonly configuration: WithId<MG.InternalDomainFederation> }[]
  readonly subscribedSkus: readonly WithId<MG.SubscribedSku>[]
  readonly users: readonly WithId<MG.User>[]
  readonly groups: readonly GroupFixture[]
  readonly roleDefinitions: readonly RoleFixture[]
  readonly roleAssignments: readonly WithId<MG.UnifiedRoleAssignment>[]
  readonly roleAssignmentScheduleInstances: readonly WithId<MG.UnifiedRoleAssignmentScheduleInstance>[]
  readonly roleEligibilityScheduleInstances: readonly WithId<MG.UnifiedRoleEligibilityScheduleInstance>[]
  readonly roleManagementPolicies: readonly RolePolicyFixture[]
  readonly eligibleGroupAccess: readonly WithId<MG.PrivilegedAccessGroupEligibilityScheduleInstance>[]
  readonly activeGroupAccess: readonly WithId<MG.PrivilegedAccessGroupAssignmentScheduleInstance>[]
  /** Policies of groups, scoped to the group; the role is `member` or `owner`. */
  readonly groupActivationPolicies: readonly RolePolicyFixture[]
  readonly pimAlerts: readonly PimAlertFixture[]
  readonly administrativeUnits: readonly (WithId<Omit<MG.AdministrativeUnit, 'members'>> & { readonly members: readonly string[] })[]
  /** What users registered besides a password, by id: `fido2`, `phone`, ... */
  readonly userMethods: Readonly<Record<string, readonly string[]>>
  /** Users in MFA per user, by id. */
  readonly perUserMfa: Readonly<Record<string, 'enabled' | 'enforced'>>
  readonly trust: TrustFixture
  /** What was deleted within thirty days, by `#microsoft.graph.user` and the like. */
  readonly deletedItems: readonly Typed<WithId<{ readonly displayName: string; readonly deletedDateTime: string }>>[]
  readonly synchronizationFeatures: MG.OnPremisesDirectorySynchronizationFeature
  readonly authenticationMethods: readonly MethodFixture[]
  readonly methodsPolicy: MethodsPolicyFixture
  readonly registrationDetails: readonly WithId<MG.UserRegistrationDetails>[]
  readonly signIns: readonly SignInFixture[]
  readonly conditionalAccessPolicies: readonly PolicyFixture[]
  /** Beta's actions on the directory that can be protected, with the context that each needs. */
  readonly protectableActions: Readonly<Record<string, string | null>>
  readonly namedLocations: readonly Typed<WithId<MG.IpNamedLocation | MG.CountryNamedLocation>>[]
  readonly authenticationStrengthPolicies: readonly StrengthFixture[]
  readonly securityDefaults: MG.IdentitySecurityDefaultsEnforcementPolicy
  readonly servicePrincipals: readonly ServicePrincipalFixture[]
  readonly applications: readonly ApplicationFixture[]
  readonly appManagementPolicy: MG.TenantAppManagementPolicy
  readonly tokenLifetimePolicies: readonly StsPolicyFixture[]
  readonly claimsMappingPolicies: readonly StsPolicyFixture[]
  /** What Attributes and Claims are set to, by the object id of the service principal. */
  readonly claimsPolicies: Readonly<Record<string, ClaimsPolicyFixture>>
  /** ISO 8601, by application id. */
  readonly applicationActivities: readonly { readonly appId: string; readonly lastSignInDateTime: string | null }[]
  readonly recommendations: readonly RecommendationFixture[]
  readonly authorizationPolicy: MG.AuthorizationPolicy
  readonly adminConsentRequestPolicy: MG.AdminConsentRequestPolicy
  readonly groupSettings: readonly WithId<MG.GroupSetting>[]
  readonly deviceRegistrationPolicy: DevicesFixture
  readonly accessReviews: readonly ReviewFixture[]
  readonly accessPackagePolicies: readonly WithId<MG.AccessPackageAssignmentPolicy>[]
  readonly lifecycleWorkflows: readonly WorkflowFixture[]
  readonly riskyUsers: readonly WithId<MG.RiskyUser>[]
  readonly riskyServicePrincipals: readonly WithId<MG.RiskyServicePrincipal>[]
  readonly crossTenantDefault: MG.CrossTenantAccessPolicyConfigurationDefault
  readonly oauth2PermissionGrants: readonly WithId<MG.OAuth2PermissionGrant>[]
  /** By the object id of the registration. */
  readonly federatedCredentials: readonly { readonly application: string; readonly credential: FederatedFixture }[]
  readonly agentIdentities: readonly AgentFixture[]
  readonly agentBlueprints: readonly WithId<MG.Application>[]
  readonly synchronizationJobs: readonly SynchronizationFixture[]
  /** Object ids of sponsors, by that of the guest. */
  readonly sponsors: Readonly<Record<string, readonly string[]>>
  readonly authenticationFlowsPolicy: MG.AuthenticationFlowsPolicy
  readonly b2xUserFlows: readonly WithId<MG.B2xIdentityUserFlow>[]
  readonly crossTenantPartners: readonly MG.CrossTenantAccessPolicyConfigurationPartner[]
}
