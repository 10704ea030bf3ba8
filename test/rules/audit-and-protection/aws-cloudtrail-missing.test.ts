import { expect, it } from 'vitest'
import rule from '../../../rules/audit-and-protection/aws-cloudtrail-missing.ts'
import { cloudTrails, type EventDataStore, eventDataStores, trailSelectors, trailStatuses } from '../../../src/datasets/aws/cloudtrail.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { given, testRule } from '../../rule-tester.ts'
import { atWork, partGap, regions, selectorsRow, statusRow, trailRow } from '../trail-rows.ts'

const main = trailRow('main')
const other = trailRow('other')
const MANAGEMENT = '999999999999'
const managementScope = { id: `aws-account/${MANAGEMENT}`, kind: 'aws-account', name: 'management' } as const
const shared = trailRow('organization', { ownerAccount: MANAGEMENT, isOrganizationTrail: true })
const inManagement = <R extends object>(row: R) => ({ ...row, scope: managementScope.id })
const field = (name: string, more: object) => ({ name, hasOther: false, ...more })
const category = field('eventCategory', { equals: ['Management'] })
const advanced = (...fields: readonly ReturnType<typeof field>[]) => [
  regions,
  given(cloudTrails, main),
  given(trailStatuses, statusRow(main)),
  given(trailSelectors, selectorsRow(main, [], { advanced: [{ fields: [category, ...fields] }] })),
]
const selecting = (...basic: NonNullable<Parameters<typeof selectorsRow>[1]>) => [
  regions,
  given(cloudTrails, main),
  given(trailStatuses, statusRow(main)),
  given(trailSelectors, selectorsRow(main, basic)),
]
const stopped = given(trailStatuses, statusRow(main, { isLogging: false }))

const lakeRow = (more: Partial<EventDataStore> = {}) => ({
  id: 'arn:aws:cloudtrail:us-east-1:111111111111:eventdatastore/lake',
  name: 'lake',
  part: 'us-east-1',
  isMultiRegion: true,
  isOfOrganization: false,
  status: 'ENABLED',
  advanced: [{ fields: [category] }],
  ...more,
})
const lake = (more: Partial<EventDataStore> = {}) => given(eventDataStores, lakeRow(more))
testRule(
  rule,
  {
    pass: {
      'a trail of all Regions': [regions, ...atWork(main)],
      'KMS and RDS Data left out': selecting({ excludedSources: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] }),
      'two selectors that complete one another': selecting({ readWriteType: 'ReadOnly' }, { readWriteType: 'WriteOnly' }),
      'two trails that complete one another': [
        regions,
        given(cloudTrails, main, other),
        given(trailStatuses, statusRow(main), statusRow(other)),
        given(trailSelectors, selectorsRow(main, [{ readWriteType: 'WriteOnly' }]), selectorsRow(other, [{ readWriteType: 'ReadOnly' }])),
      ],
      'advanced selectors for all management events but those of KMS': advanced(field('eventSource', { notEquals: ['kms.amazonaws.com'] })),
      'a stopped trail beside one that logs': [
        regions,
        given(cloudTrails, main, other),
        given(trailStatuses, statusRow(main, { isLogging: false }), statusRow(other)),
        given(trailSelectors, selectorsRow(main), selectorsRow(other)),
      ],
      'a Region that could not be asked': { given: [regions, ...atWork(main)], gaps: [partGap(cloudTrails, 'eu-west-1')] },
      'the trail of the organization, as its owner tells': {
        given: [
          regions,
          given(cloudTrails, shared, inManagement(shared)),
          given(trailStatuses, inManagement(statusRow(shared))),
          given(trailSelectors, inManagement(selectorsRow(shared))),
        ],
        scopes: [managementScope],
      },
    },
    fail: {
      'an event data store of its own, and no trail': {
        given: [regions, ...atWork(), lake()],
        severity: 'low',
        message: 'the event data store lake of CloudTrail Lake keeps its management events',
      },
      'a stopped trail, and an event data store that takes in nothing': {
        given: [regions, given(cloudTrails, main), stopped, given(trailSelectors, selectorsRow(main)), lake({ status: 'STOPPED_INGESTION' })],
        severity: 'critical',
      },
      'an event data store of one Region': { given: [regions, ...atWork(), lake({ isMultiRegion: false })], severity: 'critical' },
      'an event data store of other events': { given: [regions, ...atWork(), lake({ advanced: [] })], severity: 'critical' },
      'no trail, where event data stores could not be read': {
        given: [regions, ...atWork()],
        gaps: [partGap(eventDataStores, 'eu-west-1')],
        severity: 'critical',
      },
      'no trail': {
        given: [regions, ...atWork()],
        severity: 'critical',
        subjects: ['aws-account/111111111111'],
        message: 'No trail logs account 111111111111.',
      },
      'no trail, and a Region that could not be asked': { given: [regions, ...atWork()], gaps: [partGap(cloudTrails, 'eu-west-1')], severity: 'critical' },
      'a stopped trail': { given: [regions, given(cloudTrails, main), stopped, given(trailSelectors, selectorsRow(main))], message: /main: it is stopped/ },
      'files that do not arrive': {
        given: [
          regions,
          given(cloudTrails, main),
          given(trailStatuses, statusRow(main, { deliveryError: 'NoSuchBucket' })),
          given(trailSelectors, selectorsRow(main)),
        ],
        message: /do not arrive \(NoSuchBucket\)/,
      },
      'changes only': { given: selecting({ readWriteType: 'WriteOnly' }), severity: 'high', message: /only the management events that change something/ },
      'reading only': { given: selecting({ readWriteType: 'ReadOnly' }), severity: 'critical', message: /main leaves it out/ },
      'no management events': selecting(),
      'IAM left out': {
        given: selecting({ excludedSources: ['iam.amazonaws.com', 'kms.amazonaws.com'] }),
        severity: 'critical',
        message: 'Account 111111111111 is logged without iam.amazonaws.com, which trail main leaves out.',
        evidence: [{ label: 'Trail of all Regions', value: 'main: it leaves out iam.amazonaws.com' }],
      },
      'STS left out by an advanced selector': {
        given: advanced(field('eventSource', { notEquals: ['sts.amazonaws.com'] })),
        message: /is logged without sts\.amazonaws\.com/,
      },
      'STS left out of a trail that is stopped': {
        given: [regions, given(cloudTrails, main), stopped, given(trailSelectors, selectorsRow(main, [{ excludedSources: ['sts.amazonaws.com'] }]))],
        message: /main: it is stopped/,
      },
      'advanced selectors for changes only': { given: advanced(field('readOnly', { equals: ['false'] })), severity: 'high' },
      'advanced selectors for one service': advanced(field('eventSource', { equals: ['s3.amazonaws.com'] })),
      'a trail of one Region': {
        given: [regions, ...atWork(trailRow('here', { isMultiRegion: false }))],
        severity: 'critical',
        message: /none is known to log eu-west-1/,
      },
      'a trail for each Region, and none for IAM': {
        given: [
          regions,
          ...atWork(
            trailRow('a', { isMultiRegion: false, includesGlobalEvents: false }),
            trailRow('b', { isMultiRegion: false, includesGlobalEvents: false, part: 'eu-west-1' }),
          ),
        ],
        severity: 'critical',
        message: /none that logs IAM/,
      },
      'a trail for each Region': {
        given: [regions, ...atWork(trailRow('a', { isMultiRegion: false }), trailRow('b', { isMultiRegion: false, part: 'eu-west-1' }))],
        severity: 'low',
      },
    },
    unknown: {
      'no Region could be asked': {
        given: [regions, ...atWork()],
        gaps: ['us-east-1', 'eu-west-1'].map(region => partGap(cloudTrails, region)),
        message: /No Region/,
      },
      'a trail of the one Region that could be asked, which may be one for each': {
        given: [regions, ...atWork(trailRow('here', { isMultiRegion: false }))],
        gaps: [partGap(cloudTrails, 'eu-west-1')],
        message: /whether one of its own logs eu-west-1 is not known/,
      },
      'a status that could not be read': {
        given: [regions, given(cloudTrails, main), given(trailStatuses), given(trailSelectors, selectorsRow(main))],
        gaps: [partGap(trailStatuses, main.id)],
        message: /whether it logs could not be read \(access denied\)/,
      },
      'selectors that could not be read': {
        given: [regions, given(cloudTrails, main), given(trailStatuses, statusRow(main)), given(trailSelectors)],
        gaps: [partGap(trailSelectors, main.id)],
        message: /what it logs could not be read/,
      },
      'a condition that could not be understood': {
        given: advanced(field('userIdentity.arn', { notEquals: ['arn:aws:iam::1:role/x'] })),
        message: /conditions/,
      },
      'a source left out that nobody thought of': selecting({ excludedSources: ['ec2.amazonaws.com'] }),
      'the trail of an organization whose owner was not scanned': {
        given: [regions, given(cloudTrails, shared), given(trailStatuses), given(trailSelectors)],
        message: /told by account 999999999999 alone, which could not be read \(it was not scanned\)/,
      },
    },
  },
  { answersWithout: [trailStatuses, trailSelectors, eventDataStores] },
)

it('an event data store of the organization keeps the events of its members, and of no other account', () => {
  const account = (id: string, parent: string) => ({ id: `aws-account/${id}`, kind: 'aws-account' as const, name: id, parent: `aws-organization/${parent}` })
  const shared = given(eventDataStores, inManagement(lakeRow({ isOfOrganization: true })))
  const severity = (...parents: readonly [string, string]) =>
    evaluateRules([rule], [regions, ...atWork(), shared], { scopes: [account('111111111111', parents[0]), account(MANAGEMENT, parents[1])] })
      .findings(rule.id)
      .find(({ subject }) => subject.id === 'aws-account/111111111111')?.severity
  expect(severity('o-1', 'o-1')).toBe('low')
  expect(severity('o-1', 'o-2')).toBe('critical')
})
