import rule from '../../../rules/federation/aws-saml-provider-unused.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { oidcProviders, samlProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, roleRow, samlProviderRow } from '../aws-rows.ts'
import { lets, roleThatTrusts } from '../role-rows.ts'

const SAML = 'arn:aws:iam::111111111111:saml-provider/entra'
const GITHUB = 'arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com'
const entra = given(samlProviders, samlProviderRow('entra'))
const gitHub = given(oidcProviders, {
  id: GITHUB,
  name: 'token.actions.githubusercontent.com',
  url: 'token.actions.githubusercontent.com',
  clientIds: [],
  thumbprints: [],
})

testRule(rule, {
  pass: {
    'a role that trusts it': [entra, roleThatTrusts('a', [lets({ Federated: SAML }, 'sts:AssumeRoleWithSAML')])],
    'a role that trusts any provider': [entra, roleThatTrusts('a', [lets('*', 'sts:AssumeRoleWithSAML')])],
    'a role of a pipeline': [gitHub, roleThatTrusts('a', [lets({ Federated: GITHUB }, 'sts:AssumeRoleWithWebIdentity')])],
  },
  fail: {
    'no role at all': { given: [entra, gitHub], subjects: [SAML, GITHUB], severity: 'low', message: 'No role trusts SAML provider entra.' },
    'a role that trusts another one': [entra, roleThatTrusts('a', [lets({ Federated: `${SAML}2` }, 'sts:AssumeRoleWithSAML')])],
    'a role that names it for something else': [entra, roleThatTrusts('a', [lets({ Federated: SAML }, 'sts:TagSession')])],
    'a role that shuts it out again': [
      entra,
      roleThatTrusts('a', [lets({ Federated: SAML }, 'sts:AssumeRoleWithSAML'), { ...lets({ Federated: SAML }, 'sts:*'), Effect: 'Deny' }]),
    ],
  },
  unknown: { 'a trust policy that cannot be read': { given: [entra, given(iamRoles, roleRow('a', documents.broken))], message: /trust policy of a/ } },
  'not-applicable': { 'the provider of IAM Identity Center': [given(samlProviders, samlProviderRow('AWSSSO_0123456789abcdef_DO_NOT_DELETE'))] },
})
