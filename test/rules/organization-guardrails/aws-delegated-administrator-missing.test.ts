import rule from '../../../rules/organization-guardrails/aws-delegated-administrator-missing.ts'
import { delegatedAdministrators, trustedServices } from '../../../src/datasets/aws/organization.ts'
import { given, testRule } from '../../rule-tester.ts'
import { SHOP } from '../identity-center-rows.ts'

const trusted = (...services: readonly string[]) => given(trustedServices, ...services.map(id => ({ id, name: id })))
const delegated = (services: readonly string[], status?: string) => given(delegatedAdministrators, { id: SHOP, name: 'shop', services: [...services], status })
const GUARDDUTY = 'guardduty.amazonaws.com'

testRule(rule, {
  pass: {
    'the service is delegated': [trusted(GUARDDUTY), delegated([GUARDDUTY], 'ACTIVE')],
  },
  fail: {
    'nobody but the management account': {
      given: [trusted(GUARDDUTY, 'sso.amazonaws.com'), delegated(['sso.amazonaws.com'], 'ACTIVE')],
      subjects: [GUARDDUTY],
      severity: 'low',
      message: /GuardDuty/,
    },
    'a suspended account': { given: [trusted(GUARDDUTY), delegated([GUARDDUTY], 'SUSPENDED')], message: /2{12}, to which it was delegated, is SUSPENDED/ },
  },
  unknown: {
    'an account of which no status was said': { given: [trusted(GUARDDUTY), delegated([GUARDDUTY])], message: /2{12}, and whether that is in use/ },
  },
  'not-applicable': { 'a service that cannot be delegated': [trusted('ram.amazonaws.com'), given(delegatedAdministrators)] },
})
