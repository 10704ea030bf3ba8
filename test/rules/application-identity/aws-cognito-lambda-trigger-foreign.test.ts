import rule from '../../../rules/application-identity/aws-cognito-lambda-trigger-foreign.ts'
import { organizationAccounts, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { type UserPool, userPools } from '../../../src/datasets/aws/user-pools.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, defaultScopes, given, testRule } from '../../rule-tester.ts'
import { accountRow } from '../aws-rows.ts'
import { ACCOUNT, POOL, REGION, userPoolRow } from '../cognito-rows.ts'

const OUTSIDE = '999999999999'
const at = (account: string, event = 'PreTokenGeneration') => ({ event, functionArn: `arn:aws:lambda:${REGION}:${account}:function:f` })
const pool = (...triggers: NonNullable<UserPool['triggers']>) => given(userPools, userPoolRow({ triggers }))
const members = given(organizationAccounts, accountRow(ACCOUNT), accountRow('222222222222'))

testRule(
  rule,
  {
    pass: {
      'its own functions': [pool(at(ACCOUNT), at(ACCOUNT, 'PreSignUp')), members],
      'a declared account': [pool(at(OUTSIDE)), members, given(declared, declaration('account', OUTSIDE))],
    },
    fail: {
      'an unknown account': {
        given: [pool(at(ACCOUNT, 'PreSignUp'), at(OUTSIDE)), members],
        subjects: [POOL],
        severity: 'medium',
        message: `Unknown account ${OUTSIDE} runs the PreTokenGeneration trigger of user pool shop.`,
      },
      'another account of the organization': { given: [pool(at('222222222222')), members], severity: 'low', message: 'Another account 222222222222' },
      'an unknown one beside one of the organization': { given: [pool(at('222222222222'), at(OUTSIDE, 'PreSignUp')), members], severity: 'medium' },
    },
    unknown: {
      'triggers that were not told': [given(userPools, userPoolRow({ triggers: undefined })), members],
      'another account, where the organization was not read': {
        given: [pool(at(OUTSIDE))],
        gaps: [{ dataset: 'organization-accounts', scope: defaultScopes['aws-organization'].id, reason: 'denied', detail: 'access denied' }],
      },
    },
    'not-applicable': { 'no triggers': [pool(), members] },
  },
  { answersWithout: [organizationAccounts, organizationMemberships] },
)
