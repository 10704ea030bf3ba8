import rule from '../../../rules/privileged-access/entra-dynamic-group-privilege.ts'
import { awsApplicationAssignments, awsApplications } from '../../../src/datasets/entra/applications.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, eligible, group, HELPDESK_ADMINISTRATOR, policy, roles, scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'

const by = (membershipRule: string | null) => given(referencedGroups, group('g', [], { name: 'Sesame', membershipRule }))
const editable = '(user.mobilePhone -startsWith "+49") and (user.Department -eq "IT")'
const toAws = [
  given(awsApplications, awsApplication()),
  given(awsApplicationAssignments, { id: 'a1', scope, name: 'Sesame', resourceId: 'sp-aws', principalId: 'g', principalType: 'Group', appRoleId: 'r' }),
]
const leftOut = (state: string) => given(conditionalAccessPolicies, policy('p', { name: 'MFA', state, users: { excludeGroups: ['g'] } }))

testRule(rule, {
  pass: {
    'an administrator’s attribute': [...toAws, by('user.department -eq "IT"')],
    'a name that whoever invites chooses, of members only': [
      ...toAws,
      by('(user.userPrincipalName -endsWith "@admin.contoso.com") and (user.userType -eq "Member")'),
    ],
  },
  fail: {
    'into AWS': {
      given: [...toAws, by(editable)],
      subjects: ['g'],
      severity: 'high',
      message: /^Group Sesame leads to AWS through AWS IAM Identity Center, and lets in by mobilePhone\.$/,
      evidence: [{ label: 'Rule', value: editable }],
    },
    'out of a policy': {
      given: [leftOut('enabled'), by('user.userPrincipalName -contains "vip"')],
      message: /being left out of policy "MFA", and lets in by userPrincipalName\.$/,
    },
    'a name, of members or of whoever fits': { given: [...toAws, by('(user.userType -eq "Member") -or (user.mail -contains "vip")')], message: /by mail\.$/ },
    'a name, of anybody but members': { given: [...toAws, by('-not (user.userType -eq "Member") -and (user.mail -contains "vip")')] },
    'members by what they set themselves': {
      given: [...toAws, by('(user.userType -eq "Member") -and (user.mail -contains "vip") -and (user.mobilePhone -startsWith "+49")')],
      message: /lets in by mobilePhone\.$/,
    },
    'into a role': {
      given: [
        given(roleDefinitions, ...roles),
        given(activeRoleAssignments, active('g', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
        given(eligibleRoleAssignments, eligible('g', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
        by(editable),
      ],
      message: /the role Helpdesk Administrator/,
    },
  },
  'not-applicable': {
    'members are assigned': [...toAws, by(null)],
    'it leads nowhere': [by(editable)],
    'a policy that is not enforced': [leftOut('disabled'), by(editable)],
  },
})
