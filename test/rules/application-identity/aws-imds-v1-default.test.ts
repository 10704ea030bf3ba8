import rule from '../../../rules/application-identity/aws-imds-v1-default.ts'
import { instanceMetadataDefaults } from '../../../src/datasets/aws/compute.ts'
import { given, testRule } from '../../rule-tester.ts'

const region = (id: string, httpTokens?: string, enforced?: string) =>
  given(instanceMetadataDefaults, { id, name: id, part: id, httpTokens, enforced, managedBy: 'account' })

testRule(rule, {
  pass: {
    'it is required': [region('eu-west-1', 'required')],
    'no other instance can be launched': [region('eu-west-1', undefined, 'enabled')],
  },
  fail: {
    'nothing is said': {
      given: [region('eu-west-1'), region('us-east-1', 'required')],
      subjects: ['eu-west-1'],
      severity: 'medium',
      message: 'In eu-west-1 new instances do not require IMDSv2 by default.',
    },
    'both versions': [region('eu-west-1', 'optional', 'disabled')],
  },
  unknown: {
    'a Region that could not be asked': {
      given: [region('us-east-1', 'required')],
      gaps: [{ dataset: instanceMetadataDefaults.name, scope: 'aws-account/111111111111', part: 'eu-west-1', reason: 'denied', detail: 'denied' }],
    },
  },
})
