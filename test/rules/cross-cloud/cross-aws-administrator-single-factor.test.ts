import rule from '../../../rules/cross-cloud/cross-aws-administrator-single-factor.ts'
import { datasetsIn, testRule } from '../../rule-tester.ts'
import { estate, mfa, roleOfBob, throughGroup } from '../identity-graph-rows.ts'

const APPLICATION_ADMINISTRATOR = '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3'

testRule(
  rule,
  {
    pass: {
      'MFA is required': [...throughGroup, mfa],
      'nobody is in the group': estate({ members: [] }),
      'membership is activated with MFA': estate({ members: [], eligible: ['ann'] }),
    },
    fail: {
      'a password is enough': {
        given: throughGroup,
        subjects: ['ann'],
        severity: 'critical',
        message: /^ann@contoso\.example comes to administrator of 111111111111 with a password\.$/,
      },
      'whoever administers the application takes it': {
        given: [...throughGroup, ...roleOfBob(APPLICATION_ADMINISTRATOR, 'Application Administrator')],
        subjects: ['ann', 'bob'],
        message: /bob@contoso\.example comes to administrator of 111111111111 with a password/,
      },
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
