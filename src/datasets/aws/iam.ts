import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

/** One call brings users, groups, roles and policies: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html */
const permissions = ['iam:GetAccountAuthorizationDetails']

const inlinePolicy = z.object({ name: z.string(), /** Decoded JSON text. */ document: z.string() })
const attachedPolicy = z.object({ name: z.string(), arn: z.string() })

const principal = {
  ...rowFields,
  arn: z.string(),
  path: z.string(),
  createdAt: instant,
  inlinePolicies: z.array(inlinePolicy),
  attachedPolicies: z.array(attachedPolicy),
}

const user = z.object({
  ...principal,
  /** Names of the groups the user is in. */
  groups: z.array(z.string()),
  boundaryArn: z.string().optional(),
})
export type IamUser = z.infer<typeof user>
/** IAM users; `id` is the unique id (AIDA...). The root user is not among them. */
export const iamUsers = defineDataset<IamUser>({ name: 'iam-users', per: 'aws-account', permissions, readable: 'either', row: user })

const group = z.object(principal)
export type IamGroup = z.infer<typeof group>
/** IAM groups; `id` is the unique id (AGPA...). */
export const iamGroups = defineDataset<IamGroup>({ name: 'iam-groups', per: 'aws-account', permissions, readable: 'either', row: group })

const role = z.object({
  ...principal,
  /** Decoded JSON text of the trust policy. */
  trustPolicy: z.string(),
  boundaryArn: z.string().optional(),
  instanceProfileArns: z.array(z.string()),
  /** Absent when the role was not used in the tracking period. */
  lastUsedAt: instant.optional(),
})
export type IamRole = z.infer<typeof role>
/** IAM roles, service-linked ones included; `id` is the unique id (AROA...). */
export const iamRoles = defineDataset<IamRole>({ name: 'iam-roles', per: 'aws-account', permissions, readable: 'either', row: role })

const policy = z.object({
  ...rowFields,
  arn: z.string(),
  path: z.string(),
  isAwsManaged: z.boolean(),
  attachmentCount: z.number().int(),
  boundaryUsageCount: z.number().int(),
  defaultVersionId: z.string(),
  /** Decoded JSON text of the default version. */
  document: z.string(),
})
export type IamPolicy = z.infer<typeof policy>
/** Managed policies: the account's own, and those of AWS that are attached to something; `id` is the unique id (ANPA...). */
export const iamPolicies = defineDataset<IamPolicy>({ name: 'iam-policies', per: 'aws-account', permissions, readable: 'either', row: policy })
