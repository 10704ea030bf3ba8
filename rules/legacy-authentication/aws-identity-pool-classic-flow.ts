import { identityPools } from '../../src/datasets/aws/identity-pools.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-identity-pool-classic-flow',
  title: 'Identity pools give credentials through the enhanced flow alone',
  failureTitle: 'Identity pool with the classic flow',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'legacy-authentication',
  rationale:
    'In the classic flow the application takes a token of the pool to AWS STS and asks for the role itself: any role whose trust policy names the pool, for as long as the role allows, and without the limits that the enhanced flow sets guests. It is off unless it was switched on, so a pool that never said anything of it holds.',
  remediation: [
    { text: 'Have the application call GetCredentialsForIdentity, which needs no other change where the pool names the role.' },
    {
      text: 'Then switch the flow off; say the other settings again.',
      command:
        'aws cognito-identity update-identity-pool --identity-pool-id IDENTITY_POOL_ID --identity-pool-name NAME --no-allow-unauthenticated-identities --no-allow-classic-flow',
    },
  ],
  verify: [
    {
      text: 'AllowClassicFlow is not true.',
      command: "aws cognito-identity describe-identity-pool --identity-pool-id IDENTITY_POOL_ID --query 'AllowClassicFlow'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6', 'CM-7'], 'mcsb@2': ['IM-3'] },
  equivalents: {},
  references: [
    { title: 'Identity pools authentication flow', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html' },
    { title: 'UpdateIdentityPool', url: 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html' },
  ],
  subjects: identityPools,
  needs: {},
  check(pool) {
    if (pool.allowsClassicFlow !== true) return pass()
    return fail(`Identity pool ${pool.name} lets applications choose the role themselves.`, [
      evidence('Classic flow', true, pool.id),
      evidence('Lets guests in', pool.allowsGuests, pool.id),
    ])
  },
})
