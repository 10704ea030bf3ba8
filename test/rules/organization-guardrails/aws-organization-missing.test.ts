import rule from '../../../rules/organization-guardrails/aws-organization-missing.ts'
import { organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'

const member = given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId: '999999999999', featureSet: 'ALL' })

testRule(rule, {
  pass: { 'a member of an organization': [member] },
  fail: { 'an account that stands alone': { given: [given(organizationMemberships)], severity: 'high', subjects: ['aws-account/111111111111'] } },
})
