import rule from '../../../rules/legacy-authentication/aws-identity-pool-classic-flow.ts'
import { identityPools } from '../../../src/datasets/aws/identity-pools.ts'
import { given, testRule } from '../../rule-tester.ts'
import { IDENTITY_POOL, identityPoolRow } from '../cognito-rows.ts'

const pool = (allowsClassicFlow: boolean | undefined) => given(identityPools, identityPoolRow({ allowsClassicFlow }))

testRule(rule, {
  pass: { off: [pool(false)], 'never set': [pool(undefined)] },
  fail: {
    on: { given: [pool(true)], subjects: [IDENTITY_POOL], severity: 'medium', message: 'Identity pool visitors lets applications choose the role themselves.' },
  },
})
