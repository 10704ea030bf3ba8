import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const listing = ['account:ListRegions', 'cognito-identity:ListIdentityPools']

const pool = z.object({
  ...rowFields,
  allowsGuests: z.boolean(),
  /** Absent: never set. */
  allowsClassicFlow: z.boolean().optional(),
})
export type IdentityPool = z.infer<typeof pool>
/** Cognito identity pools; `id` is the pool id, `part` its Region. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
export const identityPools = defineDataset<IdentityPool>({
  name: 'identity-pools',
  per: 'aws-account',
  permissions: [...listing, 'cognito-identity:DescribeIdentityPool'],
  readable: 'app',
  row: pool,
})

const mapping = z.object({
  /** Whose tokens it reads, e.g. `cognito-idp.eu-west-1.amazonaws.com/<pool>:<client>`. */
  provider: z.string(),
  /** `Token`: the role that the token names; `Rules`: the rules below. */
  type: z.string(),
  rules: z.array(z.object({ claim: z.string(), roleArn: z.string() })),
})

const roles = z.object({
  ...rowFields,
  authenticatedRoleArn: z.string().optional(),
  guestRoleArn: z.string().optional(),
  /** Whether the answer told the two roles above: where it did not, an absent one is not known to be absent. */
  rolesTold: z.boolean(),
  mappings: z.array(mapping),
})
export type IdentityPoolRoles = z.infer<typeof roles>
/** The roles that an identity pool gives; `id` is the pool id. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html */
export const identityPoolRoles = defineDataset<IdentityPoolRoles>({
  name: 'identity-pool-roles',
  per: 'aws-account',
  permissions: [...listing, 'cognito-identity:GetIdentityPoolRoles'],
  readable: 'app',
  row: roles,
})
