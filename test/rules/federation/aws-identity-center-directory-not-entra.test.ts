import rule from '../../../rules/federation/aws-identity-center-directory-not-entra.ts'
import { identityStoreUsers } from '../../../src/datasets/aws/identity-store.ts'
import { identityCenterInstances } from '../../../src/datasets/aws/organization.ts'
import { awsApplications } from '../../../src/datasets/entra/applications.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'
import { SCOPE, store } from '../identity-center-rows.ts'

const STORE = 'd-1234567890'
const center = given(identityCenterInstances, {
  id: 'arn:aws:sso:::instance/ssoins-1',
  name: 'ssoins-1',
  identityStoreId: STORE,
  ownerAccountId: '111111111111',
  part: 'eu-west-1',
})
const app = (says: Parameters<typeof awsApplication>[0]) => given(awsApplications, awsApplication(says))
const external = (id: string) => [{ issuer: 'https://scim.aws.com/1', id }]

testRule(
  rule,
  {
    pass: {
      'an application names the identity store': [center, app({ loginUrl: `https://${STORE}.awsapps.com/start` })],
      'a user has the object id of one of Entra': [center, given(entraUsers, user('ann')), ...store({ users: { a: { externalIds: external('ANN') } } })],
    },
    fail: {
      'a directory of its own': {
        given: [center, given(entraUsers, user('ann')), ...store({ users: { a: {} } })],
        subjects: [SCOPE],
        severity: 'medium',
        message: /no application names its identity store, which has 1 of its own\.$/,
      },
      'users of another directory': {
        given: [center, ...store({ users: { a: { externalIds: external('00u1') } } })],
        message: /of which 1 came from another directory/,
      },
      'nobody yet': { given: [center], message: /which has no users\.$/ },
      'an application that is disabled': [center, app({ accountEnabled: false, loginUrl: `https://${STORE}.awsapps.com/start` })],
    },
    unknown: {
      'an application that does not tell to which Identity Center': {
        given: [center, app({ replyUrls: ['https://eu-west-1.signin.aws.amazon.com/platform/saml/acs/1111-2222'] })],
        message: /does not tell to which\.$/,
      },
    },
    'not-applicable': { 'no Identity Center': [given(entraUsers, user('ann'))] },
  },
  { answersWithout: [awsApplications, entraUsers, identityCenterInstances, identityStoreUsers] },
)
