import rule from '../../../rules/organization-guardrails/aws-trusted-access-unexpected.ts'
import { trustedServices } from '../../../src/datasets/aws/organization.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const trusted = (...services: readonly string[]) => given(trustedServices, ...services.map(id => ({ id, name: id })))

testRule(rule, {
  pass: {
    'a service that governs': [trusted('cloudtrail.amazonaws.com')],
    'a declared service': [trusted('ssm.amazonaws.com'), given(declared, declaration('principal', 'ssm.amazonaws.com'))],
    'a service that is expected here': { given: [trusted('ssm.amazonaws.com')], parameters: { expected: ['ssm.amazonaws.com'] } },
  },
  fail: {
    'another service': { given: [trusted('ssm.amazonaws.com', 'sso.amazonaws.com')], subjects: ['ssm.amazonaws.com'], severity: 'info' },
    'a service that is not expected here': { given: [trusted('sso.amazonaws.com')], parameters: { expected: [] } },
  },
})
