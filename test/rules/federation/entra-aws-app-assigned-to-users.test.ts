import rule from '../../../rules/federation/entra-aws-app-assigned-to-users.ts'
import { type AwsApplicationAssignment, awsApplicationAssignments, awsApplications } from '../../../src/datasets/entra/applications.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'

const assigned = (id: string, principalType: string, resourceId = 'sp-aws'): AwsApplicationAssignment => ({
  id,
  scope,
  name: id,
  resourceId,
  principalId: id,
  principalType,
  appRoleId: 'user',
})

testRule(rule, {
  pass: {
    'groups alone': [given(awsApplications, awsApplication()), given(awsApplicationAssignments, assigned('admins', 'Group'))],
    nobody: [given(awsApplications, awsApplication())],
  },
  fail: {
    'users, beside an application for groups': {
      given: [
        given(awsApplications, awsApplication(), awsApplication({ id: 'sp-groups', name: 'AWS test' })),
        given(awsApplicationAssignments, assigned('ada', 'User'), assigned('bob', 'User'), assigned('admins', 'Group', 'sp-groups')),
      ],
      subjects: ['sp-aws'],
      severity: 'low',
      message: /^AWS IAM Identity Center is assigned to 2 users by name\.$/,
      evidence: [{ label: 'ada', row: 'ada' }],
    },
    'more users than are shown': {
      given: [given(awsApplications, awsApplication()), given(awsApplicationAssignments, ...Array.from({ length: 25 }, (_, n) => assigned(`u-${n}`, 'User')))],
      evidence: [{ label: 'And more', value: 5 }],
    },
  },
  'not-applicable': {
    'sign-in is turned off': [given(awsApplications, awsApplication({ accountEnabled: false })), given(awsApplicationAssignments, assigned('ada', 'User'))],
  },
})
