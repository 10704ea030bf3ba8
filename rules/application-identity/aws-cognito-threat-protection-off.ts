import { userPools } from '../../src/datasets/aws/user-pools.ts'
import { userPoolSignIns } from '../../src/estate/aws/user-pool-sign-ins.ts'
import { mfaOfPools, riskResponses } from '../../src/estate/aws/user-pools-by-part.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const isIgnored = (action: string | undefined): boolean => action === undefined || action === 'NO_ACTION'

export default defineRule({
  id: 'aws-cognito-threat-protection-off',
  title: 'Threat protection of user pools stops stolen passwords and risky sign-ins',
  failureTitle: 'User pool without enforced threat protection',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'Threat protection knows passwords from breaches and sign-ins unlike those of the user. It has to be enforced, which needs the Plus plan: in audit mode it only writes down. Enforced, it still does nothing about a risk for which the action is set to none, or to MFA if there is any (MFA_IF_CONFIGURED) in a pool whose MFA is off. A pool that says nothing of its actions is unknown, since what Cognito does then is not documented; actions set for single clients are not read. Pools in which nobody signs in with a password of their own directory are not asked about, and custom authentication has a rule of its own.',
  remediation: [
    {
      text: 'Set the pool to the Plus plan, and threat protection to full function. UpdateUserPool takes every setting that is not named back to its default.',
    },
    {
      text: 'Say what it does about each risk.',
      command:
        'aws cognito-idp set-risk-configuration --user-pool-id POOL_ID --compromised-credentials-risk-configuration "Actions={EventAction=BLOCK}" --account-takeover-risk-configuration "Actions={MediumAction={Notify=false,EventAction=MFA_REQUIRED},HighAction={Notify=false,EventAction=BLOCK}}"',
    },
  ],
  verify: [
    { text: 'AdvancedSecurityMode is ENFORCED.', command: "aws cognito-idp describe-user-pool --user-pool-id POOL_ID --query 'UserPool.UserPoolAddOns'" },
    { text: 'Compromised credentials and high risk have an action.', command: 'aws cognito-idp describe-risk-configuration --user-pool-id POOL_ID' },
  ],
  frameworks: { 'aws-security-hub': ['Cognito.1'], 'nist-800-53@r5': ['IA-5(1)', 'SI-4'], 'mcsb@2': ['IM-6', 'LT-2'] },
  equivalents: {
    prowler: [
      'cognito_user_pool_advanced_security_enabled',
      'cognito_user_pool_blocks_compromised_credentials_sign_in_attempts',
      'cognito_user_pool_blocks_potential_malicious_sign_in_attempts',
    ],
    'security-hub': ['Cognito.1'],
  },
  references: [
    {
      title: 'Advanced security with threat protection',
      url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html',
    },
    { title: 'RiskConfigurationType', url: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RiskConfigurationType.html' },
    { title: 'Security Hub controls for Amazon Cognito', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html' },
  ],
  subjects: userPools,
  needs: { userPoolSignIns, riskResponses, mfaOfPools },
  where: (pool, { userPoolSignIns }) => ['password', 'unread'].includes(userPoolSignIns(pool).kind),
  check(pool, { userPoolSignIns, riskResponses, mfaOfPools }) {
    const mode = pool.threatProtection ?? 'OFF'
    const signIn = userPoolSignIns(pool)
    if (signIn.kind === 'unread')
      return unknown(`Threat protection of user pool ${pool.name} is ${mode}; whether anybody signs in with a password is not known: ${signIn.why}.`)
    const response = riskResponses(pool.id, pool.part)
    const found = response.kind === 'found' ? response.row : undefined
    const told = [
      evidence('Threat protection', mode, pool.id),
      ...(pool.tier === undefined ? [] : [evidence('Plan', pool.tier, pool.id)]),
      ...(found?.compromisedCredentials === undefined ? [] : [evidence('On compromised credentials', found.compromisedCredentials, pool.id)]),
      ...(found?.takeover === undefined ? [] : [evidence('On a sign-in of high risk', found.takeover.high ?? 'nothing', pool.id)]),
    ]
    const failing = (how: string) => fail(`User pool ${pool.name} ${how}.`, told)
    if (mode === 'AUDIT') return failing('only writes down threats, and stops none')
    if (mode !== 'ENFORCED')
      return mode === 'OFF' ? failing('has no threat protection') : unknown(`Threat protection of user pool ${pool.name} is ${mode}, which is not known.`)
    if (response.kind === 'unread') return unknown(`What user pool ${pool.name} does about a risk could not be read: ${response.why}.`)
    if (found?.compromisedCredentials !== undefined && isIgnored(found.compromisedCredentials))
      return failing('does nothing about passwords known to be stolen')
    if (found?.takeover !== undefined && isIgnored(found.takeover.high)) return failing('does nothing about sign-ins of high risk')
    const events = found?.compromisedCredentialsEvents
    if (events !== undefined && !events.includes('SIGN_IN')) return failing('does nothing about stolen passwords at sign-in')
    if (found?.compromisedCredentials === undefined || found.takeover === undefined)
      return unknown(
        `User pool ${pool.name} enforces threat protection, but does not say what it does about ${found?.compromisedCredentials === undefined ? 'stolen passwords' : 'risky sign-ins'}.`,
      )
    if (found.takeover.high !== 'MFA_IF_CONFIGURED') return pass()
    const mfa = mfaOfPools(pool.id, pool.part)
    if (mfa.kind === 'found') return mfa.row.mfa === 'OFF' ? failing('asks for MFA at sign-ins of high risk only where it has any, and its MFA is off') : pass()
    return unknown(`Whether user pool ${pool.name} has MFA to ask for at sign-ins of high risk is not known${mfa.kind === 'unread' ? `: ${mfa.why}` : ''}.`)
  },
})
