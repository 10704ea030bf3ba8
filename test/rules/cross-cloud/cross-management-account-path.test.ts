import rule from '../../../rules/cross-cloud/cross-management-account-path.ts'
import { datasetsIn, testRule } from '../../rule-tester.ts'
import { estate, roleOfBob } from '../identity-graph-rows.ts'

const GROUPS_ADMINISTRATOR = 'fdd7a751-b60b-444a-984c-02652fe8fa1c'
const groupsAdministrator = roleOfBob(GROUPS_ADMINISTRATOR, 'Groups Administrator')

testRule(
  rule,
  {
    pass: {
      'whoever was given it': estate({ isManagement: true }),
      'the account is no management account': [...estate(), ...groupsAdministrator],
    },
    fail: {
      'whoever administers groups puts anybody in': {
        given: [...estate({ isManagement: true }), ...groupsAdministrator],
        subjects: ['bob'],
        severity: 'critical',
        message: /^bob@contoso\.example was not given the management account, and has a way to administrator of 111111111111\.$/,
      },
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
