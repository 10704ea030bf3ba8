import rule from '../../../rules/cross-cloud/cross-aws-session-outlives-policy.ts'
import { permissionSets } from '../../../src/datasets/aws/identity-center.ts'
import { identityCenterInstances } from '../../../src/datasets/aws/organization.ts'
import { awsApplicationAssignments, awsApplications } from '../../../src/datasets/entra/applications.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { policy, user } from '../../analysis/conditional-access/tenant.ts'
import { datasetsIn, given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'
import { setId } from '../identity-center-rows.ts'
import { sessionPolicy } from '../session-rows.ts'

const STORE = 'd-1234567890'
const center = given(identityCenterInstances, {
  id: 'arn:aws:sso:::instance/ssoins-1',
  name: 'ssoins-1',
  identityStoreId: STORE,
  ownerAccountId: '111111111111',
  part: 'eu-west-1',
})
const set = (sessionDuration: string | undefined) => [center, given(permissionSets, { id: setId('Admin'), name: 'Admin', sessionDuration })]
const application = (says: Parameters<typeof awsApplication>[0] = {}) =>
  given(awsApplications, awsApplication({ loginUrl: `https://${STORE}.awsapps.com/start`, appRoleAssignmentRequired: false, ...says }))
const people = given(entraUsers, user('ann'), user('bob'))
const asks = (value: number, type = 'hours', words: Parameters<typeof sessionPolicy>[2] = {}) =>
  sessionPolicy(
    `After ${value} ${type}`,
    { signInFrequency: { frequencyInterval: 'timeBased', type, value, authenticationType: 'primaryAndSecondaryAuthentication' } },
    words,
  )
const each = sessionPolicy('Each time', {
  signInFrequency: { frequencyInterval: 'everyTime', type: null, value: null, authenticationType: 'primaryAndSecondaryAuthentication' },
})
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const entra = datasetsIn([rule.needs.demandedFrequencies]).filter(({ per }) => per === 'entra-tenant')

testRule(
  rule,
  {
    pass: {
      'as long as the frequency': [...set('PT4H'), people, application(), policies(asks(4))],
      'no frequency': [...set('PT12H'), people, application(), policies(policy('MFA'))],
      'a frequency for one person': [...set('PT12H'), people, application(), policies(asks(1, 'hours', { users: { includeUsers: ['ann'] } }))],
      'an hour, where each sign-in is asked for': [...set('PT1H'), people, application(), policies(each)],
      'a frequency at an application of another Identity Center': [
        ...set('PT12H'),
        people,
        application({ loginUrl: 'https://d-0987654321.awsapps.com/start' }),
        policies(asks(4)),
      ],
      'everybody is blocked': [
        ...set('PT12H'),
        people,
        application(),
        policies(policy('Block', { grant: { operator: 'OR', builtInControls: ['block'] } }), asks(4)),
      ],
    },
    fail: {
      'eight hours, where four are left': {
        given: [...set('PT8H'), people, application(), policies(asks(4), asks(1, 'days'))],
        subjects: [setId('Admin')],
        severity: 'medium',
        message: 'Sessions of permission set Admin last 8 hours, and Conditional Access has everybody sign in to AWS IAM Identity Center again after 4 hours.',
        evidence: [
          { label: 'Session', value: 'PT8H', row: setId('Admin') },
          { label: 'Sign-in frequency at AWS IAM Identity Center', value: '4 hours', row: 'sp-aws' },
        ],
      },
      'two hours, where each sign-in is asked for': { given: [...set('PT2H'), people, application(), policies(each)], message: /again each time\.$/ },
      'of those who are assigned alone': {
        given: [
          ...set('PT8H'),
          people,
          application({ appRoleAssignmentRequired: true }),
          given(awsApplicationAssignments, {
            id: 'a',
            name: 'ann',
            resourceId: 'sp-aws',
            principalId: 'ann',
            principalType: 'User',
            appRoleId: 'r',
          }),
          policies(asks(4, 'hours', { users: { includeUsers: ['ann'] } })),
        ],
      },
    },
    unknown: {
      'an application that does not tell to which Identity Center it leads': {
        given: [
          ...set('PT8H'),
          people,
          application({ loginUrl: null, replyUrls: ['https://eu-west-1.signin.aws.amazon.com/platform/saml/acs/1111-2222'] }),
          policies(asks(4)),
        ],
        message: /does not tell to which Identity Center it leads\.$/,
      },
      'a condition that nobody knows': [...set('PT8H'), people, application(), policies(asks(4, 'hours', { unknownConditions: ['new'] }))],
      'a shorter frequency that nobody can tell, below one that is sure': {
        given: [...set('PT8H'), people, application(), policies(asks(4, 'hours', { unknownConditions: ['new'] }), asks(1, 'days'))],
        message: /outlive the sign-in frequency at AWS IAM Identity Center: that cannot be told from its policies\.$/,
      },
      'people of a group that could not be read': {
        given: [
          ...set('PT8H'),
          people,
          application({ appRoleAssignmentRequired: true }),
          given(awsApplicationAssignments, {
            id: 'g',
            name: 'admins',
            resourceId: 'sp-aws',
            principalId: 'admins',
            principalType: 'Group',
            appRoleId: 'r',
          }),
          policies(asks(4)),
        ],
        message: /the members of group admins are not known/,
      },
      'a session that AWS does not tell': [...set(undefined), people, application(), policies(asks(4))],
    },
  },
  { answersWithout: entra },
)
