import rule from '../../../rules/privileged-access/aws-cloudshell-full-access-attached.ts'
import { iamGroups, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { attached, groupRow, userRow } from '../aws-rows.ts'
import { roleThatTrusts, SERVICE_LINKED, service } from '../role-rows.ts'

const CLOUD_SHELL = { attachedPolicies: attached('AWSCloudShellFullAccess') }

testRule(rule, {
  pass: {
    'other policies': [given(iamUsers, userRow('ann', { attachedPolicies: attached('ReadOnlyAccess') }))],
    'a policy of the account with that name': [
      given(
        iamUsers,
        userRow('ann', { attachedPolicies: [{ name: 'AWSCloudShellFullAccess', arn: 'arn:aws:iam::111111111111:policy/AWSCloudShellFullAccess' }] }),
      ),
    ],
  },
  fail: {
    'a user, a group and a role': {
      given: [
        given(iamUsers, userRow('ann', CLOUD_SHELL)),
        given(iamGroups, groupRow('people', CLOUD_SHELL)),
        roleThatTrusts('work', [service('ec2.amazonaws.com')], CLOUD_SHELL),
      ],
      subjects: ['AIDAann', 'AGPApeople', 'AROAwork'],
      severity: 'low',
      message: 'IAM group people holds AWSCloudShellFullAccess.',
    },
  },
  'not-applicable': { 'a role of IAM Identity Center': [roleThatTrusts('work', [service('x.amazonaws.com')], { ...CLOUD_SHELL, ...SERVICE_LINKED })] },
})
