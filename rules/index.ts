import type { Rule } from '../src/rule.ts'
import awsAccessAnalyzerFindingOpen from './access-governance/aws-access-analyzer-finding-open.ts'
import awsAccessAnalyzerMissing from './access-governance/aws-access-analyzer-missing.ts'
import awsAccessKeyNeverUsed from './access-governance/aws-access-key-never-used.ts'
import awsAccessKeyOld from './access-governance/aws-access-key-old.ts'
import awsAccessKeysTwoActive from './access-governance/aws-access-keys-two-active.ts'
import awsAlternateContactMissing from './access-governance/aws-alternate-contact-missing.ts'
import awsGroupEmpty from './access-governance/aws-group-empty.ts'
import awsIdentityCenterAssignmentStale from './access-governance/aws-identity-center-assignment-stale.ts'
import awsIdentityCenterPermissionSetDrift from './access-governance/aws-identity-center-permission-set-drift.ts'
import awsPolicyUnattached from './access-governance/aws-policy-unattached.ts'
import awsRoleUnused from './access-governance/aws-role-unused.ts'
import awsServerCertificateExpired from './access-governance/aws-server-certificate-expired.ts'
import awsUnusedCredential from './access-governance/aws-unused-credential.ts'
import entraAccessPackageWeak from './access-governance/entra-access-package-weak.ts'
import entraAccessReviewMissingGuests from './access-governance/entra-access-review-missing-guests.ts'
import entraAccessReviewMissingPrivileged from './access-governance/entra-access-review-missing-privileged.ts'
import entraAccessReviewWeak from './access-governance/entra-access-review-weak.ts'
import entraAdminConsentWorkflowOff from './access-governance/entra-admin-consent-workflow-off.ts'
import entraDisabledUserKeepsAccess from './access-governance/entra-disabled-user-keeps-access.ts'
import entraGroupOwnerConsentOpen from './access-governance/entra-group-owner-consent-open.ts'
import entraGuestInactive from './access-governance/entra-guest-inactive.ts'
import entraLifecycleWorkflowsMissing from './access-governance/entra-lifecycle-workflows-missing.ts'
import entraUserConsentOpen from './access-governance/entra-user-consent-open.ts'
import entraUserInactive from './access-governance/entra-user-inactive.ts'
import entraUsersCreateApplications from './access-governance/entra-users-create-applications.ts'
import entraUsersCreateGroups from './access-governance/entra-users-create-groups.ts'
import entraUsersCreateTenants from './access-governance/entra-users-create-tenants.ts'
import entraUsersReadBitlockerKeys from './access-governance/entra-users-read-bitlocker-keys.ts'
import entraUsersReadOtherUsers from './access-governance/entra-users-read-other-users.ts'
import awsAdministratorRoleOnCompute from './application-identity/aws-administrator-role-on-compute.ts'
import awsAmplifyAuthUnprotected from './application-identity/aws-amplify-auth-unprotected.ts'
import awsAppsyncApiKeyOnly from './application-identity/aws-appsync-api-key-only.ts'
import awsCodebuildWebhookOpen from './application-identity/aws-codebuild-webhook-open.ts'
import awsCognitoClientAttributesWritable from './application-identity/aws-cognito-client-attributes-writable.ts'
import awsCognitoClientCallbackInsecure from './application-identity/aws-cognito-client-callback-insecure.ts'
import awsCognitoClientImplicitFlow from './application-identity/aws-cognito-client-implicit-flow.ts'
import awsCognitoClientPasswordFlow from './application-identity/aws-cognito-client-password-flow.ts'
import awsCognitoClientRefreshTokenLong from './application-identity/aws-cognito-client-refresh-token-long.ts'
import awsCognitoClientScopeWide from './application-identity/aws-cognito-client-scope-wide.ts'
import awsCognitoClientTokenRevocationOff from './application-identity/aws-cognito-client-token-revocation-off.ts'
import awsCognitoClientUserExistenceRevealed from './application-identity/aws-cognito-client-user-existence-revealed.ts'
import awsCognitoCustomAuthThreatProtectionOff from './application-identity/aws-cognito-custom-auth-threat-protection-off.ts'
import awsCognitoDeletionUnprotected from './application-identity/aws-cognito-deletion-unprotected.ts'
import awsCognitoIdpMappingTrustsUnverifiedEmail from './application-identity/aws-cognito-idp-mapping-trusts-unverified-email.ts'
import awsCognitoLambdaTriggerForeign from './application-identity/aws-cognito-lambda-trigger-foreign.ts'
import awsCognitoMfaOff from './application-identity/aws-cognito-mfa-off.ts'
import awsCognitoPasswordPolicyWeak from './application-identity/aws-cognito-password-policy-weak.ts'
import awsCognitoResourceServerUnscoped from './application-identity/aws-cognito-resource-server-unscoped.ts'
import awsCognitoSamlIdpInitiated from './application-identity/aws-cognito-saml-idp-initiated.ts'
import awsCognitoSelfSignUpOpen from './application-identity/aws-cognito-self-sign-up-open.ts'
import awsCognitoThreatProtectionOff from './application-identity/aws-cognito-threat-protection-off.ts'
import awsCognitoWithoutWaf from './application-identity/aws-cognito-without-waf.ts'
import awsIdentityPoolRoleOverprivileged from './application-identity/aws-identity-pool-role-overprivileged.ts'
import awsImdsV1Default from './application-identity/aws-imds-v1-default.ts'
import awsOutboundFederationWide from './application-identity/aws-outbound-federation-wide.ts'
import awsRolesAnywhereWide from './application-identity/aws-roles-anywhere-wide.ts'
import awsServiceApiKeyLongLived from './application-identity/aws-service-api-key-long-lived.ts'
import awsWorkloadUsesUserKey from './application-identity/aws-workload-uses-user-key.ts'
import azureAppServiceAuthenticationOff from './application-identity/azure-app-service-authentication-off.ts'
import entraAgentBlueprintSecret from './application-identity/entra-agent-blueprint-secret.ts'
import entraAgentIdentityOverprivileged from './application-identity/entra-agent-identity-overprivileged.ts'
import entraAgentIdentityUnowned from './application-identity/entra-agent-identity-unowned.ts'
import entraApplicationCertificateLongLived from './application-identity/entra-application-certificate-long-lived.ts'
import entraApplicationCredentialExpired from './application-identity/entra-application-credential-expired.ts'
import entraApplicationCredentialOnFirstParty from './application-identity/entra-application-credential-on-first-party.ts'
import entraApplicationDangerousPermission from './application-identity/entra-application-dangerous-permission.ts'
import entraApplicationImplicitGrant from './application-identity/entra-application-implicit-grant.ts'
import entraApplicationInactivePrivileged from './application-identity/entra-application-inactive-privileged.ts'
import entraApplicationManagementPolicyMissing from './application-identity/entra-application-management-policy-missing.ts'
import entraApplicationMultiTenantUnlocked from './application-identity/entra-application-multi-tenant-unlocked.ts'
import entraApplicationOwnerEscalates from './application-identity/entra-application-owner-escalates.ts'
import entraApplicationOwnerless from './application-identity/entra-application-ownerless.ts'
import entraApplicationRedirectUnsafe from './application-identity/entra-application-redirect-unsafe.ts'
import entraApplicationSecret from './application-identity/entra-application-secret.ts'
import entraApplicationSecretLongLived from './application-identity/entra-application-secret-long-lived.ts'
import entraApplicationUnverifiedPublisher from './application-identity/entra-application-unverified-publisher.ts'
import entraClaimsMappingConstantRole from './application-identity/entra-claims-mapping-constant-role.ts'
import entraFederatedCredentialWide from './application-identity/entra-federated-credential-wide.ts'
import entraManagedIdentityPrivileged from './application-identity/entra-managed-identity-privileged.ts'
import entraMultiTenantAppTrustsEmail from './application-identity/entra-multi-tenant-app-trusts-email.ts'
import entraServicePrincipalHiddenCredential from './application-identity/entra-service-principal-hidden-credential.ts'
import entraTenantWideDelegatedGrantDangerous from './application-identity/entra-tenant-wide-delegated-grant-dangerous.ts'
import entraTokenLifetimeLong from './application-identity/entra-token-lifetime-long.ts'
import entraWorkloadConditionalAccessMissing from './application-identity/entra-workload-conditional-access-missing.ts'
import awsAlarmMissingForIdentityChange from './audit-and-protection/aws-alarm-missing-for-identity-change.ts'
import awsAlarmMissingForRootUse from './audit-and-protection/aws-alarm-missing-for-root-use.ts'
import awsAlarmMissingForSignInWithoutMfa from './audit-and-protection/aws-alarm-missing-for-sign-in-without-mfa.ts'
import awsCloudtrailBucketOpen from './audit-and-protection/aws-cloudtrail-bucket-open.ts'
import awsCloudtrailMissing from './audit-and-protection/aws-cloudtrail-missing.ts'
import awsCloudtrailUnencrypted from './audit-and-protection/aws-cloudtrail-unencrypted.ts'
import awsCloudtrailValidationOff from './audit-and-protection/aws-cloudtrail-validation-off.ts'
import awsConfigOff from './audit-and-protection/aws-config-off.ts'
import awsGuarddutyOff from './audit-and-protection/aws-guardduty-off.ts'
import awsMicrosoftIntegrationUserKey from './audit-and-protection/aws-microsoft-integration-user-key.ts'
import awsSecurityHubOff from './audit-and-protection/aws-security-hub-off.ts'
import azureActivityLogNotExported from './audit-and-protection/azure-activity-log-not-exported.ts'
import azureDefenderPlanOff from './audit-and-protection/azure-defender-plan-off.ts'
import azureSecurityContactMissing from './audit-and-protection/azure-security-contact-missing.ts'
import azureSentinelMissing from './audit-and-protection/azure-sentinel-missing.ts'
import azureSentinelWithoutDetections from './audit-and-protection/azure-sentinel-without-detections.ts'
import azureSentinelWithoutEntra from './audit-and-protection/azure-sentinel-without-entra.ts'
import entraLogRetentionShort from './audit-and-protection/entra-log-retention-short.ts'
import entraLogsNotExported from './audit-and-protection/entra-logs-not-exported.ts'
import entraRiskyServicePrincipalOpen from './audit-and-protection/entra-risky-service-principal-open.ts'
import entraRiskyUserOpen from './audit-and-protection/entra-risky-user-open.ts'
import entraSessionControlMissing from './audit-and-protection/entra-session-control-missing.ts'
import crossAwsAccessByWeakAdministrator from './cross-cloud/cross-aws-access-by-weak-administrator.ts'
import crossAwsAdministratorGroupNotRoleAssignable from './cross-cloud/cross-aws-administrator-group-not-role-assignable.ts'
import crossAwsAdministratorNotPhishingResistant from './cross-cloud/cross-aws-administrator-not-phishing-resistant.ts'
import crossAwsAdministratorSingleFactor from './cross-cloud/cross-aws-administrator-single-factor.ts'
import crossAwsAdministratorStanding from './cross-cloud/cross-aws-administrator-standing.ts'
import crossAwsSessionOutlivesPolicy from './cross-cloud/cross-aws-session-outlives-policy.ts'
import crossAwsTrustAnyServicePrincipal from './cross-cloud/cross-aws-trust-any-service-principal.ts'
import crossEntraTrustsAwsIssuer from './cross-cloud/cross-entra-trusts-aws-issuer.ts'
import crossGlobalAdministratorAlsoAwsAdministrator from './cross-cloud/cross-global-administrator-also-aws-administrator.ts'
import crossGuestReachesAws from './cross-cloud/cross-guest-reaches-aws.ts'
import crossLeaverKeepsAwsAccess from './cross-cloud/cross-leaver-keeps-aws-access.ts'
import crossManagementAccountPath from './cross-cloud/cross-management-account-path.ts'
import crossVendorRoleWide from './cross-cloud/cross-vendor-role-wide.ts'
import awsDelegationRequestOpen from './external-access/aws-delegation-request-open.ts'
import awsIdentityPoolUnauthenticated from './external-access/aws-identity-pool-unauthenticated.ts'
import awsResourceShareExternal from './external-access/aws-resource-share-external.ts'
import awsRoleExternalWithoutExternalId from './external-access/aws-role-external-without-external-id.ts'
import awsRoleTrustsAnyone from './external-access/aws-role-trusts-anyone.ts'
import awsRoleTrustsUnknownAccount from './external-access/aws-role-trusts-unknown-account.ts'
import awsRoleTrustsWholeAccount from './external-access/aws-role-trusts-whole-account.ts'
import awsServiceTrustConfusedDeputy from './external-access/aws-service-trust-confused-deputy.ts'
import azureLighthouseDelegationUnknown from './external-access/azure-lighthouse-delegation-unknown.ts'
import entraCrossTenantDefaultOpen from './external-access/entra-cross-tenant-default-open.ts'
import entraCrossTenantPartnerTrust from './external-access/entra-cross-tenant-partner-trust.ts'
import entraCrossTenantSyncInbound from './external-access/entra-cross-tenant-sync-inbound.ts'
import entraExternalTenantMfaMissing from './external-access/entra-external-tenant-mfa-missing.ts'
import entraGuestAccessNotRestricted from './external-access/entra-guest-access-not-restricted.ts'
import entraGuestInPrivilegedGroup from './external-access/entra-guest-in-privileged-group.ts'
import entraGuestInvitationOpen from './external-access/entra-guest-invitation-open.ts'
import entraGuestOwnsApplication from './external-access/entra-guest-owns-application.ts'
import entraGuestWithoutSponsor from './external-access/entra-guest-without-sponsor.ts'
import entraInvitationDomainsOpen from './external-access/entra-invitation-domains-open.ts'
import entraPartnerDelegatedAdministration from './external-access/entra-partner-delegated-administration.ts'
import entraSelfServiceSignUpOpen from './external-access/entra-self-service-sign-up-open.ts'
import entraTenantRestrictionsOff from './external-access/entra-tenant-restrictions-off.ts'
import awsFederatedSessionLong from './federation/aws-federated-session-long.ts'
import awsIamUserInsteadOfFederation from './federation/aws-iam-user-instead-of-federation.ts'
import awsIdentityCenterAccountInstance from './federation/aws-identity-center-account-instance.ts'
import awsIdentityCenterApplicationOpen from './federation/aws-identity-center-application-open.ts'
import awsIdentityCenterAssignmentToUser from './federation/aws-identity-center-assignment-to-user.ts'
import awsIdentityCenterDirectoryNotEntra from './federation/aws-identity-center-directory-not-entra.ts'
import awsIdentityCenterLocalUser from './federation/aws-identity-center-local-user.ts'
import awsIdentityCenterMissing from './federation/aws-identity-center-missing.ts'
import awsIdentityCenterSessionLong from './federation/aws-identity-center-session-long.ts'
import awsIdentityCenterTrustedTokenIssuerUnknown from './federation/aws-identity-center-trusted-token-issuer-unknown.ts'
import awsOidcGithubSubjectWide from './federation/aws-oidc-github-subject-wide.ts'
import awsOidcTrustWithoutSubject from './federation/aws-oidc-trust-without-subject.ts'
import awsPersonHasBothIdentities from './federation/aws-person-has-both-identities.ts'
import awsSamlProviderCertificateExpiring from './federation/aws-saml-provider-certificate-expiring.ts'
import awsSamlProviderUnknownIssuer from './federation/aws-saml-provider-unknown-issuer.ts'
import awsSamlProviderUnused from './federation/aws-saml-provider-unused.ts'
import awsSamlTrustWithoutAudience from './federation/aws-saml-trust-without-audience.ts'
import entraApplicationPasswordSso from './federation/entra-application-password-sso.ts'
import entraApplicationSamlCertificateExpiring from './federation/entra-application-saml-certificate-expiring.ts'
import entraAwsAppAssignedToUsers from './federation/entra-aws-app-assigned-to-users.ts'
import entraAwsAppAssignmentNotRequired from './federation/entra-aws-app-assignment-not-required.ts'
import entraAwsAppCertificateExpiring from './federation/entra-aws-app-certificate-expiring.ts'
import entraAwsAppMissing from './federation/entra-aws-app-missing.ts'
import entraAwsAppSingleAccount from './federation/entra-aws-app-single-account.ts'
import entraAwsProvisioningMutableKey from './federation/entra-aws-provisioning-mutable-key.ts'
import entraAwsProvisioningUnhealthy from './federation/entra-aws-provisioning-unhealthy.ts'
import entraAwsRoleMappingDangling from './federation/entra-aws-role-mapping-dangling.ts'
import entraSamlSigningKeyUnknown from './federation/entra-saml-signing-key-unknown.ts'
import awsAdConnectorStale from './hybrid-identity/aws-ad-connector-stale.ts'
import awsDirectoryClientCertificateOff from './hybrid-identity/aws-directory-client-certificate-off.ts'
import awsDirectoryLdapsOff from './hybrid-identity/aws-directory-ldaps-off.ts'
import awsDirectoryMfaOff from './hybrid-identity/aws-directory-mfa-off.ts'
import awsDirectoryMonitoringOff from './hybrid-identity/aws-directory-monitoring-off.ts'
import awsDirectoryOldProtocols from './hybrid-identity/aws-directory-old-protocols.ts'
import awsDirectorySharedOutside from './hybrid-identity/aws-directory-shared-outside.ts'
import awsDirectoryTrustUnexpected from './hybrid-identity/aws-directory-trust-unexpected.ts'
import azureDomainServicesLdapsExposed from './hybrid-identity/azure-domain-services-ldaps-exposed.ts'
import azureDomainServicesNtlmV1Allowed from './hybrid-identity/azure-domain-services-ntlm-v1-allowed.ts'
import azureDomainServicesOldTlsAllowed from './hybrid-identity/azure-domain-services-old-tls-allowed.ts'
import azureDomainServicesPasswordSyncWide from './hybrid-identity/azure-domain-services-password-sync-wide.ts'
import azureDomainServicesRc4Allowed from './hybrid-identity/azure-domain-services-rc4-allowed.ts'
import entraFederatedDomain from './hybrid-identity/entra-federated-domain.ts'
import entraFederatedDomainMfaTrusted from './hybrid-identity/entra-federated-domain-mfa-trusted.ts'
import entraFederationCertificateExpiring from './hybrid-identity/entra-federation-certificate-expiring.ts'
import entraOnPremisesPasswordProtectionOff from './hybrid-identity/entra-on-premises-password-protection-off.ts'
import entraPassThroughAuthenticationInUse from './hybrid-identity/entra-pass-through-authentication-in-use.ts'
import entraPasswordHashSyncOff from './hybrid-identity/entra-password-hash-sync-off.ts'
import entraSyncAccountOverprivileged from './hybrid-identity/entra-sync-account-overprivileged.ts'
import entraSyncStale from './hybrid-identity/entra-sync-stale.ts'
import entraSyncTakeoverAllowed from './hybrid-identity/entra-sync-takeover-allowed.ts'
import entraSyncedUserPrivilegedInAws from './hybrid-identity/entra-synced-user-privileged-in-aws.ts'
import awsIdentityPoolClassicFlow from './legacy-authentication/aws-identity-pool-classic-flow.ts'
import awsLegacyCredentialInUse from './legacy-authentication/aws-legacy-credential-in-use.ts'
import entraAdalApplicationInUse from './legacy-authentication/entra-adal-application-in-use.ts'
import entraLegacyAuthenticationAllowed from './legacy-authentication/entra-legacy-authentication-allowed.ts'
import entraLegacyAuthenticationSeen from './legacy-authentication/entra-legacy-authentication-seen.ts'
import entraResourceOwnerPasswordFlowSeen from './legacy-authentication/entra-resource-owner-password-flow-seen.ts'
import awsAccountInRoot from './organization-guardrails/aws-account-in-root.ts'
import awsAccountNotScanned from './organization-guardrails/aws-account-not-scanned.ts'
import awsDelegatedAdministratorMissing from './organization-guardrails/aws-delegated-administrator-missing.ts'
import awsDelegatedAdministratorUnknown from './organization-guardrails/aws-delegated-administrator-unknown.ts'
import awsManagementAccountWorkload from './organization-guardrails/aws-management-account-workload.ts'
import awsOrganizationMissing from './organization-guardrails/aws-organization-missing.ts'
import awsOrganizationNotAllFeatures from './organization-guardrails/aws-organization-not-all-features.ts'
import awsRcpNotUsed from './organization-guardrails/aws-rcp-not-used.ts'
import awsScpDoesNotProtect from './organization-guardrails/aws-scp-does-not-protect.ts'
import awsScpNotUsed from './organization-guardrails/aws-scp-not-used.ts'
import awsTrustedAccessUnexpected from './organization-guardrails/aws-trusted-access-unexpected.ts'
import azureManagementGroupCreationOpen from './organization-guardrails/azure-management-group-creation-open.ts'
import azureManagementGroupDefaultRoot from './organization-guardrails/azure-management-group-default-root.ts'
import azureManagementGroupFlat from './organization-guardrails/azure-management-group-flat.ts'
import azurePolicyMissing from './organization-guardrails/azure-policy-missing.ts'
import azureRootGroupAssignment from './organization-guardrails/azure-root-group-assignment.ts'
import azureSubscriptionTransferOpen from './organization-guardrails/azure-subscription-transfer-open.ts'
import awsAdministratorStanding from './privileged-access/aws-administrator-standing.ts'
import awsAdministratorUser from './privileged-access/aws-administrator-user.ts'
import awsCloudshellFullAccessAttached from './privileged-access/aws-cloudshell-full-access-attached.ts'
import awsDelegatedRoleWithoutBoundary from './privileged-access/aws-delegated-role-without-boundary.ts'
import awsInlinePolicyPrivileged from './privileged-access/aws-inline-policy-privileged.ts'
import awsManagementAccountPrivilegedAssignment from './privileged-access/aws-management-account-privileged-assignment.ts'
import awsPassRoleAny from './privileged-access/aws-pass-role-any.ts'
import awsPolicyAttachedToUser from './privileged-access/aws-policy-attached-to-user.ts'
import awsPolicyFullAdministrator from './privileged-access/aws-policy-full-administrator.ts'
import awsPolicyServiceWildcard from './privileged-access/aws-policy-service-wildcard.ts'
import awsPrivilegeEscalation from './privileged-access/aws-privilege-escalation.ts'
import awsRootAccessKey from './privileged-access/aws-root-access-key.ts'
import awsRootCredentialsInMemberAccount from './privileged-access/aws-root-credentials-in-member-account.ts'
import awsRootUsed from './privileged-access/aws-root-used.ts'
import awsSupportRoleMissing from './privileged-access/aws-support-role-missing.ts'
import awsTemporaryElevationMissing from './privileged-access/aws-temporary-elevation-missing.ts'
import azureAssignmentToDeletedPrincipal from './privileged-access/azure-assignment-to-deleted-principal.ts'
import azureClassicAdministrator from './privileged-access/azure-classic-administrator.ts'
import azureCustomRoleOwnerEquivalent from './privileged-access/azure-custom-role-owner-equivalent.ts'
import azureOwnerResettableByHelpdesk from './privileged-access/azure-owner-resettable-by-helpdesk.ts'
import azurePrivilegedAssignmentToGuest from './privileged-access/azure-privileged-assignment-to-guest.ts'
import azurePrivilegedAssignmentToServicePrincipal from './privileged-access/azure-privileged-assignment-to-service-principal.ts'
import azureStandingOwner from './privileged-access/azure-standing-owner.ts'
import azureSubscriptionOwnersCount from './privileged-access/azure-subscription-owners-count.ts'
import azureUserAccessAdministratorAtRoot from './privileged-access/azure-user-access-administrator-at-root.ts'
import entraAdministrativeUnitUnrestricted from './privileged-access/entra-administrative-unit-unrestricted.ts'
import entraCustomRolePrivileged from './privileged-access/entra-custom-role-privileged.ts'
import entraDynamicGroupPrivilege from './privileged-access/entra-dynamic-group-privilege.ts'
import entraGlobalAdministratorsCount from './privileged-access/entra-global-administrators-count.ts'
import entraPimActivationTooLong from './privileged-access/entra-pim-activation-too-long.ts'
import entraPimActivationWithoutApproval from './privileged-access/entra-pim-activation-without-approval.ts'
import entraPimActivationWithoutJustification from './privileged-access/entra-pim-activation-without-justification.ts'
import entraPimActivationWithoutMfa from './privileged-access/entra-pim-activation-without-mfa.ts'
import entraPimAlertOpen from './privileged-access/entra-pim-alert-open.ts'
import entraPimAlertsNotSent from './privileged-access/entra-pim-alerts-not-sent.ts'
import entraPimNotUsed from './privileged-access/entra-pim-not-used.ts'
import entraPimPermanentAssignmentAllowed from './privileged-access/entra-pim-permanent-assignment-allowed.ts'
import entraPrivilegedGroupNotProtected from './privileged-access/entra-privileged-group-not-protected.ts'
import entraPrivilegedRoleAssignedOutsidePim from './privileged-access/entra-privileged-role-assigned-outside-pim.ts'
import entraPrivilegedUserGuest from './privileged-access/entra-privileged-user-guest.ts'
import entraPrivilegedUserInactive from './privileged-access/entra-privileged-user-inactive.ts'
import entraPrivilegedUserSynced from './privileged-access/entra-privileged-user-synced.ts'
import entraPrivilegedUserWithMailbox from './privileged-access/entra-privileged-user-with-mailbox.ts'
import entraProtectedActionsMissing from './privileged-access/entra-protected-actions-missing.ts'
import entraRoleAssignedToDisabled from './privileged-access/entra-role-assigned-to-disabled.ts'
import entraServicePrincipalPrivilegedRole from './privileged-access/entra-service-principal-privileged-role.ts'
import entraStandingGlobalAdministrator from './privileged-access/entra-standing-global-administrator.ts'
import entraStandingPrivilegedRole from './privileged-access/entra-standing-privileged-role.ts'
import entraTooManyPrivileged from './privileged-access/entra-too-many-privileged.ts'
import awsPasswordPolicyMissing from './strong-authentication/aws-password-policy-missing.ts'
import awsPasswordPolicyWeak from './strong-authentication/aws-password-policy-weak.ts'
import awsRootMfaNotPhishingResistant from './strong-authentication/aws-root-mfa-not-phishing-resistant.ts'
import awsRootWithoutMfa from './strong-authentication/aws-root-without-mfa.ts'
import awsSensitiveRoleWithoutMfaCondition from './strong-authentication/aws-sensitive-role-without-mfa-condition.ts'
import awsUserMfaNotPhishingResistant from './strong-authentication/aws-user-mfa-not-phishing-resistant.ts'
import awsUserWithoutMfa from './strong-authentication/aws-user-without-mfa.ts'
import entraAdminSessionUnlimited from './strong-authentication/entra-admin-session-unlimited.ts'
import entraAdminSsprAllowed from './strong-authentication/entra-admin-sspr-allowed.ts'
import entraAdminsWithoutPhishingResistantMfa from './strong-authentication/entra-admins-without-phishing-resistant-mfa.ts'
import entraAuthenticationTransferAllowed from './strong-authentication/entra-authentication-transfer-allowed.ts'
import entraAuthenticatorContextHidden from './strong-authentication/entra-authenticator-context-hidden.ts'
import entraAuthenticatorSoftwareOathEnabled from './strong-authentication/entra-authenticator-software-oath-enabled.ts'
import entraCertificateBindingWeak from './strong-authentication/entra-certificate-binding-weak.ts'
import entraConditionalAccessExcludesMany from './strong-authentication/entra-conditional-access-excludes-many.ts'
import entraConditionalAccessExclusionGroupOpen from './strong-authentication/entra-conditional-access-exclusion-group-open.ts'
import entraConditionalAccessReferencesDeleted from './strong-authentication/entra-conditional-access-references-deleted.ts'
import entraConditionalAccessReportOnly from './strong-authentication/entra-conditional-access-report-only.ts'
import entraConditionalAccessTrustedLocationWide from './strong-authentication/entra-conditional-access-trusted-location-wide.ts'
import entraConditionalAccessUnusedPolicy from './strong-authentication/entra-conditional-access-unused-policy.ts'
import entraContinuousAccessEvaluationDisabled from './strong-authentication/entra-continuous-access-evaluation-disabled.ts'
import entraDeviceCodeFlowAllowed from './strong-authentication/entra-device-code-flow-allowed.ts'
import entraDeviceJoinOpen from './strong-authentication/entra-device-join-open.ts'
import entraEmergencyAccessMissing from './strong-authentication/entra-emergency-access-missing.ts'
import entraEmergencyAccessWeak from './strong-authentication/entra-emergency-access-weak.ts'
import entraExternalAuthenticationMethodUnknown from './strong-authentication/entra-external-authentication-method-unknown.ts'
import entraManagedDeviceNotRequiredForAdmins from './strong-authentication/entra-managed-device-not-required-for-admins.ts'
import entraMethodsMigrationIncomplete from './strong-authentication/entra-methods-migration-incomplete.ts'
import entraMfaNotRequiredForAdmins from './strong-authentication/entra-mfa-not-required-for-admins.ts'
import entraMfaNotRequiredForAws from './strong-authentication/entra-mfa-not-required-for-aws.ts'
import entraMfaNotRequiredForAzureManagement from './strong-authentication/entra-mfa-not-required-for-azure-management.ts'
import entraMfaNotRequiredForDeviceRegistration from './strong-authentication/entra-mfa-not-required-for-device-registration.ts'
import entraMfaNotRequiredForGuests from './strong-authentication/entra-mfa-not-required-for-guests.ts'
import entraMfaNotRequiredForUsers from './strong-authentication/entra-mfa-not-required-for-users.ts'
import entraPasswordExpiryForced from './strong-authentication/entra-password-expiry-forced.ts'
import entraPasswordProtectionWeak from './strong-authentication/entra-password-protection-weak.ts'
import entraPerUserMfaInUse from './strong-authentication/entra-per-user-mfa-in-use.ts'
import entraPhishingResistantMethodsDisabled from './strong-authentication/entra-phishing-resistant-methods-disabled.ts'
import entraPrivilegedUserWeakMethod from './strong-authentication/entra-privileged-user-weak-method.ts'
import entraSecurityDefaultsOffWithoutConditionalAccess from './strong-authentication/entra-security-defaults-off-without-conditional-access.ts'
import entraSecurityInfoRegistrationOpen from './strong-authentication/entra-security-info-registration-open.ts'
import entraSignInRiskPolicyMissing from './strong-authentication/entra-sign-in-risk-policy-missing.ts'
import entraSuspiciousActivityReportingOff from './strong-authentication/entra-suspicious-activity-reporting-off.ts'
import entraSystemPreferredMfaOff from './strong-authentication/entra-system-preferred-mfa-off.ts'
import entraTemporaryAccessPassReusable from './strong-authentication/entra-temporary-access-pass-reusable.ts'
import entraTokenProtectionMissing from './strong-authentication/entra-token-protection-missing.ts'
import entraTrustedCertificateAuthorityUnknown from './strong-authentication/entra-trusted-certificate-authority-unknown.ts'
import entraUnknownPlatformAllowed from './strong-authentication/entra-unknown-platform-allowed.ts'
import entraUserNotRegisteredForMfa from './strong-authentication/entra-user-not-registered-for-mfa.ts'
import entraUserRiskPolicyMissing from './strong-authentication/entra-user-risk-policy-missing.ts'
import entraWeakMethodsEnabled from './strong-authentication/entra-weak-methods-enabled.ts'

/** Every rule there is, sorted by recommendation and id. */
export const rules: readonly Rule[] = [
  awsFederatedSessionLong,
  awsIamUserInsteadOfFederation,
  awsIdentityCenterAccountInstance,
  awsIdentityCenterApplicationOpen,
  awsIdentityCenterAssignmentToUser,
  awsIdentityCenterDirectoryNotEntra,
  awsIdentityCenterLocalUser,
  awsIdentityCenterMissing,
  awsIdentityCenterSessionLong,
  awsIdentityCenterTrustedTokenIssuerUnknown,
  awsOidcGithubSubjectWide,
  awsOidcTrustWithoutSubject,
  awsPersonHasBothIdentities,
  awsSamlProviderCertificateExpiring,
  awsSamlProviderUnknownIssuer,
  awsSamlProviderUnused,
  awsSamlTrustWithoutAudience,
  entraApplicationPasswordSso,
  entraApplicationSamlCertificateExpiring,
  entraAwsAppAssignedToUsers,
  entraAwsAppAssignmentNotRequired,
  entraAwsAppCertificateExpiring,
  entraAwsAppMissing,
  entraAwsAppSingleAccount,
  entraAwsProvisioningMutableKey,
  entraAwsProvisioningUnhealthy,
  entraAwsRoleMappingDangling,
  entraSamlSigningKeyUnknown,
  awsPasswordPolicyMissing,
  awsPasswordPolicyWeak,
  awsRootMfaNotPhishingResistant,
  awsRootWithoutMfa,
  awsSensitiveRoleWithoutMfaCondition,
  awsUserMfaNotPhishingResistant,
  awsUserWithoutMfa,
  entraAdminSessionUnlimited,
  entraAdminSsprAllowed,
  entraAdminsWithoutPhishingResistantMfa,
  entraAuthenticationTransferAllowed,
  entraAuthenticatorContextHidden,
  entraAuthenticatorSoftwareOathEnabled,
  entraCertificateBindingWeak,
  entraConditionalAccessExcludesMany,
  entraConditionalAccessExclusionGroupOpen,
  entraConditionalAccessReferencesDeleted,
  entraConditionalAccessReportOnly,
  entraConditionalAccessTrustedLocationWide,
  entraConditionalAccessUnusedPolicy,
  entraContinuousAccessEvaluationDisabled,
  entraDeviceCodeFlowAllowed,
  entraDeviceJoinOpen,
  entraEmergencyAccessMissing,
  entraEmergencyAccessWeak,
  entraExternalAuthenticationMethodUnknown,
  entraManagedDeviceNotRequiredForAdmins,
  entraMethodsMigrationIncomplete,
  entraMfaNotRequiredForAdmins,
  entraMfaNotRequiredForAws,
  entraMfaNotRequiredForAzureManagement,
  entraMfaNotRequiredForDeviceRegistration,
  entraMfaNotRequiredForGuests,
  entraMfaNotRequiredForUsers,
  entraPasswordExpiryForced,
  entraPasswordProtectionWeak,
  entraPerUserMfaInUse,
  entraPhishingResistantMethodsDisabled,
  entraPrivilegedUserWeakMethod,
  entraSecurityDefaultsOffWithoutConditionalAccess,
  entraSecurityInfoRegistrationOpen,
  entraSignInRiskPolicyMissing,
  entraSuspiciousActivityReportingOff,
  entraSystemPreferredMfaOff,
  entraTemporaryAccessPassReusable,
  entraTokenProtectionMissing,
  entraTrustedCertificateAuthorityUnknown,
  entraUnknownPlatformAllowed,
  entraUserNotRegisteredForMfa,
  entraUserRiskPolicyMissing,
  entraWeakMethodsEnabled,
  awsIdentityPoolClassicFlow,
  awsLegacyCredentialInUse,
  entraAdalApplicationInUse,
  entraLegacyAuthenticationAllowed,
  entraLegacyAuthenticationSeen,
  entraResourceOwnerPasswordFlowSeen,
  awsAdministratorStanding,
  awsAdministratorUser,
  awsCloudshellFullAccessAttached,
  awsDelegatedRoleWithoutBoundary,
  awsInlinePolicyPrivileged,
  awsManagementAccountPrivilegedAssignment,
  awsPassRoleAny,
  awsPolicyAttachedToUser,
  awsPolicyFullAdministrator,
  awsPolicyServiceWildcard,
  awsPrivilegeEscalation,
  awsRootAccessKey,
  awsRootCredentialsInMemberAccount,
  awsRootUsed,
  awsSupportRoleMissing,
  awsTemporaryElevationMissing,
  azureAssignmentToDeletedPrincipal,
  azureClassicAdministrator,
  azureCustomRoleOwnerEquivalent,
  azureOwnerResettableByHelpdesk,
  azurePrivilegedAssignmentToGuest,
  azurePrivilegedAssignmentToServicePrincipal,
  azureStandingOwner,
  azureSubscriptionOwnersCount,
  azureUserAccessAdministratorAtRoot,
  entraAdministrativeUnitUnrestricted,
  entraCustomRolePrivileged,
  entraDynamicGroupPrivilege,
  entraGlobalAdministratorsCount,
  entraPimActivationTooLong,
  entraPimActivationWithoutApproval,
  entraPimActivationWithoutJustification,
  entraPimActivationWithoutMfa,
  entraPimAlertOpen,
  entraPimAlertsNotSent,
  entraPimNotUsed,
  entraPimPermanentAssignmentAllowed,
  entraPrivilegedGroupNotProtected,
  entraPrivilegedRoleAssignedOutsidePim,
  entraPrivilegedUserGuest,
  entraPrivilegedUserInactive,
  entraPrivilegedUserSynced,
  entraPrivilegedUserWithMailbox,
  entraProtectedActionsMissing,
  entraRoleAssignedToDisabled,
  entraServicePrincipalPrivilegedRole,
  entraStandingGlobalAdministrator,
  entraStandingPrivilegedRole,
  entraTooManyPrivileged,
  awsAccessAnalyzerFindingOpen,
  awsAccessAnalyzerMissing,
  awsAccessKeyNeverUsed,
  awsAccessKeyOld,
  awsAccessKeysTwoActive,
  awsAlternateContactMissing,
  awsGroupEmpty,
  awsIdentityCenterAssignmentStale,
  awsIdentityCenterPermissionSetDrift,
  awsPolicyUnattached,
  awsRoleUnused,
  awsServerCertificateExpired,
  awsUnusedCredential,
  entraAccessPackageWeak,
  entraAccessReviewMissingGuests,
  entraAccessReviewMissingPrivileged,
  entraAccessReviewWeak,
  entraAdminConsentWorkflowOff,
  entraDisabledUserKeepsAccess,
  entraGroupOwnerConsentOpen,
  entraGuestInactive,
  entraLifecycleWorkflowsMissing,
  entraUserConsentOpen,
  entraUserInactive,
  entraUsersCreateApplications,
  entraUsersCreateGroups,
  entraUsersCreateTenants,
  entraUsersReadBitlockerKeys,
  entraUsersReadOtherUsers,
  awsDelegationRequestOpen,
  awsIdentityPoolUnauthenticated,
  awsResourceShareExternal,
  awsRoleExternalWithoutExternalId,
  awsRoleTrustsAnyone,
  awsRoleTrustsUnknownAccount,
  awsRoleTrustsWholeAccount,
  awsServiceTrustConfusedDeputy,
  azureLighthouseDelegationUnknown,
  entraCrossTenantDefaultOpen,
  entraCrossTenantPartnerTrust,
  entraCrossTenantSyncInbound,
  entraExternalTenantMfaMissing,
  entraGuestAccessNotRestricted,
  entraGuestInPrivilegedGroup,
  entraGuestInvitationOpen,
  entraGuestOwnsApplication,
  entraGuestWithoutSponsor,
  entraInvitationDomainsOpen,
  entraPartnerDelegatedAdministration,
  entraSelfServiceSignUpOpen,
  entraTenantRestrictionsOff,
  awsAdConnectorStale,
  awsDirectoryClientCertificateOff,
  awsDirectoryLdapsOff,
  awsDirectoryMfaOff,
  awsDirectoryMonitoringOff,
  awsDirectoryOldProtocols,
  awsDirectorySharedOutside,
  awsDirectoryTrustUnexpected,
  azureDomainServicesLdapsExposed,
  azureDomainServicesNtlmV1Allowed,
  azureDomainServicesOldTlsAllowed,
  azureDomainServicesPasswordSyncWide,
  azureDomainServicesRc4Allowed,
  entraFederatedDomain,
  entraFederatedDomainMfaTrusted,
  entraFederationCertificateExpiring,
  entraOnPremisesPasswordProtectionOff,
  entraPassThroughAuthenticationInUse,
  entraPasswordHashSyncOff,
  entraSyncAccountOverprivileged,
  entraSyncStale,
  entraSyncTakeoverAllowed,
  entraSyncedUserPrivilegedInAws,
  awsAdministratorRoleOnCompute,
  awsAmplifyAuthUnprotected,
  awsAppsyncApiKeyOnly,
  awsCodebuildWebhookOpen,
  awsCognitoClientAttributesWritable,
  awsCognitoClientCallbackInsecure,
  awsCognitoClientImplicitFlow,
  awsCognitoClientPasswordFlow,
  awsCognitoClientRefreshTokenLong,
  awsCognitoClientScopeWide,
  awsCognitoClientTokenRevocationOff,
  awsCognitoClientUserExistenceRevealed,
  awsCognitoCustomAuthThreatProtectionOff,
  awsCognitoDeletionUnprotected,
  awsCognitoIdpMappingTrustsUnverifiedEmail,
  awsCognitoLambdaTriggerForeign,
  awsCognitoMfaOff,
  awsCognitoPasswordPolicyWeak,
  awsCognitoResourceServerUnscoped,
  awsCognitoSamlIdpInitiated,
  awsCognitoSelfSignUpOpen,
  awsCognitoThreatProtectionOff,
  awsCognitoWithoutWaf,
  awsIdentityPoolRoleOverprivileged,
  awsImdsV1Default,
  awsOutboundFederationWide,
  awsRolesAnywhereWide,
  awsServiceApiKeyLongLived,
  awsWorkloadUsesUserKey,
  azureAppServiceAuthenticationOff,
  entraAgentBlueprintSecret,
  entraAgentIdentityOverprivileged,
  entraAgentIdentityUnowned,
  entraApplicationCertificateLongLived,
  entraApplicationCredentialExpired,
  entraApplicationCredentialOnFirstParty,
  entraApplicationDangerousPermission,
  entraApplicationImplicitGrant,
  entraApplicationInactivePrivileged,
  entraApplicationManagementPolicyMissing,
  entraApplicationMultiTenantUnlocked,
  entraApplicationOwnerEscalates,
  entraApplicationOwnerless,
  entraApplicationRedirectUnsafe,
  entraApplicationSecret,
  entraApplicationSecretLongLived,
  entraApplicationUnverifiedPublisher,
  entraClaimsMappingConstantRole,
  entraFederatedCredentialWide,
  entraManagedIdentityPrivileged,
  entraMultiTenantAppTrustsEmail,
  entraServicePrincipalHiddenCredential,
  entraTenantWideDelegatedGrantDangerous,
  entraTokenLifetimeLong,
  entraWorkloadConditionalAccessMissing,
  awsAccountInRoot,
  awsAccountNotScanned,
  awsDelegatedAdministratorMissing,
  awsDelegatedAdministratorUnknown,
  awsManagementAccountWorkload,
  awsOrganizationMissing,
  awsOrganizationNotAllFeatures,
  awsRcpNotUsed,
  awsScpDoesNotProtect,
  awsScpNotUsed,
  awsTrustedAccessUnexpected,
  azureManagementGroupCreationOpen,
  azureManagementGroupDefaultRoot,
  azureManagementGroupFlat,
  azurePolicyMissing,
  azureRootGroupAssignment,
  azureSubscriptionTransferOpen,
  awsAlarmMissingForIdentityChange,
  awsAlarmMissingForRootUse,
  awsAlarmMissingForSignInWithoutMfa,
  awsCloudtrailBucketOpen,
  awsCloudtrailMissing,
  awsCloudtrailUnencrypted,
  awsCloudtrailValidationOff,
  awsConfigOff,
  awsGuarddutyOff,
  awsMicrosoftIntegrationUserKey,
  awsSecurityHubOff,
  azureActivityLogNotExported,
  azureDefenderPlanOff,
  azureSecurityContactMissing,
  azureSentinelMissing,
  azureSentinelWithoutDetections,
  azureSentinelWithoutEntra,
  entraLogRetentionShort,
  entraLogsNotExported,
  entraRiskyServicePrincipalOpen,
  entraRiskyUserOpen,
  entraSessionControlMissing,
  crossAwsAccessByWeakAdministrator,
  crossAwsAdministratorGroupNotRoleAssignable,
  crossAwsAdministratorNotPhishingResistant,
  crossAwsAdministratorSingleFactor,
  crossAwsAdministratorStanding,
  crossAwsSessionOutlivesPolicy,
  crossAwsTrustAnyServicePrincipal,
  crossEntraTrustsAwsIssuer,
  crossGlobalAdministratorAlsoAwsAdministrator,
  crossGuestReachesAws,
  crossLeaverKeepsAwsAccess,
  crossManagementAccountPath,
  crossVendorRoleWide,
]
