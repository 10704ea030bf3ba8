import rule from '../../../rules/cross-cloud/cross-aws-trust-any-service-principal.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { oidcProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { application } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { roleRow } from '../aws-rows.ts'

const ENTRA = 'sts.windows.net/aaaaaaaa-0000-4000-8000-000000000001/'
const OTHER = 'sts.windows.net/eeeeeeee-0000-4000-8000-000000000009/'
const APP = 'cccccccc-0000-4000-8000-000000000001'
const SECOND = 'cccccccc-0000-4000-8000-000000000002'

const statement = (provider: string, condition: object = {}) => ({
  Effect: 'Allow',
  Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${provider}` },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: condition,
})
const role = (...statements: readonly object[]) => given(iamRoles, roleRow('deploy', JSON.stringify({ Version: '2012-10-17', Statement: statements })))
const accepts = (url: string, ...clientIds: readonly string[]) =>
  given(oidcProviders, { id: `arn:aws:iam::111111111111:oidc-provider/${url}`, name: url, url, clientIds: [...clientIds], thumbprints: [] })
const VERSION_2 = 'login.microsoftonline.com/aaaaaaaa-0000-4000-8000-000000000001/v2.0'
const audience = (...values: readonly string[]) => ({ StringEquals: { [`${ENTRA}:aud`]: values } })
const subject = { StringEquals: { [`${ENTRA}:sub`]: 'bbbbbbbb-0000-4000-8000-000000000001' } }
const program = (appId: string, appRoleAssignmentRequired: boolean, accountEnabled = true) =>
  application(appId, 'AWS deploy', { id: appId === APP ? 'sp-aws' : 'sp-second', appRoleAssignmentRequired, accountEnabled })
const open = given(servicePrincipals, program(APP, false))
const closed = given(servicePrincipals, program(APP, true))
const api = `api://${APP}`

testRule(
  rule,
  {
    pass: {
      'the subject is named': [role(statement(ENTRA, subject)), accepts(ENTRA, api), open],
      'the subject is named by a condition that passes where it is missing, which it never is': [
        role(statement(ENTRA, { StringEqualsIfExists: { [`${ENTRA}:sub`]: 'bbbbbbbb-0000-4000-8000-000000000001' } })),
        accepts(ENTRA, api),
        open,
      ],
      'the application requires assignment': [role(statement(ENTRA, audience(api))), accepts(ENTRA, api), closed],
      'its id is the audience': [role(statement(ENTRA)), accepts(ENTRA, APP.toUpperCase()), closed],
      'a managed identity that asks for tokens of version 2, to which nobody signs in': [
        role(statement(VERSION_2)),
        accepts(VERSION_2, APP),
        given(servicePrincipals, { ...program(APP, false), servicePrincipalType: 'ManagedIdentity' }),
      ],
      'the application is disabled': [role(statement(ENTRA)), accepts(ENTRA, api), given(servicePrincipals, program(APP, false, false))],
      'an open application that the provider accepts and the role does not': [
        role(statement(ENTRA, audience(`api://${SECOND}`))),
        accepts(ENTRA, api, `api://${SECOND}`),
        given(servicePrincipals, program(APP, false), program(SECOND, true)),
      ],
      'an audience by a condition that passes where it is missing, which it never is': [
        role(statement(ENTRA, { StringEqualsIfExists: { [`${ENTRA}:aud`]: `api://${SECOND}` } })),
        accepts(ENTRA, api, `api://${SECOND}`),
        given(servicePrincipals, program(APP, false), program(SECOND, true)),
      ],
      'every audience but the open one': [
        role(statement(ENTRA, { StringNotEquals: { [`${ENTRA}:aud`]: api } })),
        accepts(ENTRA, api, `api://${SECOND}`),
        given(servicePrincipals, program(APP, false), program(SECOND, true)),
      ],
      'audiences by a pattern, none of which is open': [
        role(statement(ENTRA, { StringLike: { [`${ENTRA}:aud`]: `api://${SECOND.slice(0, -1)}2*` } })),
        accepts(ENTRA, api, `api://${SECOND}`),
        given(servicePrincipals, program(APP, false), program(SECOND, true)),
      ],
      'the other audiences denied': [
        role(statement(ENTRA), { ...statement(ENTRA, { StringNotEquals: { [`${ENTRA}:aud`]: `api://${SECOND}` } }), Effect: 'Deny' }),
        accepts(ENTRA, api, `api://${SECOND}`),
        given(servicePrincipals, program(APP, false), program(SECOND, true)),
      ],
      'a trust whose time is over': [role(statement(ENTRA, { DateLessThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } })), accepts(ENTRA, api), open],
    },
    fail: {
      'the audience alone, of an application that anybody gets tokens for': {
        given: [role(statement(ENTRA, audience(api))), accepts(ENTRA, api), open],
        subjects: [`AROAdeploy#${ENTRA.replace(/\/$/, '')}`],
        severity: 'critical',
        message: /assignment to AWS deploy is not required: every application and managed identity of the tenant can assume it\.$/,
        evidence: [
          { label: 'Audiences', value: [api] },
          { label: 'Application without required assignment', value: 'AWS deploy', row: 'sp-aws' },
        ],
      },
      'no condition at all, by tokens of version 2, which name the program that asked': {
        given: [role(statement(VERSION_2)), accepts(VERSION_2, APP), open],
        severity: 'high',
        message: /assignment to AWS deploy is not required: everybody in the tenant who signs in to it can assume it\.$/,
      },
      'a managed identity that is the audience of tokens of version 1, which any program asks for': {
        given: [role(statement(ENTRA)), accepts(ENTRA, APP), given(servicePrincipals, { ...program(APP, false), servicePrincipalType: 'ManagedIdentity' })],
        severity: 'critical',
      },
      'an audience in another case, where case does not matter': {
        given: [role(statement(ENTRA, { StringEqualsIgnoreCase: { [`${ENTRA}:aud`]: api.toUpperCase() } })), accepts(ENTRA, api), open],
        severity: 'critical',
      },
      'every audience but one that is closed': [
        role(statement(ENTRA, { StringNotEquals: { [`${ENTRA}:aud`]: `api://${SECOND}` } })),
        accepts(ENTRA, api, `api://${SECOND}`),
        given(servicePrincipals, program(APP, false), program(SECOND, true)),
      ],
      'one of two audiences': [role(statement(ENTRA)), accepts(ENTRA, 'api://aws', api), open],
      'from few addresses': {
        given: [role(statement(ENTRA, { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })), accepts(ENTRA, api), open],
        severity: 'high',
        message: /lets them\.$/,
      },
    },
    unknown: {
      'an audience that tells no application': {
        given: [role(statement(ENTRA)), accepts(ENTRA, 'api://aws'), open],
        message: /which application api:\/\/aws stands for/,
      },
      'an audience that a variable decides': {
        given: [role(statement(ENTRA, { StringEquals: { [`${ENTRA}:aud`]: `\${aws:username}` } })), accepts(ENTRA, api), open],
        message: /cannot be told/,
      },
      'an application that the tenant does not have': [role(statement(ENTRA)), accepts(ENTRA, `api://${SECOND}`), open],
      'another statement names the subject, and one that demands more does not tell': {
        given: [role(statement(ENTRA, { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/x' } })), accepts(ENTRA, api), open],
        message: /cannot be told/,
      },
    },
    'not-applicable': {
      'a tenant that is not scanned': [role(statement(OTHER)), accepts(OTHER, api), open],
      'a provider that the account lacks': [role(statement(ENTRA)), open],
      GitHub: [role(statement('token.actions.githubusercontent.com')), accepts('token.actions.githubusercontent.com', 'sts.amazonaws.com'), open],
    },
  },
  { answersWithout: [servicePrincipals] },
)
