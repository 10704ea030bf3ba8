import rule from '../../../rules/access-governance/aws-alternate-contact-missing.ts'
import { alternateContacts } from '../../../src/datasets/aws/account-upkeep.ts'
import { given, testRule } from '../../rule-tester.ts'

const account = (hasSecurityContact: boolean) => given(alternateContacts, { id: '111111111111', name: 'shop', hasSecurityContact })

testRule(rule, {
  pass: { 'there is one': [account(true)] },
  fail: { 'there is none': { given: [account(false)], subjects: ['111111111111'], severity: 'low', message: 'Account shop has no security contact.' } },
})
