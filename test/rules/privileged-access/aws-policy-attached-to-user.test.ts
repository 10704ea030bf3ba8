import rule from '../../../rules/privileged-access/aws-policy-attached-to-user.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { attached, documents, userRow } from '../aws-rows.ts'

const reader = given(iamUsers, userRow('ann', { attachedPolicies: attached('ReadOnlyAccess') }))

testRule(rule, {
  pass: {
    'a group': [given(iamUsers, userRow('ann', { groups: ['people'] }))],
    'leave to change the own password': [given(iamUsers, userRow('ann', { attachedPolicies: attached('IAMUserChangePassword') }))],
    'a declared service user': [reader, given(declared, declaration('principal', 'arn:aws:iam::111111111111:user/ann', 'service-user'))],
    'a declared emergency user': [reader, given(declared, declaration('principal', 'ann', 'emergency-access'))],
  },
  fail: {
    'an attached policy': { given: [reader], subjects: ['AIDAann'], severity: 'low', evidence: [{ label: 'Attached', value: ['ReadOnlyAccess'] }] },
    'an inline policy': {
      given: [given(iamUsers, userRow('ann', { inlinePolicies: [{ name: 'own', document: documents.reading }] }))],
      evidence: [{ label: 'Inline', value: ['own'] }],
    },
    'a policy of one’s own with the name of AWS’s': [
      given(iamUsers, userRow('ann', { attachedPolicies: [{ name: 'IAMUserChangePassword', arn: 'arn:aws:iam::111111111111:policy/IAMUserChangePassword' }] })),
    ],
    'a user declared as something else': [reader, given(declared, declaration('principal', 'ann', 'trusted'))],
  },
})
