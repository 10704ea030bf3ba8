import rule from '../../../rules/application-identity/aws-appsync-api-key-only.ts'
import { type AppSyncApi, appSyncApis } from '../../../src/datasets/aws/app-backends.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { apiRow } from '../cognito-rows.ts'

const api = (authorization: string, more: Partial<AppSyncApi> = {}) => given(appSyncApis, apiRow(authorization, more))

testRule(rule, {
  pass: {
    IAM: [api('AWS_IAM')],
    'a user pool, and a key where a field says so': [api('AMAZON_COGNITO_USER_POOLS', { furtherAuthorization: ['API_KEY'] })],
    'a key, for an API that is declared to be public': [api('API_KEY'), given(declared, declaration('application', 'api0001'))],
  },
  fail: {
    'a key alone': { given: [api('API_KEY')], subjects: ['api0001'], severity: 'medium', message: 'An API key is all that GraphQL API catalogue asks for.' },
    'a key, and nothing said of other ways': [api('API_KEY', { furtherAuthorization: undefined })],
    'a key within private networks': { given: [api('API_KEY', { visibility: 'PRIVATE' })], severity: 'low' },
  },
  unknown: {
    'a key where the schema says nothing else': { given: [api('API_KEY', { furtherAuthorization: ['AWS_IAM'] })], message: 'its schema is not read' },
  },
})
