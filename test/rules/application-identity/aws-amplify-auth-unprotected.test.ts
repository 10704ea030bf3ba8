import rule from '../../../rules/application-identity/aws-amplify-auth-unprotected.ts'
import { type AmplifyBranch, amplifyBranches } from '../../../src/datasets/aws/app-backends.ts'
import { awsRegions } from '../../../src/datasets/aws/regions.ts'
import { userPools } from '../../../src/datasets/aws/user-pools.ts'
import { given, testRule } from '../../rule-tester.ts'
import { ACCOUNT, branchRow, darkIn, REGION, userPoolRow } from '../cognito-rows.ts'

const branch = (more: Partial<AmplifyBranch>) => given(amplifyBranches, branchRow(more))
const stack = (region: string, account = ACCOUNT) => ({ stackArn: `arn:aws:cloudformation:${region}:${account}:stack/amplify-site-main/1` })
const regions = given(awsRegions, { id: REGION, name: REGION })
const second = { id: 'aws-account/222222222222', kind: 'aws-account' as const, name: 'second' }

testRule(rule, {
  pass: {
    'a backend in a Region that is read': [branch(stack(REGION)), regions, given(userPools, userPoolRow())],
    'a backend environment there': [
      branch({ backendEnvironmentArn: `arn:aws:amplify:${REGION}:${ACCOUNT}:apps/d0001/backendenvironments/main` }),
      regions,
      given(userPools),
    ],
    'a backend in a Region that is read, where another is dark': {
      given: [branch(stack(REGION)), regions, given(userPools)],
      gaps: [darkIn('user-pools', 'us-east-1')],
    },
  },
  fail: {
    'a Region that is not looked at': {
      given: [branch(stack('eu-west-3')), regions, given(userPools)],
      severity: 'low',
      message: 'Region eu-west-3 is not looked at',
    },
    'an account that is not scanned': {
      given: [branch(stack(REGION, '999999999999')), regions, given(userPools)],
      message: 'account 999999999999 is not scanned',
    },
  },
  unknown: {
    'a backend in another account that is scanned': {
      given: [branch(stack(REGION, '222222222222')), regions, given(userPools)],
      scopes: [second],
      message: 'whether user pools of eu-west-1 were read there is not known here',
    },
    'a Region whose pools were not read': { given: [branch(stack(REGION)), regions], gaps: [darkIn('user-pools', REGION)], message: `denied in ${REGION}` },
    'an ARN that says nothing': [branch({ stackArn: 'stack' }), regions, given(userPools)],
  },
  'not-applicable': { 'no backend': [branch({}), regions, given(userPools)] },
})
