import { expect, it } from 'vitest'
import identityCenter from '../../../rules/federation/aws-identity-center-missing.ts'
import rule from '../../../rules/organization-guardrails/aws-organization-not-all-features.ts'
import type { Scope } from '../../../src/dataset.ts'
import { identityCenterInstances, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { defaultScopes, given, testRule } from '../../rule-tester.ts'

const says = (featureSet: string, id = 'o-exampleorg1', scope = defaultScopes['aws-account'].id) =>
  given(organizationMemberships, { id, name: id, managementAccountId: '111111111111', featureSet, scope })
const second: Scope = { id: 'aws-account/222222222222', kind: 'aws-account', name: '222222222222' }

testRule(rule, {
  pass: { 'all features': [says('ALL')] },
  fail: {
    'consolidated billing': {
      given: [says('CONSOLIDATED_BILLING')],
      subjects: ['aws-organization/o-exampleorg1'],
      severity: 'high',
      message: 'Organization o-exampleorg1 has only the features of consolidated billing.',
      evidence: [{ label: 'Feature set', value: 'CONSOLIDATED_BILLING' }],
    },
    'another set': { given: [says('SOME')], message: /the features of SOME/ },
  },
  unknown: {
    'no account tells': { given: [given(organizationMemberships)], message: /No account that was read tells/ },
    'an account of another organization tells': [says('ALL', 'o-other12345')],
  },
})

it('one account that tells suffices, though another is dark', () => {
  const { resultOf } = evaluateRules([rule], [says('ALL')], {
    scopes: [defaultScopes['aws-organization'], defaultScopes['aws-account'], second],
    gaps: [{ dataset: 'organization-memberships', scope: second.id, reason: 'denied', detail: 'access denied' }],
  })
  expect(resultOf(rule.id)?.status).toBe('pass')
})

it('takes in what follows from it', () => {
  const { findings } = evaluateRules([rule, identityCenter], [says('CONSOLIDATED_BILLING'), given(identityCenterInstances)])
  expect(findings(identityCenter.id)[0]?.foldedInto).toBe(findings(rule.id)[0]?.fingerprint)
})
