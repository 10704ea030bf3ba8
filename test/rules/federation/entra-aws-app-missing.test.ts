import rule from '../../../rules/federation/entra-aws-app-missing.ts'
import type { Scope } from '../../../src/dataset.ts'
import { type SamlProvider, samlProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { identityCenterInstances, organizationAccounts } from '../../../src/datasets/aws/organization.ts'
import { awsApplications } from '../../../src/datasets/entra/applications.ts'
import { defaultScopes, given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'
import { account } from '../identity-center-rows.ts'

const STORE = 'd-1234567890'
const tenant = defaultScopes['entra-tenant'].id.split('/')[1] ?? ''
const center = given(identityCenterInstances, {
  id: 'arn:aws:sso:::instance/ssoins-1',
  name: 'ssoins-1',
  identityStoreId: STORE,
  ownerAccountId: '111111111111',
  part: 'eu-west-1',
})
const identifier = (store: string) => `https://eu-west-1.signin.aws.amazon.com/platform/saml/${store}`
const app = (says: Parameters<typeof awsApplication>[0] = {}) => given(awsApplications, awsApplication(says))
const issuer = (entityId: string, more: Partial<SamlProvider> = {}) =>
  given(samlProviders, { id: 'arn:aws:iam::111111111111:saml-provider/WAAD', name: 'WAAD', entityId, certificates: [], ...more })
const trusting = issuer(`https://sts.windows.net/${tenant}/`)
const forAccounts: Parameters<typeof awsApplication>[0] = { federatesTo: 'iam-saml', servicePrincipalNames: ['https://signin.aws.amazon.com/saml'] }
const elsewhere: Scope = { id: 'aws-account/999999999999', kind: 'aws-account', name: '999999999999', parent: 'aws-organization/o-otherorg001' }

testRule(
  rule,
  {
    pass: {
      'the identifier names the identity store': [center, app({ servicePrincipalNames: [identifier(STORE.toUpperCase())] })],
      'the sign-on address does': [center, app({ loginUrl: `https://${STORE}.awsapps.com/start` })],
      'an account trusts the tenant, which has an application for it': [trusting, app(forAccounts)],
    },
    fail: {
      'no application': {
        given: [center],
        subjects: ['aws-organization/o-exampleorg1'],
        severity: 'medium',
        message: /^No enabled Entra application federates to o-exampleorg1: none names its identity store d-1234567890\.$/,
      },
      'one for another identity store': {
        given: [center, app({ servicePrincipalNames: [identifier('d-0987654321')] })],
        evidence: [{ label: 'Entra applications that federate to AWS', value: ['AWS IAM Identity Center'] }],
      },
      'one that is disabled': [center, app({ accountEnabled: false, servicePrincipalNames: [identifier(STORE)] })],
      'one from the gallery that was never set up': [center, app({ servicePrincipalNames: ['aaaaaaaa-0000-4000-8000-0000000000aa'] })],
      'no Identity Center, and an account that trusts another tenant': {
        given: [issuer('https://sts.windows.net/eeeeeeee-0000-4000-8000-000000000009/'), app(forAccounts)],
        message: /it has no Identity Center/,
      },
      'no Identity Center, and an account that trusts an issuer with the tenant in its path': [
        issuer(`https://idp.example.com/sts.windows.net/${tenant}/`),
        app(forAccounts),
      ],
      'an application for accounts, and every active account was scanned': [
        center,
        app(forAccounts),
        given(organizationAccounts, account('111111111111'), account('222222222222', { status: 'SUSPENDED' })),
      ],
      'accounts that were not scanned, and no application that one could trust': [
        center,
        given(organizationAccounts, account('111111111111'), account('222222222222')),
      ],
      'only the half in AWS': {
        given: [trusting],
        evidence: [
          { label: 'Only one half', value: ['SAML provider WAAD of account 111111111111 trusts a scanned tenant, which has no enabled application for it'] },
        ],
      },
      'an account of another organization trusts the tenant': {
        given: [
          given(samlProviders, { id: 'arn', scope: elsewhere.id, name: 'WAAD', entityId: `https://sts.windows.net/${tenant}/`, certificates: [] }),
          app(forAccounts),
        ],
        scopes: [elsewhere],
      },
    },
    unknown: {
      'an application for accounts, of which one was not scanned': {
        given: [center, app(forAccounts), given(organizationAccounts, account('111111111111'), account('222222222222'))],
        message: /: 1 account of it, which may trust application AWS IAM Identity Center, was not scanned\.$/,
      },
      'an application that does not tell which Identity Center it is for': {
        given: [center, app({ replyUrls: ['https://eu-west-1.signin.aws.amazon.com/platform/saml/acs/1111-2222'] })],
        message: /federates to an Identity Center and does not tell to which\.$/,
      },
    },
  },
  { answersWithout: [awsApplications, identityCenterInstances, organizationAccounts, samlProviders] },
)
