import rule from '../../../rules/legacy-authentication/entra-adal-application-in-use.ts'
import { type AdalRecommendation, adalRecommendations } from '../../../src/datasets/entra/application-use.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const recommended = (says: Partial<AdalRecommendation> = {}) =>
  given(adalRecommendations, {
    id: 'r-1',
    scope,
    name: 'Migrate to MSAL',
    status: 'active',
    lastCheckedAt: '2026-11-23T00:00:00Z',
    impacted: [{ id: 'i-1', name: 'Importer' }],
    ...says,
  })

testRule(rule, {
  pass: { 'nothing recommended': [], 'dealt with': [recommended({ status: 'completedBySystem' })] },
  fail: {
    'one application': { given: [recommended()], severity: 'medium', message: /^Importer signs in with ADAL/ },
    'several, and the advice was dismissed': {
      given: [
        recommended({
          status: 'dismissed',
          impacted: [
            { id: 'i-1', name: 'Importer' },
            { id: 'i-2', name: 'Old portal' },
          ],
        }),
      ],
      message: /^2 applications sign in/,
    },
    'nobody knows which': { given: [recommended({ impacted: [], lastCheckedAt: null })], message: /^Applications sign in/ },
  },
})
