import { either } from '../../src/analysis/trails/management-events.ts'
import { eventLakes } from '../../src/estate/aws/event-lakes.ts'
import { type TrailAtWork, trailCoverage } from '../../src/estate/aws/trails.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const named = ({ name, troubles }: TrailAtWork): string => (troubles.length === 0 ? name : `${name}: ${troubles.join(' and ')}`)
const facts = (trails: readonly TrailAtWork[]) =>
  trails.map(trail => evidence(trail.isMultiRegion ? 'Trail of all Regions' : `Trail of ${trail.part ?? 'one Region'}`, named(trail), trail.id))

export default defineRule({
  id: 'aws-cloudtrail-missing',
  title: 'A trail of all Regions logs the management events of every account',
  failureTitle: 'Account without a trail of all Regions',
  cloud: 'aws',
  severity: 'critical',
  recommendation: 'audit-and-protection',
  rationale:
    'Without a trail that logs, nobody can tell afterwards who signed in, who took which role and what they changed: the event history that AWS keeps by itself ends after 90 days and is no use to anything that watches. A trail of the organization counts for its members, several trails may complete one another, and leaving out KMS or RDS Data is no loss; a trail without a source of identity events, such as IAM or STS, is none. High where only changes are logged, so that assumed roles and reconnaissance leave no trace; low where each Region has a trail of its own, which misses the next Region that is enabled, and where an event data store of CloudTrail Lake, the organization’s or the account’s own, keeps the management events of all Regions: there they can be searched, but they reach no bucket and no alarm.',
  remediation: [
    {
      text: 'In the management account, once trusted access for CloudTrail is enabled, create one trail for all accounts and Regions.',
      command: 'aws cloudtrail create-trail --name NAME --s3-bucket-name BUCKET --is-organization-trail --is-multi-region-trail --enable-log-file-validation',
    },
    { text: 'Start it.', command: 'aws cloudtrail start-logging --name TRAIL_ARN' },
    {
      text: 'Let it log all management events, those that read too.',
      command: 'aws cloudtrail put-event-selectors --trail-name TRAIL_ARN --event-selectors \'[{"ReadWriteType":"All","IncludeManagementEvents":true}]\'',
    },
  ],
  verify: [
    { text: 'A trail of all Regions is listed.', command: "aws cloudtrail describe-trails --query 'trailList[?IsMultiRegionTrail].TrailARN'" },
    { text: 'It logs, without an error of delivery.', command: "aws cloudtrail get-trail-status --name TRAIL_ARN --query '[IsLogging,LatestDeliveryError]'" },
    { text: 'It logs management events.', command: 'aws cloudtrail get-event-selectors --trail-name TRAIL_ARN' },
  ],
  frameworks: { 'cis-aws@5.0': ['3.1'], 'aws-security-hub': ['CloudTrail.1', 'CloudTrail.3'], 'nist-800-53@r5': ['AU-2', 'AU-12'], 'mcsb@2': ['LT-3'] },
  equivalents: {
    prowler: ['cloudtrail_multi_region_enabled', 'cloudtrail_multi_region_enabled_logging_management_events'],
    'security-hub': ['CloudTrail.1', 'CloudTrail.3'],
  },
  references: [
    { title: 'Creating a trail for an organization', url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html' },
    { title: 'Event data stores of CloudTrail Lake', url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-event-data-store.html' },
    { title: 'Logging management events', url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html' },
  ],
  supersedes: ['aws-alarm-missing-for-identity-change', 'aws-alarm-missing-for-root-use', 'aws-alarm-missing-for-sign-in-without-mfa'],
  subjects: awsAccounts,
  needs: { trailCoverage, eventLakes },
  check(account, { trailCoverage: { trails, regions, dark }, eventLakes: { lakes } }) {
    const wide = trails.filter(({ isMultiRegion }) => isMultiRegion)
    const [read, write] = [either(...wide.map(trail => trail.read)), either(...wide.map(trail => trail.write))]
    if (read === 'yes' && write === 'yes') return pass()
    if (regions.length === dark.length) return unknown(`No Region of account ${account.name} could be asked for its trails.`)
    const unclear = wide.filter(trail => trail.read === 'unclear' || trail.write === 'unclear')
    if (read === 'unclear' || write === 'unclear')
      return unknown(`Whether account ${account.name} is logged is not known: trail ${unclear.map(named).join('; trail ')}.`)
    const lake = lakes.find(({ keeps }) => keeps === 'yes')
    if (lake !== undefined)
      return fail(
        `No trail logs all of account ${account.name}; the event data store ${lake.name} of CloudTrail Lake keeps its management events.`,
        [...facts(trails), evidence(lake.isOfOrganization ? 'Event data store of the organization' : 'Event data store', lake.name, lake.id)],
        'low',
      )
    if (write === 'yes') return fail(`Of account ${account.name}, only the management events that change something are logged.`, facts(trails), 'high')
    const partial = wide.find(({ leavesOut }) => leavesOut.length > 0)
    if (partial !== undefined)
      return fail(`Account ${account.name} is logged without ${partial.leavesOut.join(', ')}, which trail ${partial.name} leaves out.`, facts(trails))
    const isLogged = (region: string) => trails.some(trail => trail.part === region && trail.read === 'yes' && trail.write === 'yes')
    const missed = regions.filter(region => !isLogged(region))
    if (missed.length === 0 && dark.length === 0) {
      // IAM and STS have no Region: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
      if (trails.some(trail => trail.includesGlobalEvents && trail.write === 'yes'))
        return fail(`Account ${account.name} has a trail for each Region, and none for all: a Region that is enabled next is not logged.`, facts(trails), 'low')
      return fail(`Account ${account.name} has a trail for each Region, and none that logs IAM and other services without a Region.`, facts(trails))
    }
    const [only] = wide
    // With those that are not known this may be a trail for each Region, which is far less.
    const mayBeLogged = (region: string) => dark.includes(region) || trails.some(trail => trail.part === region && trail.read !== 'no' && trail.write !== 'no')
    if (only === undefined && trails.length > 0 && missed.every(mayBeLogged))
      return unknown(`No trail logs all Regions of account ${account.name}, and whether one of its own logs ${missed.slice(0, 3).join(', ')} is not known.`)
    if (trails.length === 0)
      return fail(`No trail logs account ${account.name}.`, [evidence('Trails', 0), evidence('Regions asked', regions.length - dark.length)])
    if (only === undefined)
      return fail(`No trail logs all Regions of account ${account.name}, and none is known to log ${missed.slice(0, 3).join(', ')}.`, facts(trails))
    return fail(
      `No trail logs what is changed in account ${account.name}: ${wide.map(trail => (trail.troubles.length === 0 ? `${trail.name} leaves it out` : named(trail))).join('; ')}.`,
      facts(trails),
    )
  },
})
