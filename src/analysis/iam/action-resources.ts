import { matchesPattern } from './wildcards.ts'

/**
 * The kinds of resources that actions which change something can be on, of the services that guardrails mostly protect: service, beginnings of what
 * stands behind the account in an ARN (`-`: none, so that only `*` meets them), actions.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const written = `
access-analyzer | - | StartPolicyGeneration
access-analyzer | analyzer/ | ApplyArchiveRule CreateAccessPreview CreateAnalyzer CreateArchiveRule CreateServiceLinkedAnalyzer DeleteAnalyzer DeleteArchiveRule DeleteServiceLinkedAnalyzer StartResourceScan UpdateAnalyzer UpdateArchiveRule UpdateFindings
cloudtrail | - | DeregisterOrganizationDelegatedAdmin RegisterOrganizationDelegatedAdmin StartImport StopImport
cloudtrail | channel/ | CreateServiceLinkedChannel DeleteChannel DeleteServiceLinkedChannel UpdateChannel UpdateServiceLinkedChannel
cloudtrail | channel/ dashboard/ eventdatastore/ | DeleteResourcePolicy PutResourcePolicy
cloudtrail | channel/ eventdatastore/ | CreateChannel
cloudtrail | dashboard/ | CreateDashboard DeleteDashboard StartDashboardRefresh UpdateDashboard
cloudtrail | eventdatastore/ | CreateEventDataStore DeleteEventDataStore DisableFederation EnableFederation RestoreEventDataStore StartEventDataStoreIngestion StartQuery StopEventDataStoreIngestion UpdateEventDataStore
cloudtrail | eventdatastore/ trail/ | PutEventConfiguration PutInsightSelectors
cloudtrail | trail/ | CreateTrail DeleteTrail PutEventSelectors StartLogging StopLogging UpdateTrail
config | - | DeleteDeliveryChannel DeletePendingAggregationRequest DeleteRemediationExceptions DeleteResourceConfig DeleteRetentionConfiguration DeliverConfigSnapshot PutDeliveryChannel PutEvaluations PutRemediationExceptions PutResourceConfig PutRetentionConfiguration PutServiceLinkedConfigurationRecorder StartRemediationExecution StartResourceEvaluation
config | aggregation-authorization/ | DeleteAggregationAuthorization PutAggregationAuthorization
config | config-aggregator/ | DeleteConfigurationAggregator PutConfigurationAggregator
config | config-rule/ | DeleteConfigRule DeleteEvaluationResults PutConfigRule PutExternalEvaluation StartConfigRulesEvaluation
config | configuration-recorder/ | AssociateResourceTypes DeleteConfigurationRecorder DeleteServiceLinkedConfigurationRecorder DisassociateResourceTypes PutConfigurationRecorder StartConfigurationRecorder StopConfigurationRecorder
config | conformance-pack/ | DeleteConformancePack PutConformancePack
config | connector/ | DeleteConnector PutConnector PutThirdPartyServiceLinkedConfigurationRecorder
config | organization-config-rule/ | DeleteOrganizationConfigRule PutOrganizationConfigRule
config | organization-conformance-pack/ | DeleteOrganizationConformancePack PutOrganizationConformancePack
config | remediation-configuration/ | DeleteRemediationConfiguration PutRemediationConfigurations
config | stored-query/ | DeleteStoredQuery PutStoredQuery
guardduty | - | AcceptAdministratorInvitation AcceptInvitation ArchiveFindings CreateCustomDetectionRuleAssociation CreateCustomDetectionRuleOrgConfiguration CreateDetector CreateIPSet CreateInvestigation CreateMalwareProtectionPlan CreateMembers CreatePublishingDestination CreateSampleFindings CreateThreatEntitySet CreateThreatIntelSet CreateTrustedEntitySet DeclineInvitations DeleteCustomDetectionRuleOrgConfiguration DeleteInvitations DeleteMembers DisableOrganizationAdminAccount DisassociateFromAdministratorAccount DisassociateFromMasterAccount DisassociateMembers EnableOrganizationAdminAccount InviteMembers SendObjectMalwareScan SendSecurityTelemetry StartMalwareScan StartMonitoringMembers StopMonitoringMembers UnarchiveFindings UpdateCustomDetectionRuleOrgConfiguration UpdateFindingsFeedback UpdateMalwareScanSettings UpdateMemberDetectors UpdateOrganizationConfiguration
guardduty | detection-rule/custom/ | DeleteCustomDetectionRuleAssociation UpdateCustomDetectionRuleAssociation
guardduty | detector/ | CreateFilter DeleteDetector DeleteFilter DeleteIPSet DeletePublishingDestination DeleteThreatEntitySet DeleteThreatIntelSet DeleteTrustedEntitySet UpdateDetector UpdateFilter UpdateIPSet UpdatePublishingDestination UpdateThreatEntitySet UpdateThreatIntelSet UpdateTrustedEntitySet
guardduty | malware-protection-plan/ | DeleteMalwareProtectionPlan UpdateMalwareProtectionPlan
iam | - | CreateAccountAlias DeleteAccountAlias DeleteAccountPasswordPolicy DeleteCloudFrontPublicKey DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions DisableOutboundWebIdentityFederation EnableOrganizationsRootCredentialsManagement EnableOrganizationsRootSessions EnableOutboundWebIdentityFederation PutAccountProperties SetSTSRegionalEndpointStatus SetSecurityTokenServicePreferences UpdateAccountEmailAddress UpdateAccountName UpdateAccountPasswordPolicy UpdateCloudFrontPublicKey UploadCloudFrontPublicKey
iam | delegation-request/ | AcceptDelegationRequest AssociateDelegationRequest CreateDelegationRequest RejectDelegationRequest SendDelegationToken
iam | group/ | AddUserToGroup AttachGroupPolicy CreateGroup DeleteGroup DeleteGroupPolicy DetachGroupPolicy PutGroupPolicy RemoveUserFromGroup UpdateGroup
iam | instance-profile/ | AddRoleToInstanceProfile CreateInstanceProfile DeleteInstanceProfile RemoveRoleFromInstanceProfile
iam | mfa/ | CreateVirtualMFADevice
iam | mfa/ sms-mfa/ | DeleteVirtualMFADevice
iam | oidc-provider/ | AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider DeleteOpenIDConnectProvider RemoveClientIDFromOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint
iam | policy/ | CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion SetDefaultPolicyVersion
iam | role/ | AttachRolePolicy CreateRole CreateServiceLinkedRole DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteServiceLinkedRole DetachRolePolicy PassRole PutRolePermissionsBoundary PutRolePolicy UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription
iam | saml-provider/ | CreateSAMLProvider DeleteSAMLProvider UpdateSAMLProvider
iam | server-certificate/ | DeleteServerCertificate UpdateServerCertificate UploadServerCertificate
iam | user/ | AttachUserPolicy ChangePassword CreateAccessKey CreateLoginProfile CreateServiceSpecificCredential CreateUser DeactivateMFADevice DeleteAccessKey DeleteLoginProfile DeleteSSHPublicKey DeleteServiceSpecificCredential DeleteSigningCertificate DeleteUser DeleteUserPermissionsBoundary DeleteUserPolicy DetachUserPolicy EnableMFADevice PutUserPermissionsBoundary PutUserPolicy ResetServiceSpecificCredential ResyncMFADevice UpdateAccessKey UpdateLoginProfile UpdateSSHPublicKey UpdateServiceSpecificCredential UpdateSigningCertificate UpdateUser UploadSSHPublicKey UploadSigningCertificate
organizations | - | CreateAccount CreateGovCloudAccount CreateOrganization DeleteOrganization DeleteResourcePolicy DisableAWSServiceAccess EnableAWSServiceAccess EnableAllFeatures LeaveOrganization
organizations | account/ | CloseAccount DeregisterDelegatedAdministrator InviteAccountToOrganization InviteOrganizationToTransferResponsibility RegisterDelegatedAdministrator RemoveAccountFromOrganization
organizations | account/ ou/ policy/ root/ | AttachPolicy DetachPolicy
organizations | account/ ou/ root/ | MoveAccount
organizations | handshake/ | AcceptHandshake DeclineHandshake
organizations | ou/ | DeleteOrganizationalUnit UpdateOrganizationalUnit
organizations | ou/ root/ | CreateOrganizationalUnit
organizations | policy/ | CreatePolicy DeletePolicy UpdatePolicy
organizations | resourcepolicy/ | PutResourcePolicy
organizations | root/ | DisablePolicyType EnablePolicyType
organizations | transfer/ | TerminateResponsibilityTransfer UpdateResponsibilityTransfer
`

interface Targets {
  readonly action: string
  /** Beginnings of the last part of an ARN, lower case. Empty: the action is on no resource of its own. */
  readonly kinds: readonly string[]
}

const targets: ReadonlyMap<string, readonly Targets[]> = Map.groupBy(
  written
    .trim()
    .split('\n')
    .flatMap(line => {
      const [service = '', kinds = '', actions = ''] = line.split(' | ')
      return actions.split(' ').map(action => ({ service, action: action.toLowerCase(), kinds: kinds === '-' ? [] : kinds.split(' ') }))
    }),
  ({ service }) => service,
)

const start = (pattern: string): string => pattern.slice(0, /[*?$]|$/.exec(pattern)?.index)
const mayBegin = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one)

/**
 * Whether an action, which may be a pattern, can be on some of what an ARN of the same service names; what is not in the list is taken to be. `name`: the
 * action without its service. Both lower case.
 */
export const mayBeOn = (service: string, name: string, arn: string): boolean => {
  const named = (targets.get(service) ?? []).filter(({ action }) => matchesPattern(name, action))
  if (named.length === 0) return true
  const resource = start(arn.split(':').slice(5).join(':'))
  // Where the ARN is a pattern before its last part, that part may be anything.
  if (/[*?]/.test(arn) && arn.split(':').length < 6) return true
  return named.some(({ kinds }) => kinds.some(kind => mayBegin(kind, resource)))
}
