import rule from '../../../rules/access-governance/aws-policy-unattached.ts'
import { type IamPolicy, iamPolicies } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, policyRow } from '../aws-rows.ts'

const policy = (more: Partial<IamPolicy>) =>
  given(iamPolicies, { ...policyRow('reading', documents.reading), isAwsManaged: false, attachmentCount: 0, ...more })

testRule(rule, {
  pass: { 'it is attached': [policy({ attachmentCount: 1 })], 'it is a boundary': [policy({ boundaryUsageCount: 1 })] },
  fail: { 'it is neither': { given: [policy({})], subjects: ['ANPAreading'], severity: 'info', message: 'Policy reading is attached to nothing.' } },
  'not-applicable': { 'a policy of AWS': [policy({ isAwsManaged: true })] },
})
