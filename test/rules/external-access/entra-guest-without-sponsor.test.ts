import rule from '../../../rules/external-access/entra-guest-without-sponsor.ts'
import { entraGuests } from '../../../src/datasets/entra/guests.ts'
import { given, testRule } from '../../rule-tester.ts'
import { guestWith } from '../program-rows.ts'

testRule(rule, {
  pass: { 'a sponsor': [given(entraGuests, guestWith('eve', 1))] },
  fail: {
    'none, beside a guest with one': {
      given: [given(entraGuests, guestWith('eve', 1), guestWith('dan', 0))],
      subjects: ['dan'],
      severity: 'info',
      message: /^Nobody answers for guest dan_fabrikam\.example#EXT#@contoso\.example\.$/,
    },
  },
  'not-applicable': { 'no guests': [], 'a blocked guest': [given(entraGuests, guestWith('dan', 0, { accountEnabled: false }))] },
})
