import rule from '../../../rules/cross-cloud/cross-aws-administrator-not-phishing-resistant.ts'
import { datasetsIn, testRule } from '../../rule-tester.ts'
import { estate, mfa, phishingResistant, throughGroup } from '../identity-graph-rows.ts'

testRule(
  rule,
  {
    pass: {
      'a phishing-resistant strength is required': [...throughGroup, ...phishingResistant],
      'nobody is in the group': estate({ members: [] }),
    },
    fail: {
      'MFA of any kind is enough': {
        given: [...throughGroup, mfa],
        subjects: ['ann'],
        severity: 'high',
        message: /^ann@contoso\.example comes to administrator of 111111111111 with MFA that can be phished\.$/,
      },
      'a password is enough': { given: throughGroup, subjects: ['ann'] },
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
