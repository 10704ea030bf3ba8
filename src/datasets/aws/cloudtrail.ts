import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const LISTING = ['account:ListRegions', 'cloudtrail:DescribeTrails'] as const

const trail = z.object({
  ...rowFields,
  ownerAccount: z.string(),
  isMultiRegion: z.boolean(),
  /** Of the organization: it logs every account of it, and each member sees it under the ARN of the management account. */
  isOrganizationTrail: z.boolean(),
  /** Events of services without a Region: IAM, STS, CloudFront. */
  includesGlobalEvents: z.boolean(),
  bucket: z.string(),
  validatesLogFiles: z.boolean(),
  /** Absent: encrypted by S3's own keys. */
  kmsKeyId: z.string().optional(),
  /** Where CloudWatch Logs gets the events as well; without the `:*` that CloudTrail writes. */
  logGroupArn: z.string().optional(),
})
export type CloudTrail = z.infer<typeof trail>
/**
 * Trails that log this account, those of its organization too; `id` is the ARN, `part` the home Region. A trail shows in each Region that it logs and is kept
 * once. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
 */
export const cloudTrails = defineDataset<CloudTrail>({
  name: 'cloudtrail-trails',
  per: 'aws-account',
  permissions: [...LISTING],
  readable: 'app',
  row: trail,
})

const status = z.object({
  ...rowFields,
  isLogging: z.boolean(),
  stoppedAt: instant.optional(),
  /** Why the last log file did not reach the bucket, as S3 names it. Absent: it did. */
  deliveryError: z.string().optional(),
  /** Why the last event did not reach CloudWatch Logs. Absent: it did, or need not. */
  logGroupError: z.string().optional(),
})
export type TrailStatus = z.infer<typeof status>
/** Whether each trail of the account's own logs; `id` is the trail's ARN, and so is the part of a gap. Members cannot ask about the organization's. */
export const trailStatuses = defineDataset<TrailStatus>({
  name: 'cloudtrail-trail-statuses',
  per: 'aws-account',
  permissions: [...LISTING, 'cloudtrail:GetTrailStatus'],
  readable: 'app',
  row: status,
})

const field = z.object({
  name: z.string(),
  equals: z.array(z.string()).optional(),
  notEquals: z.array(z.string()).optional(),
  /** StartsWith, NotEndsWith and the like. */
  hasOther: z.boolean(),
})

const selectors = z.object({
  ...rowFields,
  /** Basic selectors for management events. */
  basic: z.array(z.object({ readWriteType: z.string(), excludedSources: z.array(z.string()) })),
  /** Advanced selectors for management events: all fields of one must match. */
  advanced: z.array(z.object({ fields: z.array(field) })),
})
export type TrailSelectors = z.infer<typeof selectors>
/**
 * Which management events each trail of the account's own logs; selectors for other events are left out. `id` is the trail's ARN, and so is the part of a
 * gap. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventSelectors.html
 */
export const trailSelectors = defineDataset<TrailSelectors>({
  name: 'cloudtrail-event-selectors',
  per: 'aws-account',
  permissions: [...LISTING, 'cloudtrail:GetEventSelectors'],
  readable: 'app',
  row: selectors,
})

const store = z.object({
  ...rowFields,
  isMultiRegion: z.boolean(),
  /** It keeps the events of every account of the organization, whose management account owns it. */
  isOfOrganization: z.boolean(),
  /** `ENABLED`, `STOPPED_INGESTION`, `PENDING_DELETION`, ...: open. */
  status: z.string(),
  /** Selectors for management events: all fields of one must match. */
  advanced: z.array(z.object({ fields: z.array(field) })),
})
export type EventDataStore = z.infer<typeof store>
/**
 * Event data stores of CloudTrail Lake, of accounts that no trail of all Regions is known to log, and of management accounts whose trail is not the
 * organization's: elsewhere none is asked for. `id` is the ARN, `part` the Region.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventDataStore.html
 */
export const eventDataStores = defineDataset<EventDataStore>({
  name: 'cloudtrail-event-data-stores',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'cloudtrail:GetEventDataStore', 'cloudtrail:ListEventDataStores'],
  readable: 'app',
  row: store,
})

const bucket = z.object({
  ...rowFields,
  /** As S3 judges its policy. False too where it has none. */
  policyIsPublic: z.boolean(),
  /** What the access control list gives to everybody or to anybody with an AWS account, e.g. `READ to AllUsers`. */
  publicGrants: z.array(z.string()),
  /** The bucket's own block of public access; the account's may block more. */
  ignoresPublicLists: z.boolean(),
  restrictsPublicPolicy: z.boolean(),
})
export type TrailLogBucket = z.infer<typeof bucket>
/**
 * The buckets of this account that a trail it sees logs to, the organization's trails included; `id` is the bucket's name, and so is the part of a gap. Buckets
 * of other accounts are told by those. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export const trailLogBuckets = defineDataset<TrailLogBucket>({
  name: 'cloudtrail-log-buckets',
  per: 'aws-account',
  permissions: [...LISTING, 's3:ListAllMyBuckets', 's3:GetBucketAcl', 's3:GetBucketPolicyStatus', 's3:GetBucketPublicAccessBlock'],
  readable: 'app',
  row: bucket,
})
