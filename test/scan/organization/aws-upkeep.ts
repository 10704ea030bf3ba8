import type { AccountSeed } from '../../clouds/aws/seed.ts'
import { accounts, allow, daysAgo } from './accounts.ts'

/** The issuer of its own that an account has for services outside, and that the operator declared. */
export const ownIssuer = 'https://10000000-0000-4000-8000-000000000008.tokens.sts.global.api.aws'

const minting = (name: string, condition?: Readonly<Record<string, unknown>>) => ({
  name,
  trust: allow({ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }),
  inline: { mint: allow({ Action: 'sts:GetWebIdentityToken', Resource: '*', ...(condition === undefined ? {} : { Condition: condition }) }) },
})

const webhook = (...filters: readonly (readonly [string, string])[]) => ({
  webhook: { filterGroups: filters.length === 0 ? [] : [filters.map(([type, pattern]) => ({ type, pattern }))] },
})
const byPullRequest = ['EVENT', 'PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED'] as const

/** What accounts say of themselves, and what runs in them, with and without fault. */
export const upkeep: Readonly<Record<string, AccountSeed>> = {
  [accounts.shop]: { upkeep: { hasSecurityContact: false } },
  [accounts.web]: {
    upkeep: {
      instanceMetadata: { 'us-east-1': { HttpTokens: 'optional', ManagedBy: 'account' } },
      serverCertificates: [
        { name: 'old-site', expires: daysAgo(20) },
        { name: 'site', expires: daysAgo(-200) },
      ],
      delegationRequests: [
        { DelegationRequestId: 'dr-0000000000000001', State: 'PENDING_APPROVAL', RequestorName: 'A product', CreateDate: new Date(daysAgo(3)) },
        { DelegationRequestId: 'dr-0000000000000002', State: 'ACCEPTED', RequestorName: 'Another', CreateDate: new Date(daysAgo(90)) },
      ],
      outboundIssuer: ownIssuer,
    },
    roles: [minting('mint-for-one', { StringEquals: { 'sts:IdentityTokenAudience': 'https://api.partner.example' } })],
  },
  [accounts.data]: {
    upkeep: { outboundIssuer: 'https://10000000-0000-4000-8000-000000000006.tokens.sts.global.api.aws' },
    roles: [minting('mint-for-anyone')],
  },
  [accounts.pipeline]: {
    upkeep: {
      buildProjects: [
        { region: 'eu-west-1', name: 'for-strangers', project: webhook(byPullRequest) },
        { region: 'eu-west-1', name: 'for-two-people', project: webhook(byPullRequest, ['ACTOR_ACCOUNT_ID', '^(12345|67890)$']) },
        { region: 'us-east-1', name: 'for-nearly-anybody', project: webhook(byPullRequest, ['ACTOR_ACCOUNT_ID', '12345']) },
        { region: 'us-east-1', name: 'by-hand' },
      ],
    },
  },
}
