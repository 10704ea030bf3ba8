import type { UpkeepSeed } from '../../clouds/aws/services/upkeep-seed.ts'

/** An account with something of everything to tell; `carl` must be an IAM user with a password. */
export const RICH_UPKEEP: UpkeepSeed = {
  hasSecurityContact: true,
  serverCertificates: [{ name: 'web', expires: '2027-01-01T00:00:00Z' }],
  outboundIssuer: 'https://11111111-2222-4333-8444-555555555555.tokens.sts.global.api.aws',
  delegationRequests: [
    { DelegationRequestId: 'dr-0123456789abcdef', State: 'ASSIGNED', RequestorName: 'A product', CreateDate: new Date('2026-10-01T00:00:00Z') },
  ],
  mfaDevices: [{ user: 'carl', serial: 'arn:aws:iam::111111111111:u2f/user/carl/passkey-1' }],
  instanceMetadata: { 'us-east-1': { HttpTokens: 'required', ManagedBy: 'account' } },
  directories: [
    {
      region: 'us-east-1',
      id: 'd-1111111111',
      name: 'corp.example.com',
      type: 'MicrosoftAD',
      directory: {
        RadiusSettings: { RadiusServers: ['10.0.0.1'], SharedSecret: 'hidden!!', AuthenticationProtocol: 'MS-CHAPv2' },
        RadiusStatus: 'Completed',
      },
      ldaps: [{ LDAPSStatus: 'Enabled' }],
      certificates: [
        { CertificateId: 'c-1111111111', CommonName: 'corp', State: 'Registered', Type: 'ClientLDAPS', ExpiryDateTime: new Date('2027-01-01T00:00:00Z') },
      ],
      trusts: [
        {
          TrustId: 't-1111111111',
          RemoteDomainName: 'old.example.com',
          TrustType: 'Forest',
          TrustDirection: 'Two-Way',
          TrustState: 'Verified',
          SelectiveAuth: 'Disabled',
        },
      ],
      settings: [{ Name: 'TLS_1_0', AppliedValue: 'Enable', RequestStatus: 'Default' }],
      shared: [
        {
          OwnerAccountId: '111111111111',
          OwnerDirectoryId: 'd-1111111111',
          ShareMethod: 'HANDSHAKE',
          SharedAccountId: '222222222222',
          SharedDirectoryId: 'd-2222222222',
          ShareStatus: 'Shared',
        },
      ],
      clientAuthentication: [{ Type: 'SmartCard', Status: 'Enabled' }],
      logGroups: ['/aws/directoryservice/corp'],
      eventTopics: [{ TopicName: 'health', TopicArn: 'arn:aws:sns:us-east-1:111111111111:health', Status: 'Registered' }],
    },
    { region: 'us-east-1', id: 'd-3333333333', name: 'on-premises.example.com', type: 'ADConnector' },
  ],
  instances: [{ region: 'us-east-1', id: 'i-0123456789abcdef0', profile: 'worker' }],
  functions: [{ region: 'us-east-1', name: 'resize', role: 'worker' }],
  ecsServices: [{ region: 'us-east-1', cluster: 'main', name: 'web', taskRole: 'worker' }],
  buildProjects: [
    {
      region: 'us-east-1',
      name: 'app',
      project: { webhook: { filterGroups: [[{ type: 'EVENT', pattern: 'PUSH' }]], pullRequestBuildPolicy: { requiresCommentApproval: 'ALL_PULL_REQUESTS' } } },
    },
  ],
}
