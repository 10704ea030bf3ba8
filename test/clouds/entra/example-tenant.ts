import { testCertificate } from '../tls/test-certificate.ts'
import { beyondP2, premiumP2 } from './built-ins.ts'
import { defaultDevices, everyone } from './default-settings.ts'
import { rolePolicy } from './defaults.ts'
import { examplePrivilege } from './example-privilege.ts'
import { examplePrograms, microsoftGraph } from './example-programs.ts'
import { exampleTrust } from './example-trust.ts'
import { tenant } from './tenant.ts'

const id = '11111111-2222-4333-8444-555555555555'
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'

const registered = (user: string, name: string, methodsRegistered: string[], isAdmin = false) => ({
  id: user,
  userPrincipalName: name,
  userDisplayName: name,
  userType: 'member' as const,
  isAdmin,
  isMfaCapable: methodsRegistered.length > 0,
  isMfaRegistered: methodsRegistered.length > 0,
  isPasswordlessCapable: methodsRegistered.includes('passKeyDeviceBound'),
  methodsRegistered,
  lastUpdatedDateTime: '2026-11-23T02:00:00Z',
})

type Kind = 'interactiveUser' | 'nonInteractiveUser'
const signIn = (last: string, createdDateTime: string, clientAppUsed: string, kind: Kind = 'interactiveUser', errorCode = 0) => ({
  id: `66ea54eb-6301-4ee5-be62-ff5a759b010${last}`,
  createdDateTime,
  userId: 'u-bob',
  userPrincipalName: 'bob@contoso.onmicrosoft.com',
  userDisplayName: 'Bob',
  appDisplayName: 'Office 365 Exchange Online',
  clientAppUsed,
  isInteractive: kind === 'interactiveUser',
  status: { errorCode, failureReason: null, additionalDetails: null },
  signInEventTypes: [kind],
})

/** A small tenant that uses everything the emulator has; ids are made up and readable in their last digits. */
export const example = tenant({
  id,
  domains: [
    {
      id: 'contoso.onmicrosoft.com',
      authenticationType: 'Managed',
      isDefault: true,
      isInitial: true,
      isVerified: true,
      isRoot: true,
      passwordValidityPeriodInDays: 90,
    },
    { id: 'corp.contoso.com', authenticationType: 'Federated', isDefault: false, isInitial: false, isVerified: true, isRoot: true },
  ],
  domainFederations: [
    {
      domain: 'corp.contoso.com',
      configuration: {
        id: 'f-corp',
        displayName: 'Contoso sign-in',
        issuerUri: 'http://sts.contoso.com/adfs/services/trust/',
        passiveSignInUri: 'https://sts.contoso.com/adfs/ls/',
        federatedIdpMfaBehavior: 'acceptIfMfaDoneByFederatedIdp',
        signingCertificate: testCertificate.cert.replaceAll(/-----[A-Z ]+-----|\s/g, ''),
        nextSigningCertificate: 'not a certificate',
      },
    },
  ],
  groupSettings: [
    {
      id: 's-passwords',
      displayName: 'Password Rule Settings',
      templateId: '5cf42378-d67d-4f36-ba46-e8b86229381d',
      values: [
        { name: 'BannedPasswordCheckOnPremisesMode', value: 'Audit' },
        { name: 'EnableBannedPasswordCheckOnPremises', value: 'true' },
        { name: 'EnableBannedPasswordCheck', value: 'true' },
        { name: 'LockoutDurationInSeconds', value: '60' },
        { name: 'LockoutThreshold', value: '10' },
        { name: 'BannedPasswordList', value: 'contoso\tfabrikam' },
      ],
    },
  ],
  deviceRegistrationPolicy: {
    ...defaultDevices,
    multiFactorAuthConfiguration: 'required',
    azureADJoin: {
      ...defaultDevices.azureADJoin,
      allowedToJoin: { '@odata.type': '#microsoft.graph.enumeratedDeviceRegistrationMembership', users: ['u-ada'], groups: ['g-outer'] },
    },
  },
  subscribedSkus: [premiumP2(id), beyondP2(id)],
  accessPackagePolicies: [
    {
      id: 'policy-1',
      displayName: 'Partners',
      allowedTargetScope: 'allExternalUsers',
      expiration: { type: 'afterDuration', duration: 'P90D' },
      requestorSettings: { enableTargetsToSelfAddAccess: true, enableOnBehalfRequestorsToAddAccess: false },
      requestApprovalSettings: { isApprovalRequiredForAdd: true },
      reviewSettings: { isEnabled: true },
      accessPackage: { id: 'package-1', displayName: 'Project files' },
    },
    {
      id: 'policy-2',
      displayName: 'Everybody',
      allowedTargetScope: 'allMemberUsers',
      automaticRequestSettings: { requestAccessForAllowedTargets: true },
      requestorSettings: { enableTargetsToSelfAddAccess: false, enableOnBehalfRequestorsToAddAccess: false },
      expiration: { type: 'afterDateTime', duration: null, endDateTime: '2099-01-01T00:00:00Z' },
      requestApprovalSettings: null,
      reviewSettings: null,
      accessPackage: { id: 'package-2', displayName: 'Intranet' },
    },
  ],
  lifecycleWorkflows: [{ id: 'workflow-1', displayName: 'Leavers', category: 'leaver', isEnabled: true, isSchedulingEnabled: true }],
  riskyUsers: [
    {
      id: 'u-bob',
      userPrincipalName: 'bob@contoso.onmicrosoft.com',
      riskLevel: 'high',
      riskState: 'atRisk',
      isDeleted: false,
      riskLastUpdatedDateTime: '2026-11-01T00:00:00Z',
    },
    { id: 'u-low', userPrincipalName: 'low@contoso.onmicrosoft.com', riskLevel: 'low', riskState: 'atRisk', isDeleted: false },
  ],
  riskyServicePrincipals: [
    {
      id: 'sp-risky',
      displayName: 'Importer',
      appId: 'app-risky',
      isEnabled: true,
      riskLevel: 'high',
      riskState: 'confirmedCompromised',
      riskLastUpdatedDateTime: '2026-11-20T00:00:00Z',
    },
  ],
  accessReviews: [
    {
      id: 'ar-guests',
      displayName: 'Guests',
      status: 'InProgress',
      scope: {
        '@odata.type': '#microsoft.graph.accessReviewQueryScope',
        query: "./members/microsoft.graph.user/?$count=true&$filter=(userType eq 'Guest')",
        queryType: 'MicrosoftGraph',
      },
      instanceEnumerationScope: { '@odata.type': '#microsoft.graph.accessReviewQueryScope', query: '/groups', queryType: 'MicrosoftGraph' } as object,
      reviewers: [{ query: './manager', queryType: 'MicrosoftGraph', queryRoot: 'decisions' }],
      settings: {
        defaultDecisionEnabled: true,
        defaultDecision: 'Recommendation',
        autoApplyDecisionsEnabled: true,
        recurrence: {
          pattern: { type: 'absoluteMonthly', interval: 3 },
          range: { type: 'numbered', numberOfOccurrences: 0, startDate: '2026-01-01', endDate: '9999-12-31' },
        },
      },
    },
    {
      id: 'ar-roles',
      displayName: 'Global Administrators',
      status: 'Completed',
      scope: {
        '@odata.type': '#microsoft.graph.principalResourceMembershipsScope',
        principalScopes: [{ '@odata.type': '#microsoft.graph.accessReviewQueryScope', query: '/users', queryType: 'MicrosoftGraph' } as object],
        resourceScopes: [
          {
            '@odata.type': '#microsoft.graph.accessReviewQueryScope',
            query: `/roleManagement/directory/roleDefinitions/${globalAdministrator}`,
            queryType: 'MicrosoftGraph',
          } as object,
        ],
      },
      instanceEnumerationScope: null,
      reviewers: [],
      settings: { defaultDecisionEnabled: false, defaultDecision: 'None', autoApplyDecisionsEnabled: false, recurrence: null },
    },
  ],
  users: [
    {
      id: 'u-ada',
      displayName: 'Ada',
      userPrincipalName: 'ada@contoso.onmicrosoft.com',
      accountEnabled: true,
      userType: 'Member',
      onPremisesSyncEnabled: null,
      createdDateTime: '2024-01-01T00:00:00Z',
      signInActivity: {
        lastSignInDateTime: '2026-11-20T08:00:00Z',
        lastNonInteractiveSignInDateTime: '2026-11-23T08:00:00Z',
        lastSuccessfulSignInDateTime: '2026-11-23T08:00:00Z',
      },
    },
    {
      id: 'u-bob',
      signInActivity: null,
      displayName: 'Bob',
      userPrincipalName: 'bob@contoso.onmicrosoft.com',
      accountEnabled: true,
      userType: 'Member',
      onPremisesSyncEnabled: true,
    },
    {
      id: 'u-eve',
      signInActivity: null,
      displayName: 'Eve',
      userPrincipalName: 'eve_other.example#EXT#@contoso.onmicrosoft.com',
      accountEnabled: true,
      userType: 'Guest',
      externalUserState: 'Accepted',
      creationType: 'Invitation',
    },
    {
      id: 'u-bg1',
      signInActivity: null,
      displayName: 'Break glass',
      userPrincipalName: 'bg1@contoso.onmicrosoft.com',
      accountEnabled: true,
      userType: 'Member',
    },
  ],
  groups: [
    { id: 'g-outer', displayName: 'Outer', securityEnabled: true, isAssignableToRole: false, members: ['g-inner', 'u-ada'], owners: ['u-bob'] },
    { id: 'g-inner', displayName: 'Inner', securityEnabled: true, members: ['u-eve', 'g-outer'] },
    { id: 'g-admins', displayName: 'Admins', securityEnabled: true, isAssignableToRole: true, members: ['u-ada'], owners: ['u-bg1'] },
  ],
  roleAssignments: [{ id: 'ra-1', principalId: 'u-ada', roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10', directoryScopeId: '/' }],
  roleAssignmentScheduleInstances: [
    {
      id: 'rasi-1',
      principalId: 'u-ada',
      roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
      directoryScopeId: '/',
      appScopeId: null,
      assignmentType: 'Assigned',
      memberType: 'Direct',
      startDateTime: '2024-01-01T00:00:00Z',
      endDateTime: null,
    },
    {
      id: 'rasi-2',
      principalId: 'u-gone',
      roleDefinitionId: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
      directoryScopeId: '/',
      appScopeId: null,
      assignmentType: 'Assigned',
      memberType: 'Direct',
      startDateTime: '2024-01-01T00:00:00Z',
      endDateTime: null,
    },
  ],
  ...examplePrivilege,
  ...exampleTrust,
  roleEligibilityScheduleInstances: [
    {
      id: 'resi-admins',
      principalId: 'g-admins',
      roleDefinitionId: '729827e3-9c14-49f7-bb1b-9608f156bbb8',
      directoryScopeId: '/',
      appScopeId: null,
      memberType: 'Direct',
      startDateTime: '2024-01-01T00:00:00Z',
      endDateTime: null,
    },
    {
      id: 'resi-1',
      principalId: 'u-bob',
      roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
      directoryScopeId: '/',
      appScopeId: null,
      memberType: 'Direct',
      startDateTime: '2024-01-01T00:00:00Z',
      endDateTime: null,
    },
  ],
  roleManagementPolicies: [
    rolePolicy(id, globalAdministrator, [
      {
        '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyApprovalRule',
        id: 'Approval_EndUser_Assignment',
        setting: {
          isApprovalRequired: true,
          approvalMode: 'SingleStage',
          approvalStages: [
            {
              approvalStageTimeOutInDays: 1,
              primaryApprovers: [
                { '@odata.type': '#microsoft.graph.singleUser', userId: 'u-bob' },
                { '@odata.type': '#microsoft.graph.groupMembers', groupId: 'g-outer' },
                { '@odata.type': '#microsoft.graph.requestorManager', managerLevel: 1 },
              ],
            },
          ],
        },
      },
      {
        '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyAuthenticationContextRule',
        id: 'AuthenticationContext_EndUser_Assignment',
        isEnabled: true,
        claimValue: 'c1',
      },
    ]),
  ],
  registrationDetails: [
    registered('u-ada', 'ada@contoso.onmicrosoft.com', ['passKeyDeviceBound', 'microsoftAuthenticatorPush'], true),
    registered('u-bob', 'bob@contoso.onmicrosoft.com', []),
    registered('u-eve', 'eve@other.example', ['mobilePhone']),
  ],
  signIns: [
    signIn('0', '2026-11-20T08:00:00Z', 'IMAP4'),
    signIn('1', '2026-11-22T08:00:00Z', 'IMAP4', 'nonInteractiveUser'),
    signIn('2', '2026-11-21T08:00:00Z', 'Exchange ActiveSync'),
    signIn('3', '2026-11-21T09:00:00Z', 'Browser'),
    signIn('4', '2026-11-21T10:00:00Z', 'POP3', 'interactiveUser', 50126),
    signIn('5', '2026-10-01T08:00:00Z', 'POP3'),
  ],
  conditionalAccessPolicies: [
    {
      id: 'p-mfa',
      displayName: 'MFA for all',
      state: 'enabled',
      createdDateTime: '2024-01-01T00:00:00Z',
      conditions: {
        users: { includeUsers: ['All'], excludeUsers: ['u-bg1'], excludeGroups: ['g-outer'] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
    {
      id: 'p-agents',
      displayName: 'Risky agents',
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] }, applications: { includeApplications: ['All'] } },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
      preview: { agentIdRiskLevels: 'high' },
    },
  ],
  namedLocations: [
    { '@odata.type': '#microsoft.graph.ipNamedLocation', id: 'l-office', displayName: 'Office', isTrusted: true, ipRanges: [] },
    {
      '@odata.type': '#microsoft.graph.countryNamedLocation',
      id: 'l-home',
      displayName: 'Home',
      countriesAndRegions: ['DE'],
      includeUnknownCountriesAndRegions: false,
    },
  ],
  servicePrincipals: [
    {
      id: 'sp-aws',
      appId: 'app-aws',
      displayName: 'AWS IAM Identity Center',
      servicePrincipalType: 'Application',
      applicationTemplateId: '21ed01d2-ec13-4e9e-86c1-cd546719ebc4',
      servicePrincipalNames: ['https://eu-west-1.signin.aws.amazon.com/platform/saml/d-1234567890', 'app-aws'],
      replyUrls: ['https://eu-west-1.signin.aws.amazon.com/platform/saml/acs/0a1b2c3d'],
      preferredSingleSignOnMode: 'saml',
      appRoleAssignmentRequired: false,
      accountEnabled: true,
      keyCredentials: [{ keyId: 'k-1', usage: 'Sign', type: 'AsymmetricX509Cert', endDateTime: '2029-01-01T00:00:00Z' }],
      appRoleAssignedTo: [
        {
          id: 'ara-1',
          principalId: 'g-outer',
          principalType: 'Group',
          principalDisplayName: 'Outer',
          resourceId: 'sp-aws',
          appRoleId: '00000000-0000-0000-0000-000000000000',
        },
      ],
      owners: ['u-bob'],
    },
    {
      id: 'sp-other',
      appId: 'app-other',
      displayName: 'Payroll',
      servicePrincipalType: 'Application',
      servicePrincipalNames: ['app-other'],
      appRoleAssignmentRequired: true,
      accountEnabled: true,
    },
    microsoftGraph,
  ],
  claimsPolicies: {
    'sp-aws': {
      id: 'claims-aws',
      claims: [
        {
          name: 'RoleSessionName',
          namespace: 'https://aws.amazon.com/SAML/Attributes',
          configurations: [{ condition: null, attribute: { '@odata.type': '#microsoft.graph.sourcedAttribute', id: 'userprincipalname', source: 'user' } }],
        },
      ],
    },
  },
  applications: [
    {
      id: 'a-aws',
      appId: 'app-aws',
      displayName: 'AWS IAM Identity Center',
      identifierUris: ['https://eu-west-1.signin.aws.amazon.com/platform/saml/d-1234567890'],
    },
  ],
  ...examplePrograms,
  crossTenantPartners: [
    { tenantId: '99999999-2222-4333-8444-555555555555', isServiceProvider: true },
    {
      tenantId: '88888888-2222-4333-8444-555555555555',
      inboundTrust: { isMfaAccepted: true, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false },
      b2bCollaborationInbound: everyone('blocked'),
      b2bDirectConnectInbound: everyone('allowed'),
      automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: false },
      identitySynchronization: { tenantId: '88888888-2222-4333-8444-555555555555', displayName: 'Fabrikam', userSyncInbound: { isSyncAllowed: true } },
    },
  ],
})
