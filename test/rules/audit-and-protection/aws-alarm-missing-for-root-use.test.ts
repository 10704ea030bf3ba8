import rule from '../../../rules/audit-and-protection/aws-alarm-missing-for-root-use.ts'
import { cloudTrails, trailSelectors, trailStatuses } from '../../../src/datasets/aws/cloudtrail.ts'
import { guardDutyDetectors } from '../../../src/datasets/aws/security-services.ts'
import { alarmTopics, trailAlarms, trailMetricFilters } from '../../../src/datasets/aws/trail-alarms.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { alarmRow, atWork, filterRow, LOG_GROUP, partGap, regions, selectorsRow, statusRow, TOPIC, topicRow, trailRow, watchedBy } from '../trail-rows.ts'

const ROOT = '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }'
const off = given(guardDutyDetectors)
const detectors = (...statuses: readonly [string, string]) =>
  given(guardDutyDetectors, ...['us-east-1', 'eu-west-1'].map((part, n) => ({ id: part, name: part, part, status: statuses[n] ?? '' })))
const root = (how: Parameters<typeof watchedBy>[1] = {}) => [...watchedBy([filterRow(ROOT)], how), off]
const alarm = (more: Parameters<typeof alarmRow>[0]) => root({ alarms: [alarmRow(more)] })
const MANAGEMENT = '999999999999'
const managementScope = { id: `aws-account/${MANAGEMENT}`, kind: 'aws-account', name: 'management' } as const
const theirs = LOG_GROUP.replace('111111111111', MANAGEMENT)
const shared = trailRow('organization', { ownerAccount: MANAGEMENT, isOrganizationTrail: true, logGroupArn: theirs })
const there = <R extends object>(row: R) => ({ ...row, scope: managementScope.id })

testRule(
  rule,
  {
    pass: {
      'a filter, an alarm and a subscriber': root(),
      'in other words': [...watchedBy([filterRow('{($.userIdentity.type="Root")}')]), off],
      'beside a filter that could not be understood': [...watchedBy([filterRow('ERROR', { name: 'text' }), filterRow(ROOT)]), off],
      'an alarm that starts a function': alarm({ actions: ['arn:aws:lambda:us-east-1:111111111111:function:notify'] }),
      'an alarm above zero': alarm({ comparison: 'GreaterThanThreshold', threshold: 0 }),
      'GuardDuty in every Region': [...watchedBy([]), detectors('ENABLED', 'ENABLED')],
      'a declared SIEM': [...watchedBy([]), off, given(declared, declaration('account', '197857026523', 'siem'))],
      'the trail of the organization, watched where it is owned': {
        given: [
          regions,
          given(cloudTrails, shared, there(shared)),
          given(trailStatuses, there(statusRow(shared))),
          given(trailSelectors, there(selectorsRow(shared))),
          given(trailMetricFilters, there(filterRow(ROOT, { logGroupArn: theirs }))),
          given(trailAlarms, there(alarmRow())),
          given(alarmTopics, there(topicRow(1))),
          off,
        ],
        scopes: [managementScope],
      },
    },
    fail: {
      'no trail': { given: [regions, ...atWork(), off], subjects: ['aws-account/111111111111'], message: /no trail of all Regions sends its events/ },
      'a trail without a log group': { given: [regions, ...atWork(trailRow('main')), off], severity: 'medium' },
      'a trail of one Region': {
        given: [...watchedBy([filterRow(ROOT)], { trail: trailRow('main', { logGroupArn: LOG_GROUP, isMultiRegion: false }) }), off],
        message: /no trail of all Regions/,
      },
      'events that do not reach the log group': {
        given: [
          ...watchedBy([filterRow(ROOT)]).filter(({ dataset }) => dataset !== trailStatuses),
          given(trailStatuses, statusRow(trailRow('main'), { logGroupError: 'AccessDenied' })),
          off,
        ],
        message: /does not send all events/,
      },
      'no filter': { given: [...watchedBy([]), off], message: /has no metric filter/ },
      'a filter for sign-ins alone': {
        given: [...watchedBy([filterRow('{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }')]), off],
        evidence: [{ label: 'Events that alarm nobody', value: ['CreateAccessKey', 'RunInstances'] }],
      },
      'a filter for something else': [...watchedBy([filterRow('{ $.userIdentity.type = "IAMUser" }')]), off],
      'no alarm': { given: root({ alarms: [] }), message: /no alarm looks at metric filter watch/ },
      'an alarm on another metric': root({ alarms: [alarmRow({ metrics: [{ namespace: 'Other', name: 'Seen' }] })] }),
      'an alarm in another Region': alarm({ part: 'eu-west-1' }),
      'an alarm without action': { given: alarm({ actions: [] }), message: /alarm seen has no action/ },
      'actions that are switched off': { given: alarm({ actionsEnabled: false }), message: /alarm seen has no action/ },
      'an alarm at the fifth': { given: alarm({ threshold: 5 }), message: /does not go off at one event/ },
      'an alarm at the second period': alarm({ datapoints: 2 }),
      'an alarm that stops a machine': alarm({ actions: ['arn:aws:automate:us-east-1:ec2:stop'] }),
      'nobody subscribed': { given: root({ topics: [topicRow(0)] }), message: /no subscription is confirmed/ },
      'GuardDuty in one Region': [...watchedBy([]), detectors('ENABLED', 'DISABLED')],
    },
    unknown: {
      'no Region could be asked': {
        given: [regions, ...atWork(), off],
        gaps: ['us-east-1', 'eu-west-1'].map(region => partGap(cloudTrails, region)),
        message: /no Region could be asked for its trails/,
      },
      'a pattern that could not be understood': {
        given: [...watchedBy([filterRow('"Root"')]), off],
        message: /the pattern of metric filter watch could not be understood/,
      },
      'a filter with further criteria': [...watchedBy([filterRow(ROOT, { hasFurtherCriteria: true })]), off],
      'a pattern that looks at addresses too': [...watchedBy([filterRow('{ $.userIdentity.type = "Root" && $.sourceIPAddress != "192.0.2.1" }')]), off],
      'a topic that could not be read': {
        given: root({ topics: [] }),
        gaps: [partGap(alarmTopics, TOPIC)],
        message: /whether alarm seen reaches anybody is not known/,
      },
      'an expression': alarm({ hasExpression: true }),
      'an alarm that is part of another': root({ alarms: [alarmRow({ actions: [] }), alarmRow({ name: 'any', metrics: [], rule: 'ALARM("seen")' })] }),
      'alarms that could not be read': {
        given: root({ alarms: [] }),
        gaps: [partGap(trailAlarms, 'us-east-1')],
        message: /the alarms could not be read \(access denied\)/,
      },
      'filters that could not be read': {
        given: [...watchedBy([]), off],
        gaps: [partGap(trailMetricFilters, LOG_GROUP)],
        message: /metric filters of trail main/,
      },
      'a trail that may not log': {
        given: [...watchedBy([filterRow(ROOT)]).filter(({ dataset }) => dataset !== trailStatuses), given(trailStatuses), off],
        gaps: [partGap(trailStatuses, trailRow('main').id)],
        message: /whether it logs could not be read/,
      },
      'the trail of an organization whose owner was not scanned': {
        given: [regions, given(cloudTrails, shared), off],
        message: /account 999999999999, whose log group it is, could not be read/,
      },
      'GuardDuty that could not be read': {
        given: watchedBy([]),
        gaps: ['us-east-1', 'eu-west-1'].map(region => partGap(guardDutyDetectors, region)),
        message: /Whether GuardDuty/,
      },
    },
  },
  { answersWithout: [trailStatuses, trailSelectors, trailMetricFilters, trailAlarms, alarmTopics, guardDutyDetectors] },
)
