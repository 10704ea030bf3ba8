import { nativeId, type Row } from '../../dataset.ts'
import { cloudTrails, type TrailLogBucket, trailLogBuckets } from '../../datasets/aws/cloudtrail.ts'
import { organizationMemberships } from '../../datasets/aws/organization.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineEstateView, defineView, tableOf } from '../needs.ts'
import { organizationRoster } from './organization-roster.ts'
import { answersFor } from './trails.ts'

/** A bucket that trails log to; `id` is its name. */
export interface TrailBucket extends Row {
  readonly trails: readonly string[]
  /** Whether a trail of the organization logs to it, so that each account of the organization sees that it does. */
  readonly isOfOrganization: boolean
}

/** The buckets of the trails that an account answers for, wherever they are. */
export const trailBuckets = defineView({
  name: 'trail-buckets',
  per: 'aws-account',
  needs: { cloudTrails, scopes },
  rowwise: true,
  build({ cloudTrails, scopes }, at) {
    const trails = [...cloudTrails].filter(({ ownerAccount }) => answersFor(nativeId(at.id), ownerAccount, scopes))
    return tableOf(
      [...Map.groupBy(trails, ({ bucket }) => bucket)].map(
        ([name, of]): TrailBucket => ({
          id: name,
          scope: at.id,
          name,
          trails: of.map(trail => trail.name),
          isOfOrganization: of.some(({ isOrganizationTrail }) => isOrganizationTrail),
        }),
      ),
    )
  },
})

const ownLogBuckets = defineView({
  name: 'own-log-buckets',
  per: 'aws-account',
  needs: { trailLogBuckets },
  toleratesPartsOf: ['trailLogBuckets'],
  build: ({ trailLogBuckets }, _at, missing) => ({
    buckets: [...trailLogBuckets],
    unread: missing('trailLogBuckets').map(({ part, detail }) => [part ?? '', detail] as const),
  }),
})

const logBuckets = defineEstateView({
  name: 'log-buckets',
  per: ['aws-account'],
  needs: { ownLogBuckets },
  handlesDark: true,
  distil: ({ ownLogBuckets }) => ownLogBuckets,
  join: parts => ({
    byName: new Map([...parts].flatMap(([scope, { buckets }]) => buckets.map(bucket => [bucket.id, { account: nativeId(scope), bucket }] as const))),
    unread: new Map([...parts.values()].flatMap(({ unread }) => unread)),
    whole: new Set([...parts].filter(([, { unread }]) => unread.length === 0).map(([scope]) => nativeId(scope))),
  }),
})

/** Whose a log bucket is: an account's of this scan, nobody's of the organization, or it cannot be said. */
type BucketOwner =
  | { readonly kind: 'known'; readonly account: string; readonly bucket: TrailLogBucket }
  | { readonly kind: 'outside'; readonly accounts: number }
  | { readonly kind: 'unknown'; readonly why: string }

/** Tells whose a log bucket is. Each account looks among its own buckets for those of the trails it sees. */
export const bucketOwners = defineView({
  name: 'bucket-owners',
  per: 'aws-account',
  needs: { logBuckets, organizationRoster, organizationMemberships },
  build({ logBuckets, organizationRoster, organizationMemberships }): (bucket: TrailBucket) => BucketOwner {
    const [membership] = organizationMemberships
    const roster = membership === undefined ? undefined : organizationRoster.get(membership.id)
    const looked = roster?.filter(account => logBuckets.whole.has(account)) ?? []
    return ({ id, isOfOrganization }) => {
      const found = logBuckets.byName.get(id)
      if (found !== undefined) return { kind: 'known', ...found }
      const unread = logBuckets.unread.get(id)
      if (unread !== undefined) return { kind: 'unknown', why: unread }
      if (!isOfOrganization) return { kind: 'unknown', why: 'it is in another account, which does not see this trail and so was not asked about it' }
      if (roster === undefined)
        return { kind: 'unknown', why: 'it is in none of the accounts that were asked, and the accounts of the organization are not known' }
      if (looked.length < roster.length)
        return { kind: 'unknown', why: `it is in none of the ${looked.length} of ${roster.length} accounts of the organization that could be asked` }
      return { kind: 'outside', accounts: roster.length }
    }
  },
})
