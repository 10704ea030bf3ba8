import rule from '../../../rules/audit-and-protection/aws-security-hub-off.ts'
import { securityHubs } from '../../../src/datasets/aws/security-services.ts'
import { given, testRule } from '../../rule-tester.ts'
import { partGap, regions } from '../trail-rows.ts'

const hub = (part: string, kind: 'cspm' | 'unified' = 'cspm') => ({ id: `arn:aws:securityhub:${part}:111111111111:hub/default`, name: part, part, kind })

testRule(rule, {
  pass: { 'one kind in one Region and the other in the other': [regions, given(securityHubs, hub('us-east-1'), hub('eu-west-1', 'unified'))] },
  fail: {
    'in one Region only': {
      given: [regions, given(securityHubs, hub('us-east-1'))],
      subjects: ['eu-west-1'],
      severity: 'low',
      message: 'Security Hub is off in eu-west-1.',
    },
  },
  unknown: {
    'a Region that could not be asked': {
      given: [regions, given(securityHubs, hub('us-east-1'))],
      gaps: [partGap(securityHubs, 'eu-west-1')],
      message: /eu-west-1 could not be read: access denied/,
    },
  },
})
