import rule from '../../../rules/external-access/entra-guest-access-not-restricted.ts'
import { authorizationPolicies } from '../../../src/datasets/entra/authorization-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { authorizationPolicy } from '../settings-rows.ts'

const guests = (guestUserRoleId: string | null) => [given(authorizationPolicies, authorizationPolicy({ guestUserRoleId }))]

testRule(rule, {
  pass: { restricted: guests('2af84b1e-32c8-42b7-82bc-daa82404023b'), limited: guests('10DAE51F-b6af-4016-8d66-8c2a99b929b3') },
  fail: { 'as members': { given: guests('a0b1b346-4d3e-4e8b-98f8-753987be4970'), severity: 'medium', message: /as members do/ } },
  unknown: {
    'not told': { given: guests(null), message: /not told/ },
    'a role that is not documented': { given: guests('ffffffff-0000-4000-8000-000000000000') },
  },
})
