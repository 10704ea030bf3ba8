import rule from '../../../rules/audit-and-protection/aws-cloudtrail-bucket-open.ts'
import { cloudTrails, trailLogBuckets } from '../../../src/datasets/aws/cloudtrail.ts'
import { organizationAccounts, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { accountRow } from '../aws-rows.ts'
import { ACCOUNT, bucketRow, memberOf, partGap, trailRow } from '../trail-rows.ts'

const ARCHIVE = '222222222222'
const archive = { id: `aws-account/${ARCHIVE}`, kind: 'aws-account', name: 'archive' } as const
const shared = trailRow('organization', { isOrganizationTrail: true })
const trail = given(cloudTrails, trailRow('main'))
const members = given(organizationAccounts, accountRow(ACCOUNT), accountRow(ARCHIVE), accountRow('333333333333', { status: 'SUSPENDED' }))
const organization = [members, memberOf(ACCOUNT)]
const bucket = (more: Parameters<typeof bucketRow>[1] = {}) => given(trailLogBuckets, bucketRow('logs', more))

testRule(
  rule,
  {
    pass: {
      'a closed bucket of the account': [trail, bucket(), ...organization],
      'a closed bucket of an account of the organization': {
        given: [given(cloudTrails, shared), given(trailLogBuckets, { ...bucketRow('logs'), scope: archive.id }), ...organization],
        scopes: [archive],
      },
      'a public policy and list that are blocked': [trail, bucket({ policyIsPublic: true, publicGrants: ['READ to AllUsers'] }), ...organization],
    },
    fail: {
      'a public policy': {
        given: [trail, bucket({ policyIsPublic: true, restrictsPublicPolicy: false }), ...organization],
        subjects: ['logs'],
        severity: 'high',
        message: 'Bucket logs of account 111111111111, which events are logged to, is open: its policy is public.',
      },
      'a public list': {
        given: [trail, bucket({ publicGrants: ['READ to AllUsers'], ignoresPublicLists: false }), ...organization],
        message: /its access control list gives READ to AllUsers/,
      },
      'two trails and one bucket': {
        given: [given(cloudTrails, trailRow('a'), trailRow('b')), bucket({ policyIsPublic: true, restrictsPublicPolicy: false }), ...organization],
        subjects: ['logs'],
        evidence: [{ label: 'Trails', value: ['a', 'b'] }],
      },
      'a bucket of nobody in the organization': {
        given: [given(cloudTrails, shared), given(trailLogBuckets), ...organization],
        scopes: [archive],
        message: 'is in none of its 2 accounts',
      },
    },
    unknown: {
      'a bucket that could not be read': {
        given: [trail, given(trailLogBuckets), ...organization],
        gaps: [partGap(trailLogBuckets, 'logs')],
        message: /access denied/,
      },
      'a bucket of an account that does not see the trail': { given: [trail, given(trailLogBuckets), ...organization], message: /does not see this trail/ },
      'an account that could not be asked': {
        given: [given(cloudTrails, shared), given(trailLogBuckets), ...organization],
        message: /none of the 1 of 2 accounts/,
      },
      'an account that is in no organization it knows of': {
        given: [given(cloudTrails, shared), given(trailLogBuckets), members, given(organizationMemberships)],
        message: /accounts of the organization are not known/,
      },
    },
    'not-applicable': { 'no trail': [given(cloudTrails), given(trailLogBuckets), ...organization] },
  },
  { answersWithout: [trailLogBuckets, organizationAccounts] },
)
