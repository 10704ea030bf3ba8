import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

/** What finding the instance takes: without it nothing of it can be asked. */
const toFindIt = ['account:ListRegions', 'sso:ListInstances']
const toListSets = [...toFindIt, 'sso:ListPermissionSets']

const permissionSet = z.object({
  ...rowFields,
  /** ISO 8601, e.g. `PT1H`. Absent: AWS did not say. */
  sessionDuration: z.string().optional(),
})
export type PermissionSet = z.infer<typeof permissionSet>
/** Permission sets of the organization's Identity Center; `id` is the ARN, as in each dataset about them. */
export const permissionSets = defineDataset<PermissionSet>({
  name: 'permission-sets',
  per: 'aws-organization',
  permissions: [...toListSets, 'sso:DescribePermissionSet'],
  readable: 'either',
  row: permissionSet,
})

const inlinePolicy = z.object({ ...rowFields, /** JSON text. Absent: the set has none. */ document: z.string().optional() })
export type PermissionSetInlinePolicy = z.infer<typeof inlinePolicy>
/** The inline policy of each permission set, one row a set. */
export const permissionSetInlinePolicies = defineDataset<PermissionSetInlinePolicy>({
  name: 'permission-set-inline-policies',
  per: 'aws-organization',
  permissions: [...toListSets, 'sso:GetInlinePolicyForPermissionSet'],
  readable: 'either',
  row: inlinePolicy,
})

const managedPolicies = z.object({ ...rowFields, policies: z.array(z.object({ name: z.string(), arn: z.string() })) })
export type PermissionSetManagedPolicies = z.infer<typeof managedPolicies>
/** The AWS-managed policies of each permission set, one row a set. */
export const permissionSetManagedPolicies = defineDataset<PermissionSetManagedPolicies>({
  name: 'permission-set-managed-policies',
  per: 'aws-organization',
  permissions: [...toListSets, 'sso:ListManagedPoliciesInPermissionSet'],
  readable: 'either',
  row: managedPolicies,
})

const policyReference = z.object({ name: z.string(), path: z.string() })

const customerPolicies = z.object({ ...rowFields, references: z.array(policyReference) })
export type PermissionSetCustomerPolicies = z.infer<typeof customerPolicies>
/** The customer-managed policies that each permission set names: every account has a policy of its own under that name. One row a set. */
export const permissionSetCustomerPolicies = defineDataset<PermissionSetCustomerPolicies>({
  name: 'permission-set-customer-policies',
  per: 'aws-organization',
  permissions: [...toListSets, 'sso:ListCustomerManagedPolicyReferencesInPermissionSet'],
  readable: 'either',
  row: customerPolicies,
})

const boundary = z.object({
  ...rowFields,
  /** An AWS-managed policy. Neither of the two: the set has no boundary. */
  managedPolicyArn: z.string().optional(),
  /** A policy of each account under this name. */
  customerPolicy: policyReference.optional(),
})
export type PermissionSetBoundary = z.infer<typeof boundary>
/** The permissions boundary of each permission set, one row a set. */
export const permissionSetBoundaries = defineDataset<PermissionSetBoundary>({
  name: 'permission-set-boundaries',
  per: 'aws-organization',
  permissions: [...toListSets, 'sso:GetPermissionsBoundaryForPermissionSet'],
  readable: 'either',
  row: boundary,
})

const provisioning = z.object({
  ...rowFields,
  /** The accounts that have a role for the set. */
  accounts: z.array(z.string()),
  /** Those among them whose role is older than the set's last change. */
  outdated: z.array(z.string()),
})
export type PermissionSetProvisioning = z.infer<typeof provisioning>
const toListAccounts = [...toListSets, 'sso:ListAccountsForProvisionedPermissionSet']
/** Where each permission set is provisioned, one row a set. */
export const permissionSetProvisionings = defineDataset<PermissionSetProvisioning>({
  name: 'permission-set-provisionings',
  per: 'aws-organization',
  permissions: toListAccounts,
  readable: 'either',
  row: provisioning,
})

const assignment = z.object({
  ...rowFields,
  permissionSetId: z.string(),
  /** `USER` or `GROUP`: open. */
  principalType: z.string(),
  /** As in the identity store, where it may be gone. */
  principalId: z.string(),
  /** The accounts in which the principal has the set, sorted. */
  accounts: z.array(z.string()).min(1),
})
export type AccountAssignment = z.infer<typeof assignment>
/**
 * Who has which permission set, and in which accounts: one row a set and principal. `name` is the principal's id. What is assigned in the management
 * account is a gap in that part when a delegated administrator reads it.
 */
export const accountAssignments = defineDataset<AccountAssignment>({
  name: 'account-assignments',
  per: 'aws-organization',
  permissions: [...toListAccounts, 'sso:ListAccountAssignments'],
  readable: 'either',
  row: assignment,
})

const application = z.object({
  ...rowFields,
  /** `arn:aws:sso::aws:applicationProvider/...`: what kind of application it is. */
  providerArn: z.string().optional(),
  /** The account that made it. */
  account: z.string().optional(),
  /** `ENABLED` or `DISABLED`: open. */
  status: z.string().optional(),
  /** False: everybody in the identity store may use it. */
  assignmentRequired: z.boolean(),
})
export type IdentityCenterApplication = z.infer<typeof application>
/** Applications that sign people in through the organization's Identity Center; `id` is the ARN. */
export const identityCenterApplications = defineDataset<IdentityCenterApplication>({
  name: 'identity-center-applications',
  per: 'aws-organization',
  permissions: [...toFindIt, 'sso:ListApplications', 'sso:GetApplicationAssignmentConfiguration'],
  readable: 'either',
  row: application,
})

const issuer = z.object({
  ...rowFields,
  issuerUrl: z.string(),
  /** The claim of the token, and the attribute of the identity store that it is compared with. */
  claim: z.string(),
  attribute: z.string(),
})
export type TrustedTokenIssuer = z.infer<typeof issuer>
/** Issuers whose tokens stand for a user of the organization's Identity Center; `id` is the ARN. */
export const trustedTokenIssuers = defineDataset<TrustedTokenIssuer>({
  name: 'trusted-token-issuers',
  per: 'aws-organization',
  permissions: [...toFindIt, 'sso:ListTrustedTokenIssuers', 'sso:DescribeTrustedTokenIssuer'],
  readable: 'either',
  row: issuer,
})

const instance = z.object({ ...rowFields, status: z.string().optional() })
export type IdentityCenterAccountInstance = z.infer<typeof instance>
/** Instances of Identity Center that an account of an organization, its management account aside, made for itself; `id` is the ARN, `part` the Region. */
export const identityCenterAccountInstances = defineDataset<IdentityCenterAccountInstance>({
  name: 'identity-center-account-instances',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'sso:ListInstances'],
  readable: 'either',
  row: instance,
})
