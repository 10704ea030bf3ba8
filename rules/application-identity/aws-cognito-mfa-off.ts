import { userPoolMfa } from '../../src/datasets/aws/user-pools.ts'
import { userPoolSignIns } from '../../src/estate/aws/user-pool-sign-ins.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const isMessage = (method: string): boolean => method === 'sms' || method === 'email'

export default defineRule({
  id: 'aws-cognito-mfa-off',
  title: 'User pools ask for a second factor that is more than a message',
  failureTitle: 'User pool without required MFA',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'A password alone opens the accounts of those who used it elsewhere. High where MFA is off; medium where each user chooses, since managed login then asks nobody to set it up (adaptive authentication, for which AWS leaves MFA optional, asks at risky sign-ins alone), and where the only second factor is a code by text message or e-mail, which follows whoever takes over the number or the mailbox. A pool whose clients let nobody of its own directory sign in is not asked about: users of another provider meet its MFA, not that of the pool. That a pool offers passkeys or one-time codes as well makes no difference, since a password is always among the first factors. What Lambda triggers of custom authentication ask for is not read.',
  remediation: [
    { text: 'Have the application offer an authenticator app or passkeys to its users, while MFA is optional.' },
    {
      text: 'Then require it. Say again every method that the pool has.',
      command: 'aws cognito-idp set-user-pool-mfa-config --user-pool-id POOL_ID --mfa-configuration ON --software-token-mfa-configuration Enabled=true',
    },
  ],
  verify: [
    {
      text: 'MfaConfiguration is ON, and a method other than SMS and e-mail is there.',
      command: 'aws cognito-idp get-user-pool-mfa-config --user-pool-id POOL_ID',
    },
  ],
  frameworks: { 'aws-security-hub': ['Cognito.5'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)', 'IA-8'], 'mcsb@2': ['IM-6'] },
  equivalents: { prowler: ['cognito_user_pool_mfa_enabled'], 'security-hub': ['Cognito.5'] },
  references: [
    { title: 'Adding MFA to a user pool', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html' },
    {
      title: 'GetUserPoolMfaConfig: what off, optional and on mean',
      url: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUserPoolMfaConfig.html',
    },
    { title: 'Security Hub controls for Amazon Cognito', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html' },
  ],
  subjects: userPoolMfa,
  needs: { userPoolSignIns },
  where: (pool, { userPoolSignIns }) => userPoolSignIns(pool).kind !== 'none',
  check(pool, { userPoolSignIns }) {
    const signIn = userPoolSignIns(pool)
    if (signIn.kind === 'unread')
      return unknown(`MFA of user pool ${pool.name} is ${pool.mfa}; whether anybody signs in to it with a password is not known: ${signIn.why}.`)
    const isRequired = pool.mfa === 'ON'
    if (isRequired && pool.methods.some(method => !isMessage(method))) return pass()
    if (isRequired && pool.methods.length === 0) return unknown(`User pool ${pool.name} requires MFA, but no method was told that is set up.`)
    if (signIn.kind === 'custom') return unknown(`Users of pool ${pool.name} sign in as its Lambda triggers ask, and what those ask for is not read.`)
    if (signIn.kind === 'none') return pass()
    const how = isRequired
      ? `requires MFA only by ${pool.methods.map(method => (method === 'sms' ? 'text message' : 'e-mail')).join(' or ')}`
      : pool.mfa === 'OPTIONAL'
        ? 'leaves MFA to each user'
        : 'does not ask for MFA'
    return fail(
      `User pool ${pool.name} ${how}.`,
      [
        evidence('MFA', pool.mfa, pool.id),
        evidence('Methods', pool.methods.length === 0 ? 'none' : pool.methods, pool.id),
        evidence('A client that takes passwords', signIn.client),
        evidence('Region', pool.part ?? 'not told', pool.id),
      ],
      pool.mfa === 'OFF' ? 'high' : 'medium',
    )
  },
})
