import { z } from 'zod'
import { userPoolClients } from '../../src/datasets/aws/user-pool-clients.ts'
import { isMachineClient } from '../../src/estate/aws/user-pool-sign-ins.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400

export default defineRule({
  id: 'aws-cognito-client-refresh-token-long',
  title: 'Sessions of app clients end in time',
  failureTitle: 'App client with long sessions',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'application-identity',
  rationale:
    'A refresh token is the session: whoever has it stays signed in until it ends, without the password and without MFA. Cognito gives 30 days by default and takes up to ten years. Clients for programs alone have no refresh tokens and are not asked about.',
  remediation: [
    {
      text: 'Shorten it. UpdateUserPoolClient takes every setting that is not named back to its default.',
      command:
        'aws cognito-idp update-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --refresh-token-validity 30 --token-validity-units RefreshToken=days',
    },
  ],
  verify: [
    {
      text: 'RefreshTokenValidity, in its unit, is within the parameter.',
      command:
        "aws cognito-idp describe-user-pool-client --user-pool-id POOL_ID --client-id CLIENT_ID --query 'UserPoolClient.[RefreshTokenValidity,TokenValidityUnits.RefreshToken]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-12', 'IA-11'], 'mcsb@2': ['IM-3'] },
  equivalents: {},
  references: [
    {
      title: 'Refresh tokens',
      url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html',
    },
  ],
  parameters: z.object({ days: z.number().positive().default(30) }),
  subjects: userPoolClients,
  needs: {},
  where: client => !isMachineClient(client),
  check(client, _, { parameters: { days } }) {
    if (client.refreshTokenSeconds === undefined) return unknown(`How long refresh tokens of client ${client.name} live was not told.`)
    if (client.refreshTokenSeconds <= days * DAY) return pass()
    const lives = Math.round((client.refreshTokenSeconds / DAY) * 10) / 10
    return fail(`Refresh tokens of client ${client.name} of user pool ${client.poolName} live ${lives} days, where ${days} are allowed.`, [
      evidence('Days that a refresh token lives', lives, client.id),
    ])
  },
})
