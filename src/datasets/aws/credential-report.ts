import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const accessKey = z.object({
  slot: z.union([z.literal(1), z.literal(2)]),
  active: z.boolean(),
  /** When the key was created or last changed. Absent: the user has no key in this slot. */
  lastRotatedAt: instant.optional(),
  /** Absent: never used, or not tracked. */
  lastUsedAt: instant.optional(),
  lastUsedService: z.string().optional(),
})

const row = z.object({
  ...rowFields,
  isRoot: z.boolean(),
  createdAt: instant,
  /** Absent for the root user where the report says `not_supported`. */
  passwordEnabled: z.boolean().optional(),
  /** Absent: never used, or not tracked. */
  passwordLastUsedAt: instant.optional(),
  passwordLastChangedAt: instant.optional(),
  mfaActive: z.boolean(),
  accessKeys: z.array(accessKey),
  /** X.509 signing certificates 1 and 2. */
  activeCertificates: z.number().int().min(0).max(2),
  /** When each active certificate was uploaded or last changed. Absent: the report does not say of every one. */
  activeCertificatesSince: z.array(instant).optional(),
})

export type Credentials = z.infer<typeof row>

/**
 * One row a user, the root user first; `id` is the ARN. A report is at most four hours old.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
export const credentialReport = defineDataset<Credentials>({
  name: 'credential-report',
  per: 'aws-account',
  permissions: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  readable: 'either',
  row,
})
