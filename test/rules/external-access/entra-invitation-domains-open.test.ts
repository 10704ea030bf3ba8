import rule from '../../../rules/external-access/entra-invitation-domains-open.ts'
import { authorizationPolicies } from '../../../src/datasets/entra/authorization-policy.ts'
import { type InvitationDomains, invitationDomains } from '../../../src/datasets/entra/invitation-domains.ts'
import { entraOrganizations } from '../../../src/datasets/entra/tenant.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { authorizationPolicy } from '../settings-rows.ts'
import { organization } from '../trust-rows.ts'

const found = (says: Partial<InvitationDomains>, from = 'adminsAndGuestInviters', tenantType = 'AAD') => [
  given(invitationDomains, { id: 'invitations', scope, name: 'Domains that may be invited', allowed: [], blocked: [], ...says }),
  given(authorizationPolicies, authorizationPolicy({ allowInvitesFrom: from })),
  given(entraOrganizations, organization({ tenantType })),
]

testRule(rule, {
  pass: { 'listed domains': found({ allowed: ['fabrikam.example'] }), 'nobody may invite': found({}, 'none') },
  fail: {
    'no list': { given: found({}), severity: 'low', message: /^Guests may be invited from any domain\.$/ },
    'a domain that is blocked': { given: found({ blocked: ['mail.example'] }), message: /every domain but mail\.example\.$/ },
    'domains that are blocked': { given: found({ blocked: ['a.example', 'b.example'] }), message: /every domain but 2 that are blocked/ },
  },
  'not-applicable': { 'an external tenant': found({}, 'everyone', 'CIAM'), 'a B2C tenant': found({}, 'everyone', 'AAD B2C') },
})
