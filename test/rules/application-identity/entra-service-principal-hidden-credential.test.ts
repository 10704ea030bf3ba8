import rule from '../../../rules/application-identity/entra-service-principal-hidden-credential.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { application } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { certificate, secret } from '../application-rows.ts'

const program = (says = {}) => given(servicePrincipals, application('x', 'Robot', says))
const thumbprint = 'DA20FCA696C4F83E8A9AED59BE33368ED421F3C1'
const saml = [certificate('k-sign', { usage: 'Sign', type: 'X509CertAndPassword', thumbprint }), certificate('k-verify', { thumbprint })]

testRule(rule, {
  pass: {
    none: [program()],
    'a SAML certificate with its password': [program({ keyCredentials: saml, passwordCredentials: [secret('k-sign', { thumbprint: null })] })],
    'a SAML certificate as Microsoft’s guide for AWS adds it': [
      program({
        keyCredentials: saml.map(key => ({ ...key, thumbprint: null, digest: '95'.repeat(32) })),
        passwordCredentials: [secret('k-sign', { digest: '95'.repeat(32) })],
      }),
    ],
    'one that has ended': [program({ passwordCredentials: [secret('s', { endAt: '2025-01-01T00:00:00Z' })] })],
  },
  fail: {
    'a secret': {
      given: [program({ passwordCredentials: [secret('s')] })],
      subjects: ['sp-x'],
      severity: 'high',
      message: /has a credential that its registration does not show/,
    },
    'a certificate beside those without a thumbprint': {
      given: [program({ keyCredentials: [...saml.map(key => ({ ...key, thumbprint: null })), certificate('k-2', { digest: 'AB'.repeat(32) })] })],
    },
    'a certificate beside that for SAML': {
      given: [program({ keyCredentials: [...saml, certificate('k-2', { thumbprint: 'AA' })] })],
      evidence: [{ label: 'Credentials', value: ['certificate k-2, until 2027-10-01T00:00:00Z'] }],
    },
  },
  'not-applicable': {
    'a managed identity': [program({ servicePrincipalType: 'ManagedIdentity', keyCredentials: [certificate('k')] })],
    'Microsoft’s own': [program({ appOwnerOrganizationId: '72f988bf-86f1-41af-91ab-2d7cd011db47', keyCredentials: [certificate('k')] })],
  },
})
