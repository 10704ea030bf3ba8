import rule from '../../../rules/federation/entra-application-password-sso.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { application } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const program = (preferredSingleSignOnMode: string | null, accountEnabled = true) =>
  given(servicePrincipals, application('x', 'Old portal', { preferredSingleSignOnMode, accountEnabled }))

testRule(rule, {
  pass: { SAML: [program('saml')], 'OpenID Connect': [program('oidc')] },
  fail: { passwords: { given: [program('password')], subjects: ['sp-x'], severity: 'medium', message: /^Old portal is signed in to with passwords/ } },
  'not-applicable': { 'nobody chose': [program(null)], 'turned off': [program('password', false)] },
})
