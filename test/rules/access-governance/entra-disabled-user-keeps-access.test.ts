import rule from '../../../rules/access-governance/entra-disabled-user-keeps-access.ts'
import { awsApplicationAssignments, awsApplications } from '../../../src/datasets/entra/applications.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, group, HELPDESK_ADMINISTRATOR, roles, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'

const definitions = given(roleDefinitions, ...roles)
const leaver = given(entraUsers, user('ann'), user('gone', { accountEnabled: false }))
const assigned = (principalId: string, principalType: string) => [
  given(awsApplications, awsApplication()),
  given(awsApplicationAssignments, { id: 'a1', scope, name: 'AWS people', resourceId: 'sp-aws', principalId, principalType, appRoleId: 'r' }),
]
const withRole = given(activeRoleAssignments, active('gone', HELPDESK_ADMINISTRATOR))

testRule(rule, {
  pass: {
    'nothing is left': [definitions, leaver],
    'somebody else’s access': [definitions, leaver, ...assigned('g', 'Group'), given(referencedGroups, group('g', ['ann']))],
  },
  fail: {
    'a role': {
      given: [definitions, leaver, withRole],
      subjects: ['gone'],
      severity: 'medium',
      message: /^gone@contoso\.example is disabled and keeps directory roles\.$/,
      evidence: [{ label: 'Keeps', value: 'Helpdesk Administrator: assigned, without end' }],
    },
    'AWS, through a group, and a role': {
      given: [definitions, leaver, withRole, ...assigned('g', 'Group'), given(referencedGroups, group('g', ['gone', 'ann']))],
      message: /keeps directory roles and access to AWS\.$/,
      evidence: [{ label: 'Keeps', value: 'AWS IAM Identity Center: assigned through group "AWS people"', row: 'a1' }],
    },
    'AWS, directly': { given: [definitions, leaver, ...assigned('gone', 'User')], message: /keeps access to AWS\.$/ },
  },
  unknown: {
    'a group of AWS that was not read': { given: [definitions, leaver, ...assigned('g', 'Group')], message: /^The members of group AWS people are not known/ },
    'a group with a role that was not read': [
      definitions,
      leaver,
      given(activeRoleAssignments, active('h', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
    ],
  },
  'not-applicable': { 'nobody is disabled': [definitions, given(entraUsers, user('ann'))] },
})
