import { appSyncApis } from '../../src/datasets/aws/app-backends.ts'
import { declaredApplications } from '../../src/estate/aws/declared-applications.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const KEY = 'API_KEY'

export default defineRule({
  id: 'aws-appsync-api-key-only',
  title: 'GraphQL APIs know their callers by more than an API key',
  failureTitle: 'GraphQL API behind an API key alone',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'An API key is one text for everybody, written into the application where everybody finds it: it says nothing of who calls. AWS means it for development and for APIs that are safe to be public; declare those. Low where the API is only reached from private networks. Where the key is the default beside other ways, every type and field without a directive of its own is behind it: the schema is not read, so that is unknown. Keys are not read either, since their listing is the keys, so an API whose keys have all ended is asked about too.',
  remediation: [
    {
      text: 'Make IAM, a user pool, OpenID Connect or a function the default, and name the few fields that are public with @aws_api_key.',
      command:
        'aws appsync update-graphql-api --api-id API_ID --name NAME --authentication-type AWS_IAM --additional-authentication-providers authenticationType=API_KEY',
    },
    { text: 'Delete the keys once no application uses them.' },
    { text: 'Where the API is meant to be public, declare it in the configuration: kind application, its id, and the reason.' },
  ],
  verify: [
    {
      text: 'authenticationType is not API_KEY.',
      command: "aws appsync get-graphql-api --api-id API_ID --query 'graphqlApi.[authenticationType,additionalAuthenticationProviders]'",
    },
  ],
  frameworks: { 'aws-security-hub': ['AppSync.5'], 'nist-800-53@r5': ['AC-3', 'IA-8'], 'mcsb@2': ['IM-3', 'IM-8'] },
  equivalents: { 'security-hub': ['AppSync.5'] },
  references: [
    { title: 'Authorization and authentication of AppSync', url: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html' },
    { title: 'Security Hub controls for AWS AppSync', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/appsync-controls.html' },
  ],
  subjects: appSyncApis,
  needs: { declaredApplications },
  check(api, { declaredApplications }) {
    if (api.authorization !== KEY || declaredApplications.application(api.id, api.arn) !== undefined) return pass()
    const others = api.furtherAuthorization?.filter(way => way !== KEY)
    if (others !== undefined && others.length > 0)
      return unknown(`GraphQL API ${api.name} is behind an API key where its schema does not say ${others.join(' or ')}, and its schema is not read.`)
    const isPrivate = api.visibility === 'PRIVATE'
    return fail(
      `An API key is all that GraphQL API ${api.name} asks for${isPrivate ? ', within private networks' : ''}.`,
      [
        evidence('Authorization', api.authorization, api.id),
        evidence('Visibility', api.visibility ?? 'GLOBAL', api.id),
        evidence('Region', api.part ?? 'not told', api.id),
      ],
      isPrivate ? 'low' : 'medium',
    )
  },
})
