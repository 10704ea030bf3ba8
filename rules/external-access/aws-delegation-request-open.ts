import { delegationRequests } from '../../src/datasets/aws/account-upkeep.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const open = new Set(['UNASSIGNED', 'ASSIGNED', 'PENDING_APPROVAL'])
const closed = new Set(['ACCEPTED', 'FINALIZED', 'REJECTED', 'EXPIRED'])

export default defineRule({
  id: 'aws-delegation-request-open',
  title: 'No request for permissions in the account is left open',
  failureTitle: 'Open delegation request',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'external-access',
  rationale:
    'A product or service outside asks for permissions in this account by a delegation request, and waits for somebody to accept it. An open one that nobody expects is how a stranger gets a foot in the door. AWS lists only requests that have an owner: that there is none in the list proves nothing.',
  remediation: [
    { text: 'Read what it asks for.', command: 'aws iam get-delegation-request --delegation-request-id ID' },
    { text: 'Reject what nobody here asked for.', command: 'aws iam reject-delegation-request --delegation-request-id ID' },
  ],
  verify: [
    { text: 'The request is not open any more.', command: "aws iam list-delegation-requests --query 'DelegationRequests[].[DelegationRequestId,State]'" },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2', 'AC-20'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    { title: 'ListDelegationRequests', url: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListDelegationRequests.html' },
    { title: 'Temporary delegation', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-temporary-delegation.html' },
  ],
  subjects: delegationRequests,
  needs: {},
  check({ id, name, state, requestor, createdAt, expiresAt }, _, { now }) {
    if (closed.has(state) || (expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime())) return pass()
    if (!open.has(state)) return unknown(`Delegation request ${name} is in state ${state}, and whether that is open is not known.`)
    return fail(`Delegation request ${name}${requestor === undefined ? '' : ` of ${requestor}`} is open.`, [
      evidence('State', state, id),
      evidence('Requestor', requestor ?? 'not said', id),
      evidence('Created', createdAt ?? 'not said', id),
      evidence('Expires', expiresAt ?? 'not said', id),
    ])
  },
})
