import rule from '../../../rules/audit-and-protection/aws-alarm-missing-for-sign-in-without-mfa.ts'
import { trailSelectors, trailStatuses } from '../../../src/datasets/aws/cloudtrail.ts'
import { guardDutyDetectors } from '../../../src/datasets/aws/security-services.ts'
import { alarmTopics, trailAlarms, trailMetricFilters } from '../../../src/datasets/aws/trail-alarms.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { filterRow, watchedBy } from '../trail-rows.ts'

testRule(
  rule,
  {
    pass: {
      'a filter, an alarm and a subscriber': watchedBy([filterRow('{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }')]),
      'narrowed to users who got in': watchedBy([
        filterRow(
          '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
        ),
      ]),
      'a declared SIEM': [...watchedBy([]), given(declared, declaration('account', '197857026523', 'siem'))],
    },
    fail: {
      'a filter for those who failed': {
        given: watchedBy([filterRow('{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }')]),
        severity: 'low',
        message: 'No alarm goes off when an IAM user of account 111111111111 signs in without MFA: no metric filter means ConsoleLogin.',
      },
      'GuardDuty does not report it': [
        ...watchedBy([]),
        given(guardDutyDetectors, ...['us-east-1', 'eu-west-1'].map(part => ({ id: part, name: part, part, status: 'ENABLED' }))),
      ],
    },
    unknown: { 'a line of text': watchedBy([filterRow('"ConsoleLogin"')]) },
  },
  { answersWithout: [trailStatuses, trailSelectors, trailMetricFilters, trailAlarms, alarmTopics, guardDutyDetectors] },
)
