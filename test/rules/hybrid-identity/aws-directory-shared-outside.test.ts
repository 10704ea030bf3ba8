import rule from '../../../rules/hybrid-identity/aws-directory-shared-outside.ts'
import { type DirectoryShare, directoryShares } from '../../../src/datasets/aws/directories.ts'
import { organizationAccounts, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { accountRow } from '../aws-rows.ts'

const ACCOUNT = '999999999999'
const share = (more: Partial<DirectoryShare> = {}) =>
  given(directoryShares, {
    id: `d-1111111111#${ACCOUNT}`,
    name: `corp.example.com, shared with ${ACCOUNT}`,
    directoryId: 'd-1111111111',
    account: ACCOUNT,
    method: 'HANDSHAKE',
    status: 'Shared',
    ...more,
  })

testRule(
  rule,
  {
    pass: {
      'an account of the organization': [share(), given(organizationAccounts, accountRow(ACCOUNT))],
      'a declared account': [share(), given(declared, declaration('account', ACCOUNT))],
      'a share by the organization': [share({ method: 'ORGANIZATIONS' })],
    },
    fail: {
      'a stranger': {
        given: [share()],
        subjects: [`d-1111111111#${ACCOUNT}`],
        severity: 'medium',
        message: /shared with 999999999999, which is in no organization/,
      },
      'a stranger who has not accepted yet': [share({ status: 'PendingAcceptance' })],
    },
    'not-applicable': { 'a share that was rejected': [share({ status: 'Rejected' })] },
  },
  { answersWithout: [organizationAccounts, organizationMemberships] },
)
