import rule from '../../../rules/hybrid-identity/aws-ad-connector-stale.ts'
import { directories } from '../../../src/datasets/aws/directories.ts'
import { given, testRule } from '../../rule-tester.ts'
import { connector, managed } from '../directory-rows.ts'

const inStage = (stage: string, stageReason?: string) => [given(directories, connector({ stage, stageReason }))]

testRule(rule, {
  pass: { 'it works': inStage('Active') },
  fail: {
    'it does not reach its domain': {
      given: inStage('Inoperable', 'The service account is locked.'),
      subjects: ['d-2222222222'],
      severity: 'medium',
      evidence: [{ label: 'Reason', value: 'The service account is locked.' }],
    },
    'it is impaired': inStage('Impaired'),
    'it was never made': inStage('Failed'),
  },
  unknown: { 'it is being made': { given: inStage('Creating'), message: /it is Creating/ } },
  'not-applicable': { 'it is being deleted': inStage('Deleting'), 'a Managed Microsoft AD': [given(directories, managed({ stage: 'Impaired' }))] },
})
