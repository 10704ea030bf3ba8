import rule from '../../../rules/federation/aws-oidc-trust-without-subject.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { oidcProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { application } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { roleRow } from '../aws-rows.ts'

const GITHUB = 'token.actions.githubusercontent.com'
const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF'
const VERSION_2 = 'login.microsoftonline.com/aaaaaaaa-0000-4000-8000-000000000001/v2.0'
const ENTRA = 'sts.windows.net/aaaaaaaa-0000-4000-8000-000000000001/'

const statement = (provider: string, condition?: object) => ({
  Effect: 'Allow',
  Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${provider}` },
  Action: 'sts:AssumeRoleWithWebIdentity',
  ...(condition === undefined ? {} : { Condition: condition }),
})
const role = (...statements: readonly object[]) => given(iamRoles, roleRow('deploy', JSON.stringify({ Version: '2012-10-17', Statement: statements })))
const accepts = (url: string, ...clientIds: readonly string[]) =>
  given(oidcProviders, { id: `arn:aws:iam::111111111111:oidc-provider/${url}`, name: url, url, clientIds: [...clientIds], thumbprints: [] })

const gitHubSubject = { StringLike: { [`${GITHUB}:sub`]: 'repo:acme/*' } }
const gitHubAudience = { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } }

const APP = 'cccccccc-0000-4000-8000-000000000001'
const assigned = (appRoleAssignmentRequired: boolean) => given(servicePrincipals, application(APP, 'Deploy', { appRoleAssignmentRequired }))

testRule(
  rule,
  {
    pass: {
      'a trust whose time is over': [role(statement(GITHUB, { DateLessThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } }))],
      'a trust that a Deny has ended': [
        role(statement(GITHUB), { ...statement(GITHUB, { DateGreaterThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } }), Effect: 'Deny' }),
      ],
      'an owner by name, with any id': [role(statement(GITHUB, { StringLike: { [`${GITHUB}:sub`]: 'repo:acme@*/site@*:*' } }))],
      'a GitHub organization and the audience': [role(statement(GITHUB, { ...gitHubSubject, ...gitHubAudience })), accepts(GITHUB, 'sts.amazonaws.com')],
      'no audience, where the provider accepts one only': [role(statement(GITHUB, gitHubSubject)), accepts(GITHUB, 'sts.amazonaws.com')],
      'no audience, and the provider does not exist': [role(statement(GITHUB, gitHubSubject))],
      'an issuer whose audiences are its customers, and a provider that accepts one': [
        role(statement('api.pulumi.com/oidc')),
        accepts('api.pulumi.com/oidc', 'aws:acme'),
      ],
      'a service account of a cluster': [role(statement(EKS, { StringEquals: { [`${EKS}:sub`]: 'system:serviceaccount:shop:checkout' } }))],
      'an identity pool': [
        role({
          ...statement(''),
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
          Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:pool' } },
        }),
      ],
    },
    fail: {
      'an issuer whose audiences are its customers, and no provider yet': { given: [role(statement('api.pulumi.com/oidc'))], severity: 'high' },
      'GitHub without a condition, and no provider in the account': {
        given: [role(statement(GITHUB)), accepts('gitlab.com', 'https://gitlab.com')],
        severity: 'high',
        message: `Role deploy trusts ${GITHUB}, but it has no condition that demands ${GITHUB}:sub: nobody gets in while the account lacks that provider, and once it has it, the role is open to any workflow of any repository on GitHub.`,
        evidence: [{ label: 'Provider in the account', value: false }],
      },
      'a tenant, by tokens that any program of it asks for': {
        given: [role(statement(ENTRA)), accepts(ENTRA, 'api://aws')],
        severity: 'critical',
        message: /every application and managed identity of the tenant/,
      },
      'a tenant, by tokens that name the program which asked for them': {
        given: [role(statement(VERSION_2)), accepts(VERSION_2, 'cccccccc-0000-4000-8000-000000000009')],
        severity: 'high',
        message: /the application that is the audience, and everybody in the tenant who signs in to it\.$/,
      },
      'Google, which needs no provider': { given: [role({ ...statement(''), Principal: { Federated: 'accounts.google.com' } })], severity: 'critical' },
      'such a provider that accepts several': {
        given: [role(statement('api.pulumi.com/oidc')), accepts('api.pulumi.com/oidc', 'aws:acme', 'aws:other')],
        severity: 'medium',
        message: /any of 2 audiences/,
      },
      'any identity pool of GovCloud': {
        given: [role({ ...statement(''), Principal: { Federated: 'cognito-identity-us-gov.amazonaws.com' } })],
        severity: 'critical',
        message: /it is open to any user of any identity pool/,
      },
      'a trust until what may be a year': {
        given: [role(statement(GITHUB, { DateLessThan: { 'aws:CurrentTime': '2099' } })), accepts(GITHUB, 'sts.amazonaws.com')],
        severity: 'critical',
      },
      'from few addresses': {
        given: [role(statement(GITHUB, { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })), accepts(GITHUB, 'sts.amazonaws.com')],
        severity: 'high',
        message: /any workflow of any repository on GitHub, as far as IpAddress aws:sourceip = 203\.0\.113\.0\/24 lets them\.$/,
      },
      'until a day to come': {
        given: [role(statement(GITHUB, { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } })), accepts(GITHUB, 'sts.amazonaws.com')],
        severity: 'critical',
        message: /DateLessThan aws:currenttime = 2027-01-01T00:00:00Z/,
      },
      'from a day to come': { given: [role(statement(GITHUB, { DateGreaterThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }))], severity: 'high' },
      'all of a GitHub Enterprise Server': {
        given: [role(statement('git.example.com/_services/token', { StringLike: { 'git.example.com/_services/token:sub': 'repo:*' } }))],
        severity: 'high',
        message: /any workflow of any repository there/,
      },
      'the default service account of every namespace': {
        given: [role(statement(EKS, { StringLike: { [`${EKS}:sub`]: 'system:serviceaccount:*:default' } }))],
        severity: 'high',
      },
      'GitHub without a condition': {
        given: [role(statement(GITHUB)), accepts(GITHUB, 'sts.amazonaws.com')],
        subjects: [`AROAdeploy#${GITHUB}`],
        severity: 'critical',
        message: `Role deploy trusts ${GITHUB}, but it has no condition that demands ${GITHUB}:sub: it is open to any workflow of any repository on GitHub.`,
        evidence: [{ label: 'Conditions', value: 'none', row: 'AROAdeploy' }],
      },
      'GitHub with the audience alone': { given: [role(statement(GITHUB, gitHubAudience)), accepts(GITHUB, 'sts.amazonaws.com')], severity: 'critical' },
      'GitHub with any subject': {
        given: [role(statement(GITHUB, { StringLike: { [`${GITHUB}:sub`]: '*' } })), accepts(GITHUB, 'sts.amazonaws.com')],
        severity: 'critical',
        message: `${GITHUB}:sub may be "*"`,
      },
      'GitHub with a subject that a token may lack': {
        given: [role(statement(GITHUB, { 'ForAllValues:StringLike': { [`${GITHUB}:sub`]: 'repo:acme/*' } }))],
        severity: 'high',
        message: /a token without that claim passes/,
      },
      'an Entra tenant with the audience alone': {
        given: [role(statement(ENTRA, { StringEquals: { [`${ENTRA}:aud`]: 'api://aws' } })), accepts(ENTRA, 'api://aws')],
        severity: 'critical',
      },
      'an Entra tenant that issues tokens for the audience to those who are assigned': {
        given: [role(statement(ENTRA)), accepts(ENTRA, `api://${APP}`), assigned(true)],
        severity: 'medium',
        message: /it is open to whoever is assigned to api:\/\/cccccccc-0000-4000-8000-000000000001 there\.$/,
      },
      'an Entra tenant that issues them to anybody': { given: [role(statement(ENTRA)), accepts(ENTRA, `api://${APP}`), assigned(false)], severity: 'critical' },
      'such a tenant, for one of two audiences': {
        given: [role(statement(ENTRA)), accepts(ENTRA, `api://${APP}`, 'api://aws'), assigned(true)],
        severity: 'critical',
      },
      'a cluster without a service account': {
        given: [role(statement(EKS, { StringEquals: { [`${EKS}:aud`]: 'sts.amazonaws.com' } }))],
        severity: 'high',
        message: /any pod of the cluster/,
      },
      'an issuer in no table': { given: [role(statement('idp.example.com'))], severity: 'high', message: /whoever that issuer signs a token for/ },
      everyone: {
        given: [role({ ...statement(''), Principal: '*' })],
        subjects: ['AROAdeploy#*'],
        severity: 'critical',
        message: /any OpenID Connect provider/,
      },
      'no audience, where the provider accepts several': {
        given: [
          role(statement(ENTRA, { StringEquals: { [`${ENTRA}:sub`]: 'bbbbbbbb-0000-4000-8000-000000000001' } })),
          accepts(ENTRA, 'api://one', 'api://two'),
        ],
        severity: 'medium',
        message: /any of 2 audiences/,
        evidence: [{ label: 'Audiences of the provider', value: ['api://one', 'api://two'] }],
      },
      'each provider by itself': {
        given: [
          role(statement(GITHUB), statement(EKS), statement('gitlab.com', { StringEquals: { 'gitlab.com:sub': 'project_path:a/b:ref_type:branch:ref:main' } })),
        ],
        subjects: [`AROAdeploy#${GITHUB}`, `AROAdeploy#${EKS.toLowerCase()}`],
      },
    },
    unknown: {
      'a property of a signed caller': {
        given: [role(statement(GITHUB, { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/x' } }))],
        message: /whether a request with a token of this issuer can meet ArnLike on aws:principalarn cannot be told/,
      },
      'tokens without a subject': { given: [role(statement(GITHUB, { Null: { [`${GITHUB}:sub`]: 'true' } }))], message: /it demands a token without/ },
      'a wildcard in a subject of which nobody knows the format': [role(statement('idp.example.com', { StringLike: { 'idp.example.com:sub': 'auth0|*' } }))],
      'a claim of which nobody knows whether it binds': {
        given: [role(statement('idp.example.com', { StringEquals: { 'idp.example.com:groups': 'x' } }))],
        message: /is not known/,
      },
      'a trust policy that cannot be read': {
        given: [given(iamRoles, roleRow('deploy', '{"Version"'))],
        message: /could not be read as a policy: it is not JSON/,
      },
    },
    'not-applicable': {
      'a role for a service': [role({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })],
      'a role for SAML': [
        role({ Effect: 'Allow', Principal: { Federated: 'arn:aws:iam::111111111111:saml-provider/entra' }, Action: 'sts:AssumeRoleWithSAML' }),
      ],
    },
  },
  { answersWithout: [servicePrincipals] },
)
