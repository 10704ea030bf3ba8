import rule from '../../../rules/cross-cloud/cross-guest-reaches-aws.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { datasetsIn, declaration, given, testRule } from '../../rule-tester.ts'
import { estate, throughGroup } from '../identity-graph-rows.ts'

testRule(
  rule,
  {
    pass: {
      'only members of the tenant do': throughGroup,
      'the guest was declared': [...estate({ members: ['ann', 'gus'] }), given(declared, declaration('principal', 'gus', 'service-user'))],
    },
    fail: {
      'a guest is in the group': {
        given: estate({ members: ['ann', 'gus'] }),
        subjects: ['gus'],
        severity: 'high',
        message: /^Guest gus_fabrikam\.example#EXT#@contoso\.example comes to Admin in 111111111111 in AWS\.$/,
      },
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
