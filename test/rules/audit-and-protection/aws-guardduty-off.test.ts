import rule from '../../../rules/audit-and-protection/aws-guardduty-off.ts'
import { guardDutyDetectors } from '../../../src/datasets/aws/security-services.ts'
import { given, testRule } from '../../rule-tester.ts'
import { partGap, regions } from '../trail-rows.ts'

const detector = (part: string, status = 'ENABLED') => ({ id: `detector-${part}`, name: `GuardDuty in ${part}`, part, status })

testRule(rule, {
  pass: { 'in every Region': [regions, given(guardDutyDetectors, detector('us-east-1'), detector('eu-west-1'))] },
  fail: {
    'in one Region only': {
      given: [regions, given(guardDutyDetectors, detector('us-east-1'))],
      subjects: ['eu-west-1'],
      severity: 'medium',
      message: 'GuardDuty is off in eu-west-1.',
    },
    suspended: {
      given: [regions, given(guardDutyDetectors, detector('us-east-1'), detector('eu-west-1', 'DISABLED'))],
      subjects: ['eu-west-1'],
      message: 'GuardDuty is suspended in eu-west-1.',
    },
    'in one Region, while another could not be asked': {
      given: [regions, given(guardDutyDetectors)],
      gaps: [partGap(guardDutyDetectors, 'us-east-1')],
      subjects: ['eu-west-1'],
    },
  },
  unknown: {
    'a Region that could not be asked': {
      given: [regions, given(guardDutyDetectors, detector('us-east-1'))],
      gaps: [partGap(guardDutyDetectors, 'eu-west-1')],
      message: 'Whether GuardDuty is on in eu-west-1 could not be read: access denied.',
    },
    'a status that nobody knows': [regions, given(guardDutyDetectors, detector('us-east-1'), detector('eu-west-1', 'RESTING'))],
  },
})
