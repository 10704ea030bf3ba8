import rule from '../../../rules/cross-cloud/cross-aws-administrator-group-not-role-assignable.ts'
import { accountAssignments } from '../../../src/datasets/aws/identity-center.ts'
import { privilegeGroups } from '../../../src/datasets/entra/privilege-groups.ts'
import { datasetsIn, testRule } from '../../rule-tester.ts'
import { estate, throughGroup } from '../identity-graph-rows.ts'

testRule(
  rule,
  {
    pass: {
      'the group is role-assignable': estate({ group: { isAssignableToRole: true } }),
      'the group is in a restricted administrative unit': estate({ group: { isManagementRestricted: true } }),
      'the group leads to nothing': throughGroup.filter(({ dataset }) => dataset !== accountAssignments),
    },
    fail: {
      'an ordinary group': {
        given: throughGroup,
        subjects: ['admins'],
        severity: 'high',
        message: /^Group admins leads to administrator of 111111111111, and is neither role-assignable nor restricted\.$/,
      },
      'whoever is in it now': { given: estate({ members: [] }), subjects: ['admins'] },
      'a group that is filled on-premises': { given: estate({ group: { onPremisesSyncEnabled: true } }), message: /: it is synchronized from on-premises\.$/ },
      'a group that is filled by a rule': { given: estate({ group: { membershipRule: 'user.department -eq "IT"' } }), message: /: it is filled by a rule\.$/ },
    },
    unknown: {
      'whether the group is role-assignable was not read': throughGroup.filter(({ dataset }) => dataset !== privilegeGroups),
    },
  },
  { answersWithout: datasetsIn([rule.subjects, ...Object.values(rule.needs)]) },
)
