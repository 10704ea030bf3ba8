import rule from '../../../rules/application-identity/entra-multi-tenant-app-trusts-email.ts'
import { applicationBehaviors } from '../../../src/datasets/entra/app-registrations.ts'
import { given, testRule } from '../../rule-tester.ts'
import { behavior } from '../application-rows.ts'

const app = (says = {}) => given(applicationBehaviors, behavior('shop', says))

testRule(rule, {
  pass: { 'as Microsoft has it': [app()], 'asked for': [app({ removesUnverifiedEmail: true, blocksAzureAdGraph: true })] },
  fail: {
    'unverified addresses': { given: [app({ removesUnverifiedEmail: false })], subjects: ['shop'], severity: 'medium', message: /nobody has verified/ },
    'Azure AD Graph, for this tenant alone': {
      given: [app({ signInAudience: 'AzureADMyOrg', removesUnverifiedEmail: false, blocksAzureAdGraph: false })],
      severity: 'low',
      message: /Azure AD Graph/,
    },
  },
  'not-applicable': { 'for this tenant alone': [app({ signInAudience: 'AzureADMyOrg', removesUnverifiedEmail: false })] },
})
