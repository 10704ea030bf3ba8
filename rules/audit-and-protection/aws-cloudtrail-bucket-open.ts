import { bucketOwners, trailBuckets } from '../../src/estate/aws/trail-buckets.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cloudtrail-bucket-open',
  title: "The buckets of trails are closed, and the organization's own",
  failureTitle: 'Log bucket that is open or not our own',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'audit-and-protection',
  rationale:
    "The log tells an attacker who is who, which roles are taken from where, and what is watched; a bucket that somebody else owns can be deleted or rewritten by them, so that the trail's evidence is theirs. A public policy or list has no effect where the bucket blocks it, and counts as closed then. Blocks of public access that the whole account has are not read: they are one setting away from being lifted for every bucket. Each account looks for the bucket among its own, and other accounts are only known to own it if they see the trail.",
  remediation: [
    {
      text: 'Block public access to the bucket.',
      command:
        'aws s3api put-public-access-block --bucket BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    },
    { text: 'Take the statements that let anybody in out of its policy, and leave only CloudTrail, bound to the trail by aws:SourceArn.' },
    {
      text: 'Log to a bucket in the log archive account of the organization.',
      command: 'aws cloudtrail update-trail --name TRAIL_ARN --s3-bucket-name BUCKET',
    },
  ],
  verify: [
    { text: 'IsPublic is false.', command: 'aws s3api get-bucket-policy-status --bucket BUCKET' },
    { text: 'No group is granted anything.', command: "aws s3api get-bucket-acl --bucket BUCKET --query 'Grants[].Grantee.URI'" },
    { text: 'An account of the organization lists it.', command: 'aws s3api list-buckets --prefix BUCKET' },
  ],
  frameworks: { 'aws-security-hub': ['CloudTrail.6'], 'nist-800-53@r5': ['AC-3', 'AU-9'], 'mcsb@2': ['LT-5'] },
  equivalents: { prowler: ['cloudtrail_logs_s3_bucket_is_not_publicly_accessible'], 'security-hub': ['CloudTrail.6'] },
  references: [
    { title: 'S3 bucket policy for CloudTrail', url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html' },
    { title: 'The meaning of "public"', url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html' },
  ],
  subjects: trailBuckets,
  needs: { bucketOwners },
  check(subject, { bucketOwners }) {
    const owner = bucketOwners(subject)
    const trails = evidence('Trails', [...subject.trails])
    if (owner.kind === 'unknown') return unknown(`Whose bucket ${subject.name} is, and whether it is open, is not known: ${owner.why}.`)
    if (owner.kind === 'outside')
      return fail(`Bucket ${subject.name}, which the organization's events are logged to, is in none of its ${owner.accounts} accounts.`, [
        trails,
        evidence('Accounts of the organization asked', owner.accounts),
      ])
    const { account, bucket } = owner
    const ways = [
      ...(bucket.policyIsPublic && !bucket.restrictsPublicPolicy ? ['its policy is public'] : []),
      ...(bucket.publicGrants.length > 0 && !bucket.ignoresPublicLists ? [`its access control list gives ${bucket.publicGrants.join(', ')}`] : []),
    ]
    if (ways.length === 0) return pass()
    return fail(`Bucket ${subject.name} of account ${account}, which events are logged to, is open: ${ways.join(', and ')}.`, [
      trails,
      evidence('Policy is public', bucket.policyIsPublic, bucket.id),
      evidence('Public grants', [...bucket.publicGrants], bucket.id),
      evidence('Restricts a public policy', bucket.restrictsPublicPolicy, bucket.id),
      evidence('Ignores public lists', bucket.ignoresPublicLists, bucket.id),
    ])
  },
})
