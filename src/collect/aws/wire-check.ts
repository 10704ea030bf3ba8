import { CollectError } from '../collector.ts'

/**
 * The lists of XML answers. The SDK reads `<UserDetailList>anything</UserDetailList>` as an empty list, which would say that an account
 * has no users: a list must hold members or nothing.
 */
const LISTS = [
  'AttachedManagedPolicies',
  'ClientIDList',
  'DelegationRequests',
  'EnabledFeatures',
  'GroupDetailList',
  'GroupList',
  'GroupPolicyList',
  'InstanceProfileList',
  'MFADevices',
  'OpenIDConnectProviderList',
  'Policies',
  'PolicyVersionList',
  'RoleDetailList',
  'RolePolicyList',
  'Roles',
  'SAMLProviderList',
  'SSHPublicKeys',
  'ServerCertificateMetadataList',
  'ServiceSpecificCredentials',
  'Subscriptions',
  'SummaryMap',
  'ThumbprintList',
  'UserDetailList',
  'UserPolicyList',
  'VirtualMFADevices',
  'iamInstanceProfileAssociationSet',
] as const

const BROKEN_LIST = new RegExp(`<(${LISTS.join('|')})>(?!\\s*(?:<member>|<member/>|<entry>|<item>|</\\1>))`)

/** S3's lists, whose items have names of their own. */
const BROKEN_S3_LIST = /<(AccessControlList|Buckets)>(?!\s*(?:<Grant[>\s]|<Bucket>|<\/\1>))/

/** A structure whose members may all be absent: the SDK reads a text in its place as one without any. */
const BROKEN_STRUCTURE = /<accountLevel>(?!\s*<)/

/** The SDK reads every other word as false, which would end a listing early, or call a bucket closed. */
const BROKEN_FLAG = /<([Ii]sTruncated|JwtVendingEnabled|IsPublic|IgnorePublicAcls|RestrictPublicBuckets)>(?!(?:true|false)<)/

/** S3 names the root of an answer after what is in it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
const S3_ROOTS: Readonly<Record<string, string>> = {
  GetBucketAcl: 'AccessControlPolicy',
  GetBucketPolicyStatus: 'PolicyStatus',
  GetPublicAccessBlock: 'PublicAccessBlockConfiguration',
  ListBuckets: 'ListAllMyBucketsResult',
}

const problemOf = (operation: string, body: string): string | undefined => {
  if (body.trim() === '') return 'answered 200 with nothing in it'
  if (body.trimStart().startsWith('{')) return undefined
  const root = S3_ROOTS[operation] ?? `${operation}Response`
  // The XML of another service, a proxy's page or half an answer would be read as an answer without any member.
  if (!new RegExp(`<${root}[\\s>]`).test(body.slice(0, 1000)) || !body.trimEnd().endsWith(`</${root}>`)) {
    return 'answered with something that is not an answer of AWS'
  }
  const flag = BROKEN_FLAG.exec(body)?.[1]
  if (flag) return `answered with an ${flag} that is neither true nor false`
  if (BROKEN_STRUCTURE.test(body)) return 'answered with an accountLevel that has no members'
  const list = (S3_ROOTS[operation] === undefined ? BROKEN_LIST : BROKEN_S3_LIST).exec(body)?.[1]
  return list && `answered with a ${list} that is not a list`
}

/** Throws `invalid` for a successful answer that the SDK would read as an emptier one than it is. */
export const checkAnswer = (operation: string, body: string): void => {
  const problem = problemOf(operation, body)
  if (problem) throw new CollectError('invalid', `${operation} ${problem}`)
}
