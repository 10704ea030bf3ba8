import rule from '../../../rules/cross-cloud/cross-global-administrator-also-aws-administrator.ts'
import { datasetsIn, testRule } from '../../rule-tester.ts'
import { estate, roleOfBob, throughGroup } from '../identity-graph-rows.ts'

const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
const globalAdministrator = roleOfBob(GLOBAL_ADMINISTRATOR, 'Global Administrator')

testRule(
  rule,
  {
    pass: {
      'different people administer the clouds': [...throughGroup, ...globalAdministrator],
      'AWS is activated': [...estate({ members: [], eligible: ['bob'] }), ...globalAdministrator],
    },
    fail: {
      'the same person administers both all the time': {
        given: [...estate({ members: ['bob'] }), ...globalAdministrator],
        subjects: ['bob'],
        severity: 'medium',
        message: /^bob@contoso\.example is, all the time, administrator of 111111111111 and Global Administrator of Contoso\.$/,
      },
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
