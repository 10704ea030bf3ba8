import { CloudTrailClient, DescribeTrailsCommand } from '@aws-sdk/client-cloudtrail'
import type { Scope } from '../../dataset.ts'
import { type CloudTrail, cloudTrails, trailLogBuckets, trailSelectors, trailStatuses } from '../../datasets/aws/cloudtrail.ts'
import { alarmTopics, trailAlarms, trailMetricFilters } from '../../datasets/aws/trail-alarms.ts'
import { type Collected, defineCollector } from '../collector.ts'
import { booleanOf, listOf, textOf } from './answers.ts'
import { inEachRegion } from './regions.ts'
import { gapsBesides, rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'
import { alarmsOf } from './trail-alarms.ts'
import { detailsOf } from './trail-details.ts'
import { logBucketsOf } from './trail-log-buckets.ts'

const GIVES = [cloudTrails, trailStatuses, trailSelectors, trailLogBuckets, trailMetricFilters, trailAlarms, alarmTopics] as const

/** Shadow trails too: only so does a Region show the organization's trails and those whose home is elsewhere. */
async function* trailsIn(session: AwsSession, at: Scope, region: string): AsyncGenerator<Collected> {
  const { trailList } = await session.client(CloudTrailClient, region).send(new DescribeTrailsCommand({ includeShadowTrails: true }))
  yield* rowsOf(
    cloudTrails,
    listOf(trailList, 'DescribeTrails: trailList'),
    trail => trail.TrailARN ?? trail.Name,
    trail => {
      const id = textOf(trail.TrailARN, 'TrailARN')
      return {
        id,
        scope: at.id,
        name: textOf(trail.Name, 'Name'),
        part: textOf(trail.HomeRegion, 'HomeRegion'),
        ownerAccount: textOf(id.split(':')[4], 'the account in TrailARN'),
        isMultiRegion: booleanOf(trail.IsMultiRegionTrail, 'IsMultiRegionTrail'),
        isOrganizationTrail: booleanOf(trail.IsOrganizationTrail, 'IsOrganizationTrail'),
        includesGlobalEvents: booleanOf(trail.IncludeGlobalServiceEvents, 'IncludeGlobalServiceEvents'),
        bucket: textOf(trail.S3BucketName, 'S3BucketName'),
        validatesLogFiles: booleanOf(trail.LogFileValidationEnabled, 'LogFileValidationEnabled'),
        ...(trail.KmsKeyId === undefined ? {} : { kmsKeyId: textOf(trail.KmsKeyId, 'KmsKeyId') }),
        ...(trail.CloudWatchLogsLogGroupArn === undefined
          ? {}
          : { logGroupArn: textOf(trail.CloudWatchLogsLogGroupArn, 'CloudWatchLogsLogGroupArn').replace(/:\*$/, '') }),
      }
    },
  )
}

/**
 * CloudTrail, one listing a Region and nothing more where there is no trail; then of each trail, once, what it does, where it logs to and who is alarmed.
 * Details of the organization's trails are its management account's to tell.
 */
export const cloudTrail = defineCollector<AwsSession>({
  name: 'aws-cloudtrail',
  gives: GIVES,
  async *collect(session, at) {
    const { regions } = await session.enabledRegions()
    const trails = new Map<string, CloudTrail>()
    const seenIn = new Map<string, Set<string>>()
    const listing = inEachRegion(session, GIVES, async function* (region) {
      for await (const item of trailsIn(session, at, region)) {
        if (item.kind === 'row') seenIn.set(item.row.id, (seenIn.get(item.row.id) ?? new Set()).add(region))
        yield item
        yield* gapsBesides(item, GIVES)
      }
    })
    for await (const item of listing) {
      if (item.kind === 'row') {
        if (trails.has(item.row.id)) continue
        trails.set(item.row.id, item.row as CloudTrail)
      }
      yield item
    }
    const all = [...trails.values()]
    for (const trail of all) {
      if (trail.ownerAccount !== session.account) continue
      // At home, unless home is not among the Regions that are asked.
      const home = regions.find(region => region === trail.part) ?? regions.find(region => seenIn.get(trail.id)?.has(region) === true)
      yield* detailsOf(session, trail, home ?? session.region)
    }
    yield* logBucketsOf(session, at, all)
    yield* alarmsOf(session, at, all)
  },
})
