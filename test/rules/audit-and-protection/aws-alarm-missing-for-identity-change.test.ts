import rule from '../../../rules/audit-and-protection/aws-alarm-missing-for-identity-change.ts'
import { trailSelectors, trailStatuses } from '../../../src/datasets/aws/cloudtrail.ts'
import { organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { guardDutyDetectors } from '../../../src/datasets/aws/security-services.ts'
import { alarmTopics, trailAlarms, trailMetricFilters } from '../../../src/datasets/aws/trail-alarms.ts'
import { declared } from '../../../src/datasets/declared.ts'
import type { Given } from '../../memory-snapshot.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { ACCOUNT, alarmRow, filterRow, memberOf, selectorsRow, trailRow, watchedBy } from '../trail-rows.ts'

const IAM = '{ $.eventSource = "iam.amazonaws.com" && $.eventName = "*Policy*" }'
/** The pattern of the filter that the rule says to make. */
const advised = rule.remediation.flatMap(({ command }) => /--filter-pattern '(.*)'$/.exec(command ?? '')?.[1] ?? [])
const changesOnly = (dataset: Given): Given =>
  dataset.dataset === trailSelectors ? given(trailSelectors, selectorsRow(trailRow('main'), [{ readWriteType: 'WriteOnly' }])) : dataset
const member = memberOf('999999999999')
const management = memberOf(ACCOUNT)
const all = ['iam', 'sso', 'organizations'].map(service => filterRow(`{ $.eventSource = ${service}.amazonaws.com }`, { name: service }))

testRule(
  rule,
  {
    pass: {
      'IAM of a member': [...watchedBy([filterRow(IAM)]), member],
      'IAM of an account of its own': [...watchedBy([filterRow(IAM)]), given(organizationMemberships)],
      'all three in the management account': [...watchedBy(all), management],
      'filters that complete one another': [
        ...watchedBy([
          filterRow('{ $.eventName = "*Policy" }', { name: 'most' }),
          filterRow('{ $.eventName = CreatePolicyVersion || $.eventName = DeletePolicyVersion }', { name: 'rest' }),
        ]),
        member,
      ],
      'the filter that is advised, in the management account': [...watchedBy(advised.map(pattern => filterRow(pattern))), management],
      'a trail of what changes something': [...watchedBy(all).map(changesOnly), management],
      'a declared SIEM': [...watchedBy([]), management, given(declared, declaration('account', '197857026523', 'siem'))],
    },
    fail: {
      'IAM alone in the management account': {
        given: [...watchedBy([filterRow(IAM)]), management],
        subjects: [`${ACCOUNT}#sso-change`, `${ACCOUNT}#organization-change`],
        severity: 'low',
        message: /when IAM Identity Center changes: no metric filter means CreateAccountAssignment/,
      },
      'beside the usual filter on root alone': {
        given: [
          ...watchedBy([filterRow('{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }')]),
          member,
        ],
        subjects: [`${ACCOUNT}#iam-change`],
      },
      'changes by users, but not through roles': {
        given: [...watchedBy([filterRow('{ $.eventSource = iam.amazonaws.com && $.userIdentity.type = IAMUser }')]), member],
        subjects: [`${ACCOUNT}#iam-change`],
      },
      'some changes of IAM': {
        given: [...watchedBy([filterRow('{ $.eventName = "Delete*" || $.eventName = "Create*" || $.eventName = "Put*" || $.eventName = "Attach*" }')]), member],
        subjects: [`${ACCOUNT}#iam-change`],
        evidence: [{ label: 'Events that alarm nobody', value: ['DetachRolePolicy', 'DetachUserPolicy', 'DetachGroupPolicy'] }],
      },
    },
    unknown: {
      'a pattern that could not be understood': [...watchedBy([filterRow('{ $.eventSource = %iam% }')]), member],
      'an alarm that does not say after how many events it goes off': [...watchedBy(all, { alarms: [alarmRow({ datapoints: undefined })] }), member],
    },
  },
  { answersWithout: [trailStatuses, trailSelectors, trailMetricFilters, trailAlarms, alarmTopics, guardDutyDetectors] },
)
