import type { UpkeepSeed } from '../../clouds/aws/services/upkeep-seed.ts'

/** An account with something of everything to tell; `carl` must be an IAM user with a password. */
export const RICH_UPKEEP: UpkeepSeed = {
  hasSecurityContact: true,
  serverCertificates: [{ name: 'web', expires: '2027-01-01T00:00:00Z' }],
  outboundIssuer: 'https://11111111-2222-4333-8444-555555555555.tokens.sts.global.api.aws',
  delegationRequests: [{ DelegationRequestId: 'dr-0123456789abcdef', State: 'ASSIGNED', RequestorName: 'A product', CreateDate: new Date('2026-10-01T00:00:00Z') }],
  mfaDevices: [{ user: 'carl', serial: 'arn:aws:iam::111111111111:u2f/user/carl/passkey-1' }],
  instanceMetadata: { 'us-east-1': { HttpTokens: 'required', ManagedBy: 'account' } },
  buildProjects: [
    {
      region: 'us-east-1',
      name: 'app',
      project: { webhook: { filterGroups: [[{ type: 'EVENT', pattern: 'PUSH' }]], pullRequestBuildPolicy: { requiresCommentApproval: 'ALL_PULL_REQUESTS' } } },
    },
  ],
}
