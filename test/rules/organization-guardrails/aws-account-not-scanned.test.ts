import rule from '../../../rules/organization-guardrails/aws-account-not-scanned.ts'
import type { Gap, Scope } from '../../../src/dataset.ts'
import { accountSummary } from '../../../src/datasets/aws/account.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { organizationAccounts, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { defaultScopes, given, testRule } from '../../rule-tester.ts'
import { accountRow } from '../aws-rows.ts'

const member = (id: string): Scope => ({ id: `aws-account/${id}`, kind: 'aws-account', name: id, parent: defaultScopes['aws-organization'].id })
const dark = (id: string): readonly Gap[] =>
  [accountSummary, iamRoles, organizationMemberships].map(({ name }) => ({
    dataset: name,
    scope: `aws-account/${id}`,
    reason: 'denied',
    detail: 'the role may not be assumed',
  }))
const accounts = given(organizationAccounts, accountRow('111111111111'), accountRow('222222222222'))
const second = member('222222222222')

testRule(
  rule,
  {
    pass: {
      'both accounts': { given: [accounts], scopes: [second] },
      'an account of which one table was read': { given: [accounts], scopes: [second], gaps: dark('222222222222').slice(1) },
    },
    fail: {
      'an account that could not be entered': {
        given: [accounts],
        scopes: [second],
        gaps: dark('222222222222'),
        subjects: ['222222222222'],
        severity: 'medium',
        message: 'Account account 222222222222 (222222222222) is active, and nothing of it could be read.',
        evidence: [{ label: 'Why', value: 'denied: the role may not be assumed' }],
      },
      'an account that the configuration leaves out': {
        given: [given(organizationAccounts, accountRow('111111111111'), accountRow('222222222222'), accountRow('333333333333', { name: '333333333333' }))],
        scopes: [second],
        subjects: ['333333333333'],
        severity: 'info',
        message: 'Account 333333333333 is active and no part of this scan. It would hold if the configuration included it.',
      },
    },
    unknown: {
      'a unit whose accounts could not be read': {
        given: [accounts],
        scopes: [second],
        gaps: [{ dataset: 'organization-accounts', scope: defaultScopes['aws-organization'].id, part: 'ou-1', reason: 'denied', detail: 'access denied' }],
      },
    },
    'not-applicable': {
      'a scan of one account': [accounts],
      'an account that is suspended': { given: [given(organizationAccounts, accountRow('333333333333', { status: 'SUSPENDED' }))], scopes: [second] },
    },
  },
  { answersWithout: [accountSummary, iamRoles, organizationMemberships] },
)
