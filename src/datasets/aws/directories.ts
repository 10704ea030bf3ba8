import { z } from 'zod'
import { type Dataset, defineDataset, type Row } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const regional = <R extends Row>(name: string, row: z.ZodType<R>, ...actions: readonly string[]): Dataset<R> =>
  defineDataset<R>({ name, per: 'aws-account', permissions: ['account:ListRegions', 'ds:DescribeDirectories', ...actions], readable: 'either', row })

const directory = z.object({
  ...rowFields,
  /** `MicrosoftAD`, `ADConnector`, `SimpleAD`, `SharedMicrosoftAD`: open. */
  kind: z.string(),
  /** `Active`, `Impaired`, `Inoperable`, ...: open. */
  stage: z.string(),
  stageReason: z.string().optional(),
  /** The second factor by RADIUS. Absent: none is set up. */
  radius: z.object({ protocol: z.string().optional(), status: z.string().optional() }).optional(),
})
export type Directory = z.infer<typeof directory>
/** Directories of AWS Directory Service, in their first Region; `id` is d-... https://docs.aws.amazon.com/directoryservice/latest/devguide/API_DescribeDirectories.html */
export const directories = regional('directories', directory)

const ldaps = z.object({
  ...rowFields,
  /** Of client-side LDAPS: `Enabled`, `Enabling`, `EnableFailed`, `Disabled`; `Unsupported`: this directory cannot have it. */
  status: z.string(),
})
/** Whether AWS applications speak with the directory by LDAPS; one row a Managed Microsoft AD and AD Connector, `id` is the directory's. */
export const directoryLdaps = regional('directory-ldaps', ldaps, 'ds:DescribeLDAPSSettings')

const certificate = z.object({
  ...rowFields,
  directoryId: z.string(),
  /** `ClientLDAPS`, `ClientCertAuth`. */ use: z.string(),
  state: z.string(),
  expiresAt: instant,
})
export type DirectoryCertificate = z.infer<typeof certificate>
/** Certificates registered with a directory. https://docs.aws.amazon.com/directoryservice/latest/devguide/API_ListCertificates.html */
export const directoryCertificates = regional('directory-certificates', certificate, 'ds:ListCertificates')

const trust = z.object({
  ...rowFields,
  directoryId: z.string(),
  /** e.g. `corp.example.com`. */
  remoteDomain: z.string(),
  /** `One-Way: Outgoing`: people of the other domain get in here; `One-Way: Incoming`; `Two-Way`. */
  direction: z.string(),
  state: z.string(),
  /** Whether people of the other domain are let in only where it is said. Absent: not told. */
  isSelective: z.boolean().optional(),
})
export type DirectoryTrust = z.infer<typeof trust>
/** Trusts of Managed Microsoft ADs. https://docs.aws.amazon.com/directoryservice/latest/devguide/API_Trust.html */
export const directoryTrusts = regional('directory-trusts', trust, 'ds:DescribeTrusts')

const settings = z.object({
  ...rowFields,
  /** Absent: this directory has no such settings. */
  settings: z.array(z.object({ name: z.string(), /** What is in force. Absent: not told. */ value: z.string().optional() })).optional(),
})
export type DirectorySettings = z.infer<typeof settings>
/** Protocols and ciphers of Managed Microsoft ADs, one row a directory. https://docs.aws.amazon.com/directoryservice/latest/devguide/API_SettingEntry.html */
export const directorySettings = regional('directory-settings', settings, 'ds:DescribeSettings')

const share = z.object({
  ...rowFields,
  directoryId: z.string(),
  account: z.string(),
  /** `ORGANIZATIONS` or `HANDSHAKE`. */ method: z.string(),
  status: z.string(),
})
export type DirectoryShare = z.infer<typeof share>
/** Managed Microsoft ADs that are shared with other accounts. https://docs.aws.amazon.com/directoryservice/latest/devguide/API_SharedDirectory.html */
export const directoryShares = regional('directory-shares', share, 'ds:DescribeSharedDirectories')

const authentication = z.object({
  ...rowFields,
  /** `SmartCard`, `SmartCardOrPassword`. Absent: this directory cannot have any. */
  enabled: z.array(z.string()).optional(),
})
/** Sign-in by certificate, one row a Managed Microsoft AD and AD Connector. */
export const directoryClientAuthentication = regional('directory-client-authentication', authentication, 'ds:DescribeClientAuthenticationSettings')

const subscription = z.object({ ...rowFields, directoryId: z.string() })
/** Directories whose security log goes to CloudWatch Logs. https://docs.aws.amazon.com/directoryservice/latest/devguide/API_ListLogSubscriptions.html */
export const directoryLogSubscriptions = regional('directory-log-subscriptions', subscription, 'ds:ListLogSubscriptions')

const topic = z.object({ ...rowFields, directoryId: z.string(), /** `Registered`, `Topic not found`, ... */ status: z.string() })
/** Topics that are told how a directory fares. https://docs.aws.amazon.com/directoryservice/latest/devguide/API_DescribeEventTopics.html */
export const directoryEventTopics = regional('directory-event-topics', topic, 'ds:DescribeEventTopics')
