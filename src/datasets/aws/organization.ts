import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const membership = z.object({
  ...rowFields,
  managementAccountId: z.string(),
  /** `ALL` or `CONSOLIDATED_BILLING`. */
  featureSet: z.string(),
})
export type OrganizationMembership = z.infer<typeof membership>
/** The organization an account belongs to, which every member may ask; no row: it belongs to none. `id` is the organization's (o-...). */
export const organizationMemberships = defineDataset<OrganizationMembership>({
  name: 'organization-memberships',
  per: 'aws-account',
  permissions: ['organizations:DescribeOrganization'],
  readable: 'either',
  row: membership,
})

const root = z.object({ ...rowFields, /** e.g. `SERVICE_CONTROL_POLICY`. */ enabledPolicyTypes: z.array(z.string()) })
export type OrganizationRoot = z.infer<typeof root>
/** The root of the hierarchy, and the policy types enabled on it; `id` is r-... */
export const organizationRoots = defineDataset<OrganizationRoot>({
  name: 'organization-roots',
  per: 'aws-organization',
  permissions: ['organizations:ListRoots'],
  readable: 'either',
  row: root,
})

const unit = z.object({ ...rowFields, arn: z.string(), parentId: z.string() })
export type OrganizationalUnit = z.infer<typeof unit>
/** Organizational units; `id` is ou-... */
export const organizationalUnits = defineDataset<OrganizationalUnit>({
  name: 'organizational-units',
  per: 'aws-organization',
  permissions: ['organizations:ListRoots', 'organizations:ListOrganizationalUnitsForParent'],
  readable: 'either',
  row: unit,
})

const account = z.object({
  ...rowFields,
  arn: z.string(),
  /** `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE`, ...: open. */
  status: z.string(),
  parentId: z.string(),
  joinedAt: instant.optional(),
})
export type OrganizationAccount = z.infer<typeof account>
/** The accounts of the organization with their place in it, the management account included; `id` is the account number. */
export const organizationAccounts = defineDataset<OrganizationAccount>({
  name: 'organization-accounts',
  per: 'aws-organization',
  permissions: ['organizations:ListRoots', 'organizations:ListOrganizationalUnitsForParent', 'organizations:ListAccountsForParent'],
  readable: 'either',
  row: account,
})

const policy = z.object({
  ...rowFields,
  arn: z.string(),
  /** `SERVICE_CONTROL_POLICY` or `RESOURCE_CONTROL_POLICY`. */
  type: z.string(),
  isAwsManaged: z.boolean(),
  /** JSON text. */
  document: z.string(),
  /** Roots, units and accounts it is attached to. */
  targets: z.array(z.object({ id: z.string(), type: z.string() })),
})
export type OrganizationPolicy = z.infer<typeof policy>
/** Service and resource control policies with what they are attached to; `id` is p-... */
export const organizationPolicies = defineDataset<OrganizationPolicy>({
  name: 'organization-policies',
  per: 'aws-organization',
  permissions: ['organizations:ListPolicies', 'organizations:DescribePolicy', 'organizations:ListTargetsForPolicy'],
  readable: 'either',
  row: policy,
})

const features = z.object({ ...rowFields, /** e.g. `RootCredentialsManagement`, `RootSessions`. */ enabled: z.array(z.string()) })
export type OrganizationFeatures = z.infer<typeof features>
/** Central root access, as IAM tells it to the management or delegated account; one row, `id` is the organization's. */
export const organizationFeatures = defineDataset<OrganizationFeatures>({
  name: 'organization-features',
  per: 'aws-organization',
  permissions: ['iam:ListOrganizationsFeatures'],
  readable: 'either',
  row: features,
})

const trusted = z.object({ ...rowFields, enabledAt: instant.optional() })
export type TrustedService = z.infer<typeof trusted>
/** AWS services with trusted access to the organization; `id` is the service principal. */
export const trustedServices = defineDataset<TrustedService>({
  name: 'trusted-services',
  per: 'aws-organization',
  permissions: ['organizations:ListAWSServiceAccessForOrganization'],
  readable: 'either',
  row: trusted,
})

const administrator = z.object({
  ...rowFields,
  /** As of the account: `ACTIVE`, `SUSPENDED`, ...: open. */
  status: z.string().optional(),
  /** The services it administers, by their principals. */
  services: z.array(z.string()),
})
export type DelegatedAdministrator = z.infer<typeof administrator>
/** Member accounts that administer services for the organization; `id` is the account number. */
export const delegatedAdministrators = defineDataset<DelegatedAdministrator>({
  name: 'delegated-administrators',
  per: 'aws-organization',
  permissions: ['organizations:ListDelegatedAdministrators', 'organizations:ListDelegatedServicesForAccount'],
  readable: 'either',
  row: administrator,
})

const instance = z.object({ ...rowFields, identityStoreId: z.string(), ownerAccountId: z.string(), status: z.string().optional() })
export type IdentityCenterInstance = z.infer<typeof instance>
/**
 * The organization instance of IAM Identity Center: at most one an organization, in one Region (`part`); `id` is the instance ARN.
 * Complete when the management account was asked in every Region that it has enabled, when the instance was found, or when Identity Center has no trusted
 * access and so cannot exist.
 */
export const identityCenterInstances = defineDataset<IdentityCenterInstance>({
  name: 'identity-center-instances',
  per: 'aws-organization',
  permissions: ['account:ListRegions', 'sso:ListInstances'],
  readable: 'either',
  row: instance,
})
