import { userPools } from '../../src/datasets/aws/user-pools.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cognito-custom-auth-threat-protection-off',
  title: 'Threat protection of user pools covers custom authentication',
  failureTitle: 'Custom authentication without threat protection',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'Where Lambda triggers decide what a user must show, as for codes and links by mail, threat protection of passwords does not look on: it is enforced for custom authentication apart. Pools with no trigger that defines challenges are not asked about.',
  remediation: [
    {
      text: 'Set the pool to the Plus plan, and threat protection for custom authentication to full function. UpdateUserPool takes every setting that is not named back to its default.',
    },
  ],
  verify: [
    {
      text: 'CustomAuthMode is ENFORCED.',
      command: "aws cognito-idp describe-user-pool --user-pool-id POOL_ID --query 'UserPool.UserPoolAddOns.AdvancedSecurityAdditionalFlows'",
    },
  ],
  frameworks: { 'aws-security-hub': ['Cognito.4'], 'nist-800-53@r5': ['SI-4'], 'mcsb@2': ['IM-6', 'LT-2'] },
  equivalents: { 'security-hub': ['Cognito.4'] },
  references: [
    {
      title: 'AdvancedSecurityAdditionalFlowsType',
      url: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdvancedSecurityAdditionalFlowsType.html',
    },
    { title: 'Security Hub controls for Amazon Cognito', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html' },
  ],
  subjects: userPools,
  needs: {},
  where: ({ triggers }) => triggers === undefined || triggers.some(({ event }) => event === 'DefineAuthChallenge'),
  check(pool) {
    const mode = pool.customAuthThreatProtection ?? 'OFF'
    if (mode === 'ENFORCED') return pass()
    if (pool.triggers === undefined) return unknown(`Which Lambda triggers user pool ${pool.name} has was not told.`)
    const trigger = pool.triggers.find(({ event }) => event === 'DefineAuthChallenge')
    return fail(`User pool ${pool.name} has custom authentication, whose threats it ${mode === 'AUDIT' ? 'only writes down' : 'does not look at'}.`, [
      evidence('Threat protection of custom authentication', mode, pool.id),
      evidence('Function that defines the challenges', trigger?.functionArn ?? 'not told', pool.id),
    ])
  },
})
