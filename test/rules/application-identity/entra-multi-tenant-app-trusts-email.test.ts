import rule from '../../../rules/application-identity/entra-multi-tenant-app-trusts-email.ts'
import { applicationBehaviors, entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { given, testRule } from '../../rule-tester.ts'
import { behavior, registration } from '../application-rows.ts'

const app = (says = {}) => given(applicationBehaviors, behavior('shop', says))

const made = (createdAt: string | null) => given(entraApplications, registration('shop', { createdAt }))

testRule(rule, {
  pass: {
    'new, and as Microsoft has it': [app(), made('2024-02-01T00:00:00Z')],
    'asked for': [app({ removesUnverifiedEmail: true, blocksAzureAdGraph: true })],
  },
  fail: {
    'unverified addresses': { given: [app({ removesUnverifiedEmail: false })], subjects: ['shop'], severity: 'medium', message: /nobody has verified/ },
    'Azure AD Graph, for this tenant alone': {
      given: [app({ signInAudience: 'AzureADMyOrg', removesUnverifiedEmail: false, blocksAzureAdGraph: false })],
      severity: 'low',
      message: /Azure AD Graph/,
    },
  },
  unknown: {
    'made before Microsoft did it by itself': { given: [app(), made('2023-01-01T00:00:00Z')], message: /older than what Entra ID does by itself/ },
    'without a date': { given: [app(), made(null)], message: /cannot be read/ },
  },
  'not-applicable': { 'for this tenant alone': [app({ signInAudience: 'AzureADMyOrg', removesUnverifiedEmail: false })] },
})
