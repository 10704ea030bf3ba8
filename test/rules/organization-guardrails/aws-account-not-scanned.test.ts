import rule from '../../../rules/organization-guardrails/aws-account-not-scanned.ts'
import type { Gap } from '../../../src/dataset.ts'
import { type AccountEntry, accountEntries } from '../../../src/datasets/aws/account-entries.ts'
import { organizationAccounts } from '../../../src/datasets/aws/organization.ts'
import { defaultScopes, given, testRule } from '../../rule-tester.ts'
import { accountRow } from '../aws-rows.ts'

const entry = (id: string, more: Partial<AccountEntry> = {}): Omit<AccountEntry, 'scope'> => ({
  id,
  name: `account ${id}`,
  entered: true,
  excluded: false,
  asked: true,
  reason: 'entered through the role PosternReadOnly',
  ...more,
})
const accounts = given(organizationAccounts, accountRow('111111111111'), accountRow('222222222222'))
const entries = (second: Partial<AccountEntry> = {}) => given(accountEntries, entry('111111111111'), entry('222222222222', second))
const cutShort = (dataset: { readonly name: string }): Gap => ({
  dataset: dataset.name,
  scope: defaultScopes['aws-organization'].id,
  part: 'ou-1',
  reason: 'denied',
  detail: 'access denied',
})
const shut = { entered: false, reason: 'sts:AssumeRole was denied' }

testRule(rule, {
  pass: {
    'both accounts': [accounts, entries()],
    'an account that another entry of the configuration enters': [accounts, entries({ excluded: true, asked: true })],
    'a suspended account that cannot be entered, beside one that was': [
      given(organizationAccounts, accountRow('111111111111'), accountRow('222222222222', { status: 'SUSPENDED' })),
      entries(shut),
    ],
  },
  fail: {
    'an account that could not be entered': {
      given: [accounts, entries(shut)],
      subjects: ['222222222222'],
      severity: 'medium',
      message: 'Account account 222222222222 (222222222222) is active, and nothing of it could be read.',
      evidence: [{ label: 'Why', value: 'sts:AssumeRole was denied', row: '222222222222' }],
    },
    'such an account beside a unit whose accounts could not be read': {
      given: [accounts, entries(shut)],
      gaps: [organizationAccounts, accountEntries].map(cutShort),
      subjects: ['222222222222'],
    },
    'an account that the configuration excludes': {
      given: [accounts, entries({ entered: false, excluded: true, asked: false, reason: 'the config excludes ou-ab12-11111111' })],
      subjects: ['222222222222'],
      severity: 'info',
      message: 'left out of this scan. It would hold if the configuration included it.',
      evidence: [{ label: 'Why', value: 'the config excludes ou-ab12-11111111' }],
    },
  },
  unknown: {
    'an account of which nothing is said': { given: [accounts, given(accountEntries, entry('111111111111'))], message: /was not said/ },
    'a unit whose accounts could not be read': { given: [accounts, entries()], gaps: [organizationAccounts, accountEntries].map(cutShort) },
  },
  'not-applicable': {
    'a scan of the account of the credentials alone': [accounts, entries({ entered: false, asked: false, reason: 'the config asks only for one account' })],
  },
})
