import rule from '../../../rules/audit-and-protection/azure-sentinel-without-detections.ts'
import { sentinelDetections, sentinelWorkspaces } from '../../../src/datasets/azure/logs.ts'
import { given, testRule } from '../../rule-tester.ts'
import { detection, sentinelIn } from '../azure-log-rows.ts'

const sentinel = [given(sentinelWorkspaces, sentinelIn())]

testRule(rule, {
  pass: { 'a rule about sign-ins is on': [...sentinel, given(sentinelDetections, detection())] },
  fail: {
    'no rule': { given: [...sentinel, given(sentinelDetections)], severity: 'medium' },
    'the rule is off': [...sentinel, given(sentinelDetections, detection({ isEnabled: false }))],
    'the rule looks at firewalls': [...sentinel, given(sentinelDetections, detection({ identityTables: [] }))],
    'Fusion alone': [...sentinel, given(sentinelDetections, detection({ kind: 'Fusion', identityTables: [] }))],
  },
})
