import rule from '../../../rules/access-governance/entra-access-review-missing-guests.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { accessReviews } from '../../../src/datasets/entra/governance.ts'
import { user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { review } from '../settings-rows.ts'

const guest = given(entraUsers, user('ann'), user('eve', { userType: 'Guest', creationType: 'Invitation' }))
const everywhere = "./members/microsoft.graph.user/?$count=true&$filter=(userType eq 'Guest')"
const inOne = "/groups/0a1b2c3d-0000-4000-8000-000000000001/transitiveMembers/microsoft.graph.user/?$filter=(userType eq 'Guest')"
const toOneApp = ["/v1.0/users?$filter=(userType eq 'Guest')", '/v1.0/servicePrincipals/0a1b2c3d-0000-4000-8000-000000000002']

testRule(rule, {
  pass: {
    'all groups': [p2, guest, given(accessReviews, review('guests', [everywhere]))],
    'all users in all groups': [p2, guest, given(accessReviews, review('guests', ["/users?$filter=(userType eq 'Guest')", '/groups']))],
  },
  fail: {
    'no review': { given: [p2, guest], severity: 'medium' },
    'of members only': [p2, guest, given(accessReviews, review('members', ['/groups/0a1b2c3d-0000-4000-8000-000000000001/transitiveMembers']))],
    'of guests in a role': [
      p2,
      guest,
      given(accessReviews, review('roles', ["/users?$filter=(userType eq 'Guest')", '/roleManagement/directory/roleDefinitions/x'])),
    ],
    'once only': [p2, guest, given(accessReviews, review('guests', [everywhere], { recurrence: null }))],
    'in one group': { given: [p2, guest, given(accessReviews, review('guests', [inOne]))], severity: 'low', message: /single groups/ },
    'to one application': { given: [p2, guest, given(accessReviews, review('guests', toOneApp))], severity: 'low', message: /single groups or applications/ },
  },
  'not-applicable': { 'no guests': [p2, given(entraUsers, user('ann'))] },
})
