import rule from '../../../rules/cross-cloud/cross-aws-administrator-standing.ts'
import { datasetsIn, testRule } from '../../rule-tester.ts'
import { estate, throughGroup } from '../identity-graph-rows.ts'

testRule(
  rule,
  {
    pass: {
      'membership of the group is activated': estate({ members: [], eligible: ['ann'] }),
      'nobody is in the group': estate({ members: [] }),
    },
    fail: {
      'a permanent member of the group': {
        given: throughGroup,
        subjects: ['ann'],
        severity: 'high',
        message: /^ann@contoso\.example is administrator of 111111111111 all the time, without an activation\.$/,
      },
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
