import rule from '../../../rules/application-identity/entra-token-lifetime-long.ts'
import { type TokenLifetimePolicy, tokenLifetimePolicies } from '../../../src/datasets/entra/application-policies.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const policy = (says: Partial<TokenLifetimePolicy> = {}) =>
  given(tokenLifetimePolicies, {
    id: 'p-1',
    scope,
    name: 'Long',
    isOrganizationDefault: true,
    appliesTo: [],
    mayApplyToMore: false,
    accessTokenMinutes: 1_440,
    ...says,
  })

testRule(rule, {
  pass: {
    'the default': [policy({ accessTokenMinutes: 60 })],
    'says nothing of it': [policy({ accessTokenMinutes: null })],
    'applies to nothing': [policy({ isOrganizationDefault: false })],
    'as long as is allowed': { given: [policy()], parameters: { minutes: 1_440 } },
  },
  fail: {
    'a day for all': { given: [policy()], subjects: ['p-1'], severity: 'medium', message: /for all applications last 24 hours/ },
    'an hour more for one': {
      given: [policy({ isOrganizationDefault: false, appliesTo: ['sp-x'], accessTokenMinutes: 100 })],
      message: /for one application last 100 minutes/,
    },
    'for many': { given: [policy({ isOrganizationDefault: false, appliesTo: ['sp-x', 'sp-y'], mayApplyToMore: true })], message: /at least 2 applications/ },
  },
  'not-applicable': { 'no policy': [] },
})
