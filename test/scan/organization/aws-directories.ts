import type { AccountSeed } from '../../clouds/aws/seed.ts'
import type { DirectorySeed } from '../../clouds/aws/services/upkeep-seed.ts'
import { accounts, daysAgo } from './accounts.ts'
import { outsiders } from './aws-outside-trusts.ts'

const region = 'eu-west-1'
const owner = accounts.payments

/** The domain of a partner, which the operator declared. */
export const partnerDomain = 'corp.partner.example'

const shared = (directory: string, account: string, n: number) => ({
  OwnerAccountId: owner,
  OwnerDirectoryId: directory,
  ShareMethod: 'HANDSHAKE',
  SharedAccountId: account,
  SharedDirectoryId: `d-900000000${n}`,
  ShareStatus: 'Shared',
})

const trust = (TrustId: string, RemoteDomainName: string, TrustDirection: string, SelectiveAuth: 'Enabled' | 'Disabled') => ({
  TrustId,
  RemoteDomainName,
  TrustType: 'Forest',
  TrustDirection,
  TrustState: 'Verified',
  SelectiveAuth,
})

const protocols = (value: 'Enable' | 'Disable') =>
  ['TLS_1_0', 'TLS_1_1', 'RC4_128_128'].map(Name => ({ Name, AppliedValue: value, RequestedValue: value, RequestStatus: 'Default' }))

const certificate = (CertificateId: string, days: number) => ({
  CertificateId,
  CommonName: 'corp',
  State: 'Registered',
  Type: 'ClientLDAPS',
  ExpiryDateTime: new Date(daysAgo(-days)),
})

const radius = (AuthenticationProtocol: string) => ({
  RadiusSettings: { RadiusServers: ['10.0.0.1'], RadiusPort: 1812, SharedSecret: 'hidden!!', AuthenticationProtocol },
  RadiusStatus: 'Completed',
})

/** What a directory has with which nothing is wrong. */
const sound = {
  ldaps: [{ LDAPSStatus: 'Enabled' }],
  clientAuthentication: [{ Type: 'SmartCard', Status: 'Enabled' }],
  eventTopics: [{ TopicName: 'health', TopicArn: `arn:aws:sns:${region}:${owner}:health`, Status: 'Registered' }],
}

const all: readonly DirectorySeed[] = [
  {
    region,
    id: 'd-1000000001',
    name: 'faulty.example',
    type: 'MicrosoftAD',
    trusts: [trust('t-1000000001', 'old.example', 'Two-Way', 'Disabled')],
    settings: protocols('Enable'),
    shared: [shared('d-1000000001', outsiders.stranger, 1)],
  },
  {
    ...sound,
    region,
    id: 'd-1000000002',
    name: 'sound.example',
    type: 'MicrosoftAD',
    directory: radius('MS-CHAPv2'),
    certificates: [certificate('c-1000000002', 300)],
    trusts: [trust('t-1000000002', partnerDomain, 'One-Way: Outgoing', 'Enabled')],
    settings: protocols('Disable'),
    shared: [shared('d-1000000002', accounts.shop, 2)],
    logGroups: ['/aws/directoryservice/sound'],
  },
  {
    ...sound,
    region,
    id: 'd-1000000003',
    name: 'stale.example',
    type: 'ADConnector',
    directory: { Stage: 'Impaired', ...radius('PAP') },
    certificates: [certificate('c-1000000003', 10)],
  },
  {
    ...sound,
    region,
    id: 'd-1000000004',
    name: 'fresh.example',
    type: 'ADConnector',
    directory: radius('MS-CHAPv2'),
    certificates: [certificate('c-1000000004', 300)],
  },
]

/** Managed Microsoft ADs and AD Connectors, with a fault of every kind and without. */
export const directories: Readonly<Record<string, AccountSeed>> = { [owner]: { upkeep: { directories: all } } }
