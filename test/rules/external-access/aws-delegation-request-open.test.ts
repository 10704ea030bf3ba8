import rule from '../../../rules/external-access/aws-delegation-request-open.ts'
import { type DelegationRequest, delegationRequests } from '../../../src/datasets/aws/account-upkeep.ts'
import { given, testRule } from '../../rule-tester.ts'

const request = (state: string, more: Partial<DelegationRequest> = {}) => given(delegationRequests, { id: 'dr-1', name: 'dr-1', state, ...more })

testRule(rule, {
  pass: {
    'it was rejected': [request('REJECTED')],
    'it was accepted and ended': [request('FINALIZED')],
    'its time is over': [request('PENDING_APPROVAL', { expiresAt: '2026-11-01T00:00:00Z' })],
  },
  fail: {
    'it waits for approval': {
      given: [request('PENDING_APPROVAL', { requestor: 'A product' })],
      subjects: ['dr-1'],
      severity: 'low',
      message: 'Delegation request dr-1 of A product is open.',
    },
    'nobody has looked at it': [request('UNASSIGNED', { expiresAt: '2026-12-01T00:00:00Z' })],
  },
  unknown: { 'a state that is not known': { given: [request('ON_HOLD')], message: /whether that is open is not known/ } },
  'not-applicable': { 'there is none in the list': [] },
})
