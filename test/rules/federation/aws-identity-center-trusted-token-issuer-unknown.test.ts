import rule from '../../../rules/federation/aws-identity-center-trusted-token-issuer-unknown.ts'
import { trustedTokenIssuers } from '../../../src/datasets/aws/identity-center.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, defaultScopes, given, testRule } from '../../rule-tester.ts'
import { issuer } from '../identity-center-rows.ts'

const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001'
const STRANGER = 'bbbbbbbb-0000-4000-8000-000000000001'
const entra = (tenant: string) => given(trustedTokenIssuers, issuer('entra', `https://login.microsoftonline.com/${tenant}/v2.0`))
const scopes = [defaultScopes['entra-tenant']]

testRule(rule, {
  pass: {
    'a tenant of the scan': { given: [entra(TENANT)], scopes },
    'a declared tenant': [entra(STRANGER), given(declared, declaration('tenant', STRANGER))],
    'a declared issuer': [
      given(trustedTokenIssuers, issuer('okta', 'https://idp.example.com/')),
      given(declared, declaration('issuer', 'https://idp.example.com')),
    ],
  },
  fail: {
    'another tenant': { given: [entra(STRANGER)], scopes, severity: 'medium', message: new RegExp(`Entra tenant ${STRANGER}`) },
    'an issuer that nobody declared': { given: [given(trustedTokenIssuers, issuer('okta', 'https://idp.example.com'))], message: /https:\/\/idp.example.com/ },
    'a host that only begins like Entra': [given(trustedTokenIssuers, issuer('fake', `https://login.microsoftonline.com.example.com/${TENANT}/v2.0`))],
  },
  unknown: {
    'a tenant, where one of the scan could not be identified': {
      given: [entra(STRANGER)],
      scopes: [{ id: 'entra-tenant/unidentified', kind: 'entra-tenant', name: 'unidentified' }],
    },
  },
})
