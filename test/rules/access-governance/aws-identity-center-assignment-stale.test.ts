import rule from '../../../rules/access-governance/aws-identity-center-assignment-stale.ts'
import { accountAssignments } from '../../../src/datasets/aws/identity-center.ts'
import { identityStoreMemberships, UNREAD_ASSIGNMENTS } from '../../../src/datasets/aws/identity-store.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { assignment, MANAGEMENT, SCOPE, SHOP, setId, sets, store } from '../identity-center-rows.ts'

const around = [
  ...sets({ admin: {} }),
  ...store({
    users: { ann: {}, bob: { status: 'DISABLED' }, cid: { status: undefined } },
    groups: { admins: ['ann', 'bob'], leavers: ['bob'], empty: [], eligible: [], untold: ['cid'], ghosts: ['gone'] },
    provisioned: ['eligible'],
  }),
]
const assigned = (...principals: readonly string[]) => given(accountAssignments, ...principals.map(one => assignment('admin', one, SHOP)))
const gap = (dataset: { readonly name: string }, part: string) =>
  ({ dataset: dataset.name, scope: SCOPE, part, reason: 'out-of-reach', detail: 'not seen' }) as const

testRule(rule, {
  pass: {
    'a group with somebody in it': [...around, assigned('group:admins')],
    'a user': [...around, assigned('user:ann')],
    'a group of somebody whose status is not said': [...around, assigned('group:untold')],
    'an empty group that is declared': [...around, assigned('group:eligible'), given(declared, declaration('principal', 'Eligible'))],
    'a group with somebody in it, where other groups were not asked': {
      given: [...around, assigned('group:admins')],
      gaps: [gap(identityStoreMemberships, UNREAD_ASSIGNMENTS)],
    },
    'a group with somebody in it, of whom more may be in it': {
      given: [...around, assigned('group:admins')],
      gaps: [gap(identityStoreMemberships, 'admins')],
    },
  },
  fail: {
    'an empty group': {
      given: [...around, assigned('group:empty', 'group:admins')],
      subjects: [`${setId('admin')}/GROUP/empty`],
      severity: 'medium',
      message: /group empty, which is empty\.$/,
    },
    'an empty group from the identity provider': { given: [...around, assigned('group:eligible')], severity: 'low', message: /may be eligible/ },
    'a group of people who are disabled': { given: [...around, assigned('group:leavers')], severity: 'low', message: /everybody is disabled/ },
    'a group of people who are gone': { given: [...around, assigned('group:ghosts')], severity: 'medium' },
    'a group that is gone': { given: [...around, assigned('group:former')], severity: 'medium', message: /group former, which is not in the identity store/ },
    'a user who is gone': { given: [...around, assigned('user:former')], severity: 'medium' },
    'a user who is disabled': { given: [...around, assigned('user:bob')], severity: 'low' },
    'an empty group, where the management account could not be seen': {
      given: [...around, assigned('group:empty')],
      gaps: [gap(accountAssignments, MANAGEMENT), gap(identityStoreMemberships, UNREAD_ASSIGNMENTS)],
    },
  },
  unknown: {
    'a group whose members could not be read': {
      given: [...around, assigned('group:empty')],
      gaps: [gap(identityStoreMemberships, 'empty')],
      message: /who is in it/,
    },
    'a kind of principal that is new': [...around, assigned('agent:ann')],
  },
})
