import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const summary = z.object({
  ...rowFields,
  /** Whether the root user has any MFA device. */
  rootMfaEnabled: z.boolean(),
  rootAccessKeysPresent: z.boolean(),
  /** Whether the root user has a password. Absent: the answer did not say. */
  rootPasswordPresent: z.boolean().optional(),
  users: z.number().int(),
  roles: z.number().int(),
  /**
   * The version of the tokens of the global STS endpoint: 1 is good only in Regions that are enabled by default, 2 in all. Absent: the answer did not say.
   * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetSecurityTokenServicePreferences.html
   */
  globalEndpointTokenVersion: z.number().int().optional(),
})
export type AccountSummary = z.infer<typeof summary>
/** One row; `id` is the account number. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export const accountSummary = defineDataset<AccountSummary>({
  name: 'account-summary',
  per: 'aws-account',
  permissions: ['iam:GetAccountSummary'],
  readable: 'either',
  row: summary,
})

const passwordPolicy = z.object({
  ...rowFields,
  minimumLength: z.number().int(),
  requiresUppercase: z.boolean(),
  requiresLowercase: z.boolean(),
  requiresNumbers: z.boolean(),
  requiresSymbols: z.boolean(),
  /** How many former passwords are remembered; 0: reuse is not prevented. */
  reusePrevention: z.number().int(),
  /** Days; 0: passwords do not expire. */
  maximumAge: z.number().int(),
})
export type PasswordPolicy = z.infer<typeof passwordPolicy>
/** One row, or none where the account uses AWS's default policy; `id` is the account number. */
export const accountPasswordPolicies = defineDataset<PasswordPolicy>({
  name: 'account-password-policies',
  per: 'aws-account',
  permissions: ['iam:GetAccountPasswordPolicy'],
  readable: 'either',
  row: passwordPolicy,
})

const device = z.object({
  ...rowFields,
  /** Absent: the device is not assigned. */
  userArn: z.string().optional(),
  enabledAt: instant.optional(),
})
export type VirtualMfaDevice = z.infer<typeof device>
/** Virtual MFA devices, the root user's too; `id` is the serial number. */
export const virtualMfaDevices = defineDataset<VirtualMfaDevice>({
  name: 'virtual-mfa-devices',
  per: 'aws-account',
  permissions: ['iam:ListVirtualMFADevices'],
  readable: 'either',
  row: device,
})

const credential = z.object({
  ...rowFields,
  userName: z.string(),
  service: z.string(),
  active: z.boolean(),
  createdAt: instant,
  /** Absent: it does not expire. */
  expiresAt: instant.optional(),
})
export type ServiceSpecificCredential = z.infer<typeof credential>
/** Passwords and API keys for one service (CodeCommit, Keyspaces, Bedrock), of all users in one call. */
export const serviceSpecificCredentials = defineDataset<ServiceSpecificCredential>({
  name: 'service-specific-credentials',
  per: 'aws-account',
  permissions: ['iam:ListServiceSpecificCredentials'],
  readable: 'either',
  row: credential,
})
