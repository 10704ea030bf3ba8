import rule from '../../../rules/cross-cloud/cross-aws-access-by-weak-administrator.ts'
import { datasetsIn, testRule } from '../../rule-tester.ts'
import { estate, roleOfBob, throughGroup } from '../identity-graph-rows.ts'

const GROUPS_ADMINISTRATOR = 'fdd7a751-b60b-444a-984c-02652fe8fa1c'
const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'

testRule(
  rule,
  {
    pass: {
      'nobody else takes hold of it': throughGroup,
      'the group can hold roles, and whoever administers groups does not change it': [
        ...estate({ group: { isAssignableToRole: true } }),
        ...roleOfBob(GROUPS_ADMINISTRATOR, 'Groups Administrator'),
      ],
      'whoever administers the tenant is above it': [...throughGroup, ...roleOfBob(GLOBAL_ADMINISTRATOR, 'Global Administrator')],
    },
    fail: {
      'whoever administers groups puts anybody in': {
        given: [...throughGroup, ...roleOfBob(GROUPS_ADMINISTRATOR, 'Groups Administrator')],
        subjects: ['bob'],
        severity: 'high',
        message: /^bob@contoso\.example does not administer AWS, and can take it/,
      },
      'the owner of the group puts himself in': {
        given: estate({ group: { owners: [{ id: 'bob', type: 'user' }] } }),
        subjects: ['bob'],
      },
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
