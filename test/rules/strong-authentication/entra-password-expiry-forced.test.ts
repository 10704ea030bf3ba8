import rule from '../../../rules/strong-authentication/entra-password-expiry-forced.ts'
import { entraDomains } from '../../../src/datasets/entra/domains.ts'
import { given, testRule } from '../../rule-tester.ts'
import { domain } from '../settings-rows.ts'

const valid = (passwordValidityPeriodInDays: number | null, says = {}) => [
  given(entraDomains, domain('contoso.com', { passwordValidityPeriodInDays, ...says })),
]

testRule(rule, {
  pass: { 'for ever': valid(2_147_483_647) },
  fail: { 'ninety days': { given: valid(90), message: 'Passwords of contoso.com must be changed every 90 days.', severity: 'low' } },
  unknown: { 'not set': valid(null) },
  'not-applicable': {
    'a federated domain': valid(90, { authenticationType: 'Federated' }),
    'a subdomain': valid(90, { isRoot: false }),
    'a domain that is not the tenant’s yet': valid(90, { isVerified: false }),
  },
})
