import rule from '../../../rules/external-access/entra-guest-invitation-open.ts'
import { authorizationPolicies } from '../../../src/datasets/entra/authorization-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { authorizationPolicy } from '../settings-rows.ts'

const from = (allowInvitesFrom: string | null) => [given(authorizationPolicies, authorizationPolicy({ allowInvitesFrom }))]

testRule(rule, {
  pass: { 'administrators and guest inviters': from('adminsAndGuestInviters'), nobody: from('none') },
  fail: {
    everybody: { given: from('everyone'), message: /guests among them/ },
    'every member': { given: from('adminsGuestInvitersAndAllMembers'), message: /Every member/, severity: 'medium' },
  },
  unknown: { 'not told': { given: from(null), message: /not told/ }, 'a new word': { given: from('friendsOnly'), message: /friendsonly/ } },
})
