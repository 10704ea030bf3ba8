import { GetBucketAclCommand, GetBucketPolicyStatusCommand, GetPublicAccessBlockCommand, type Grant, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import type { Scope } from '../../dataset.ts'
import { type CloudTrail, type TrailLogBucket, trailLogBuckets } from '../../datasets/aws/cloudtrail.ts'
import { CollectError, type Collected, gap } from '../collector.ts'
import { booleanOf, listOf, objectOf, textOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import { partOrGap } from './rows.ts'
import type { AwsSession } from './session.ts'

/** Everybody, and anybody with an AWS account: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups */
const EVERYBODY = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/

/** The Region of a bucket of this account. Undefined: the account has no bucket of the name. */
const regionOf = async (session: AwsSession, name: string): Promise<string | undefined> => {
  const s3 = session.client(S3Client)
  let from: string | undefined
  for (let count = 0; count < session.pages; count += 1) {
    const page = await s3.send(new ListBucketsCommand({ Prefix: name, MaxBuckets: 100, ContinuationToken: from }))
    const found = listOf(page.Buckets, 'ListBuckets: Buckets').find(bucket => textOf(bucket.Name, 'ListBuckets: Name') === name)
    if (found) return textOf(found.BucketRegion, 'ListBuckets: BucketRegion')
    if (page.ContinuationToken === undefined || page.ContinuationToken === from) return undefined
    from = page.ContinuationToken
  }
  throw new CollectError('invalid', `ListBuckets: no end after ${session.pages} pages`)
}

const publicGrantsOf = (grants: readonly Grant[]): string[] =>
  grants.flatMap(grant => {
    const group = EVERYBODY.exec(objectOf(grant.Grantee, 'GetBucketAcl: Grantee').URI ?? '')?.[1]
    return group === undefined ? [] : [`${textOf(grant.Permission, 'GetBucketAcl: Permission')} to ${group}`]
  })

/** What `ask` brings, or undefined where S3 says that the bucket has none. */
const unlessNone = async <T>(code: string, ask: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await ask()
  } catch (error) {
    if (isServiceError(error, code)) return undefined
    throw error
  }
}

const readBucket = async (session: AwsSession, at: Scope, Bucket: string, region: string): Promise<TrailLogBucket> => {
  const s3 = session.client(S3Client, region)
  const { Grants } = await s3.send(new GetBucketAclCommand({ Bucket }))
  const policy = await unlessNone('NoSuchBucketPolicy', async () =>
    objectOf((await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus, 'GetBucketPolicyStatus: PolicyStatus'),
  )
  const block = await unlessNone('NoSuchPublicAccessBlockConfiguration', async () => {
    const answer = await s3.send(new GetPublicAccessBlockCommand({ Bucket }))
    return objectOf(answer.PublicAccessBlockConfiguration, 'GetPublicAccessBlock: PublicAccessBlockConfiguration')
  })
  return {
    id: Bucket,
    scope: at.id,
    name: Bucket,
    part: region,
    policyIsPublic: policy !== undefined && booleanOf(policy.IsPublic, 'GetBucketPolicyStatus: IsPublic'),
    publicGrants: publicGrantsOf(listOf(Grants, 'GetBucketAcl: Grants')),
    ignoresPublicLists: block !== undefined && booleanOf(block.IgnorePublicAcls, 'GetPublicAccessBlock: IgnorePublicAcls'),
    restrictsPublicPolicy: block !== undefined && booleanOf(block.RestrictPublicBuckets, 'GetPublicAccessBlock: RestrictPublicBuckets'),
  }
}

/** The log buckets among the account's own; whether the others are open, their owners tell. */
export async function* logBucketsOf(session: AwsSession, at: Scope, trails: readonly CloudTrail[]): AsyncGenerator<Collected> {
  for (const name of new Set(trails.map(({ bucket }) => bucket))) {
    try {
      const region = await regionOf(session, name)
      if (region !== undefined) yield await partOrGap(trailLogBuckets, name, name, () => readBucket(session, at, name, region))
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      const permission = error.permission === undefined ? {} : { permission: error.permission }
      yield gap(trailLogBuckets, error.reason, `${name}: ${error.message}`, { part: name, ...permission })
    }
  }
}
