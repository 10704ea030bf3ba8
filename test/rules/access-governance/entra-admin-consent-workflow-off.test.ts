import rule from '../../../rules/access-governance/entra-admin-consent-workflow-off.ts'
import { adminConsentRequestPolicies } from '../../../src/datasets/entra/authorization-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { consentRequests } from '../settings-rows.ts'

const asked = (says = {}) => [given(adminConsentRequestPolicies, consentRequests(says))]

testRule(rule, {
  pass: { 'reviewers who are told': asked() },
  fail: {
    'off, as it is delivered': { given: asked({ isEnabled: false, reviewers: [] }), severity: 'medium', message: /cannot ask/ },
    'nobody decides': { given: asked({ reviewers: [] }), message: /nobody is named/ },
    'nobody is told': { given: asked({ notifyReviewers: false }), severity: 'low' },
  },
})
