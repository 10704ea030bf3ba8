import { CollectError } from '../collector.ts'

/**
 * The lists of IAM's XML answers. The SDK reads `<UserDetailList>anything</UserDetailList>` as an empty list, which would say that an account
 * has no users: a list must hold members or nothing.
 */
const LISTS = [
  'AttachedManagedPolicies',
  'ClientIDList',
  'EnabledFeatures',
  'GroupDetailList',
  'GroupList',
  'GroupPolicyList',
  'InstanceProfileList',
  'OpenIDConnectProviderList',
  'Policies',
  'PolicyVersionList',
  'RoleDetailList',
  'RolePolicyList',
  'SAMLProviderList',
  'SSHPublicKeys',
  'ServiceSpecificCredentials',
  'SummaryMap',
  'ThumbprintList',
  'UserDetailList',
  'UserPolicyList',
  'VirtualMFADevices',
] as const

const BROKEN_LIST = new RegExp(`<(${LISTS.join('|')})>(?!\\s*(?:<member>|<member/>|<entry>|</\\1>))`)

/** The SDK reads every other word as false, which would end a listing early. */
const BROKEN_FLAG = /<IsTruncated>(?!(?:true|false)<)/

/** S3 names the root of an answer after what is in it: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
const S3_ROOTS: Readonly<Record<string, string>> = {
  GetBucketAcl: 'AccessControlPolicy',
  GetBucketPolicyStatus: 'PolicyStatus',
  GetPublicAccessBlock: 'PublicAccessBlockConfiguration',
}

const problemOf = (operation: string, body: string): string | undefined => {
  if (body.trim() === '') return 'answered 200 with nothing in it'
  if (body.trimStart().startsWith('{')) return undefined
  const root = S3_ROOTS[operation] ?? `${operation}Response`
  // The XML of another service, a proxy's page or half an answer would be read as an answer without any member.
  if (!new RegExp(`<${root}[\\s>]`).test(body.slice(0, 1000)) || !body.trimEnd().endsWith(`</${root}>`)) {
    return 'answered with something that is not an answer of AWS'
  }
  if (BROKEN_FLAG.test(body)) return 'answered with an IsTruncated that is neither true nor false'
  const list = BROKEN_LIST.exec(body)?.[1]
  return list && `answered with a ${list} that is not a list`
}

/** Throws `invalid` for a successful answer that the SDK would read as an emptier one than it is. */
export const checkAnswer = (operation: string, body: string): void => {
  const problem = problemOf(operation, body)
  if (problem) throw new CollectError('invalid', `${operation} ${problem}`)
}
