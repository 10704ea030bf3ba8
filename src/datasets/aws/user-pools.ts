import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

/** Every table of user pools begins with the pools of each enabled Region. */
const listing = ['account:ListRegions', 'cognito-idp:ListUserPools']

const pool = z.object({
  ...rowFields,
  arn: z.string(),
  passwordPolicy: z.object({
    minimumLength: z.number().int(),
    requiresUppercase: z.boolean(),
    requiresLowercase: z.boolean(),
    requiresNumbers: z.boolean(),
    requiresSymbols: z.boolean(),
    /** Days that a password chosen by an administrator can wait for its first use. Absent: the answer did not say. */
    temporaryPasswordDays: z.number().int().optional(),
  }),
  /** Whether only administrators make users. */
  administratorsCreateUsers: z.boolean(),
  /** `ACTIVE` or `INACTIVE`. Absent: the answer did not say. */
  deletionProtection: z.string().optional(),
  /** `OFF`, `AUDIT` or `ENFORCED`. Absent: never set, which is off. */
  threatProtection: z.string().optional(),
  /** The same for custom authentication; `OFF` is no value of it. Absent: never set, which is off. */
  customAuthThreatProtection: z.string().optional(),
  /** `LITE`, `ESSENTIALS` or `PLUS`. */
  tier: z.string().optional(),
  /** Lambda functions by the event they are called at. Absent: the answer did not say which there are. */
  triggers: z.array(z.object({ event: z.string(), functionArn: z.string() })).optional(),
  /** Attributes of the users, custom ones with their prefix. Absent: the answer did not say. */
  attributes: z.array(z.object({ name: z.string(), mutable: z.boolean() })).optional(),
  /** Those whose new value is taken over only once the user has proven to receive mail or messages there. */
  verifiedBeforeUpdate: z.array(z.string()).optional(),
})
export type UserPool = z.infer<typeof pool>
/** Cognito user pools; `id` is the pool id, `part` its Region. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html */
export const userPools = defineDataset<UserPool>({
  name: 'user-pools',
  per: 'aws-account',
  permissions: [...listing, 'cognito-idp:DescribeUserPool'],
  readable: 'app',
  row: pool,
})

const mfa = z.object({
  ...rowFields,
  /** `OFF`, `ON` or `OPTIONAL`. */
  mfa: z.string(),
  /** The second factors that are set up. */
  methods: z.array(z.enum(['sms', 'email', 'totp', 'passkey'])),
})
export type UserPoolMfa = z.infer<typeof mfa>
/** What user pools ask for beside the password; `id` is the pool id. https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html */
export const userPoolMfa = defineDataset<UserPoolMfa>({
  name: 'user-pool-mfa',
  per: 'aws-account',
  permissions: [...listing, 'cognito-idp:GetUserPoolMfaConfig'],
  readable: 'app',
  row: mfa,
})

const risk = z.object({
  ...rowFields,
  /** What happens on a password known to be stolen: `BLOCK` or `NO_ACTION`. Absent: not set. */
  compromisedCredentials: z.string().optional(),
  /** The sign-ins, sign-ups and changes of password that this is about. Absent: all. */
  compromisedCredentialsEvents: z.array(z.string()).optional(),
  /** What happens on a sign-in of each risk. Absent: not set. */
  takeover: z.object({ low: z.string().optional(), medium: z.string().optional(), high: z.string().optional() }).optional(),
})
export type UserPoolRisk = z.infer<typeof risk>
/**
 * What user pools with enforced threat protection do about a risk; the others are not asked. `id` is the pool id.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RiskConfigurationType.html
 */
export const userPoolRisks = defineDataset<UserPoolRisk>({
  name: 'user-pool-risk-configurations',
  per: 'aws-account',
  permissions: [...listing, 'cognito-idp:DescribeUserPool', 'cognito-idp:DescribeRiskConfiguration'],
  readable: 'app',
  row: risk,
})

const webAcl = z.object({
  ...rowFields,
  /** The web ACL in front of it. Absent: there is none. */
  webAclArn: z.string().optional(),
})
export type UserPoolWebAcl = z.infer<typeof webAcl>
/** User pools, each with its web ACL of AWS WAF; `id` is the pool id. https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-waf.html */
export const userPoolWebAcls = defineDataset<UserPoolWebAcl>({
  name: 'user-pool-web-acls',
  per: 'aws-account',
  permissions: [...listing, 'wafv2:ListWebACLs', 'wafv2:ListResourcesForWebACL', 'cognito-idp:ListResourcesForWebACL'],
  readable: 'app',
  row: webAcl,
})
