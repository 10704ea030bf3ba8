import rule from '../../../rules/access-governance/aws-group-empty.ts'
import { iamGroups, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { attached, groupRow, userRow } from '../aws-rows.ts'

const people = given(iamGroups, groupRow('people', { attachedPolicies: attached('ReadOnlyAccess') }))

testRule(rule, {
  pass: { 'a member': [people, given(iamUsers, userRow('ann', { groups: ['people'] }))] },
  fail: {
    'nobody in it': {
      given: [people, given(iamUsers, userRow('ann', { groups: ['others'] }))],
      subjects: ['AGPApeople'],
      severity: 'info',
      evidence: [{ label: 'Policies', value: ['ReadOnlyAccess'] }],
    },
    'no policies either': { given: [given(iamGroups, groupRow('people'))], evidence: [{ label: 'Policies', value: 'none' }] },
  },
})
