import type { TenantFixture } from './tenant-fixture.ts'

const graphRole = (id: string, value: string) => ({ id, value, displayName: value, allowedMemberTypes: ['Application'], isEnabled: true })

/** Microsoft Graph as every tenant has it, with one application that may assign roles. */
export const microsoftGraph: TenantFixture['servicePrincipals'][number] = {
  id: 'sp-graph',
  appId: '00000003-0000-0000-c000-000000000000',
  displayName: 'Microsoft Graph',
  servicePrincipalType: 'Application',
  appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  servicePrincipalNames: ['00000003-0000-0000-c000-000000000000'],
  appRoleAssignmentRequired: false,
  accountEnabled: true,
  appRoles: [
    graphRole('9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8', 'RoleManagement.ReadWrite.Directory'),
    graphRole('df021288-bdef-4463-88db-98f22de89214', 'User.Read.All'),
  ],
  appRoleAssignedTo: [
    {
      id: 'ara-graph-1',
      principalId: 'sp-other',
      principalType: 'ServicePrincipal',
      principalDisplayName: 'Payroll',
      resourceId: 'sp-graph',
      appRoleId: '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
    },
    {
      id: 'ara-graph-2',
      principalId: 'sp-other',
      principalType: 'ServicePrincipal',
      principalDisplayName: 'Payroll',
      resourceId: 'sp-graph',
      appRoleId: '00000000-0000-4000-8000-00000000dead',
    },
  ],
}

type Programs = Pick<
  TenantFixture,
  | 'oauth2PermissionGrants'
  | 'federatedCredentials'
  | 'agentIdentities'
  | 'agentBlueprints'
  | 'synchronizationJobs'
  | 'sponsors'
  | 'authenticationFlowsPolicy'
  | 'b2xUserFlows'
>

const grant = (id: string, consentType: 'AllPrincipals' | 'Principal', principalId: string | null, scope: string) => ({
  id,
  clientId: 'sp-other',
  consentType,
  principalId,
  resourceId: 'sp-graph',
  scope,
})

/** What programs of the example tenant may do: one of each that the emulator knows. */
export const examplePrograms: Programs = {
  oauth2PermissionGrants: [
    grant('grant-all', 'AllPrincipals', null, 'openid Mail.Read'),
    grant('grant-ada', 'Principal', 'u-ada', ' Directory.AccessAsUser.All '),
    grant('grant-bg1', 'Principal', 'u-bg1', 'User.Read'),
  ],
  federatedCredentials: [
    {
      application: 'a-aws',
      credential: {
        id: 'fic-main',
        name: 'main',
        issuer: 'https://token.actions.githubusercontent.com',
        subject: 'repo:contoso/shop:ref:refs/heads/main',
        audiences: ['api://AzureADTokenExchange'],
        claimsMatchingExpression: null,
      },
    },
    {
      application: 'a-aws',
      credential: {
        id: 'fic-any',
        name: 'any',
        issuer: 'https://token.actions.githubusercontent.com',
        subject: null,
        audiences: ['api://AzureADTokenExchange'],
        claimsMatchingExpression: { value: "claims['sub'] matches 'repo:contoso/*'", languageVersion: 1 },
      },
    },
  ],
  agentIdentities: [
    { id: 'agent-owned', displayName: 'Travel agent', agentIdentityBlueprintId: 'app-blueprint', accountEnabled: true, owners: ['u-ada'] },
    { id: 'agent-sponsored', displayName: 'Ticket agent', agentIdentityBlueprintId: 'app-blueprint', accountEnabled: true, sponsors: ['u-bob'] },
  ],
  agentBlueprints: [
    {
      id: 'a-blueprint',
      appId: 'app-blueprint',
      displayName: 'Office agents',
      passwordCredentials: [
        { keyId: 'bp-1', displayName: 'made by hand', hint: 'abc', startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2027-01-01T00:00:00Z' },
      ],
      keyCredentials: [],
    },
  ],
  synchronizationJobs: [
    {
      application: 'sp-aws',
      job: {
        id: 'AWS.0f3a',
        templateId: 'aWSSingleSignon',
        status: {
          code: 'Active',
          quarantine: null,
          lastSuccessfulExecution: { timeBegan: '2026-11-24T07:00:00Z', timeEnded: '2026-11-24T07:10:00Z' },
        },
      },
      schema: {
        synchronizationRules: [
          {
            id: 'rule-1',
            objectMappings: [
              {
                name: 'Provision Microsoft Entra ID Users',
                enabled: true,
                sourceObjectName: 'User',
                targetObjectName: 'urn:ietf:params:scim:schemas:core:2.0:User',
                attributeMappings: [
                  {
                    targetAttributeName: 'userName',
                    matchingPriority: 2,
                    source: { name: 'ToLower', type: 'Function', expression: 'ToLower([userPrincipalName], )' },
                  },
                  { targetAttributeName: 'externalId', matchingPriority: 1, source: { name: 'objectId', type: 'Attribute', expression: '[objectId]' } },
                  { targetAttributeName: 'displayName', matchingPriority: 0, source: { name: 'displayName', type: 'Attribute', expression: '[displayName]' } },
                ],
              },
            ],
          },
        ],
      },
    },
  ],
  sponsors: { 'u-eve': ['u-ada'] },
  authenticationFlowsPolicy: { id: 'authenticationFlowsPolicy', displayName: 'Authentication flows policy', selfServiceSignUp: { isEnabled: true } },
  b2xUserFlows: [{ id: 'B2X_1_Partner', userFlowType: 'signUpOrSignIn', userFlowTypeVersion: 1 }],
}
