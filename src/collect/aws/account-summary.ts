import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam'
import { nativeId } from '../../dataset.ts'
import { accountSummary } from '../../datasets/aws/account.ts'
import { defineCollector, row } from '../collector.ts'
import { numberOf, objectOf } from './answers.ts'
import type { AwsSession } from './session.ts'

/** Whether the root user has MFA, keys and a password, and what tokens of the global STS endpoint are good for: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export const accountSummaries = defineCollector<AwsSession>({
  name: 'aws-account-summary',
  gives: [accountSummary],
  async *collect(session, at) {
    const { SummaryMap } = await session.client(IAMClient).send(new GetAccountSummaryCommand({}))
    const map: Partial<Record<string, number>> = objectOf(SummaryMap, 'GetAccountSummary: SummaryMap')
    const count = (key: string) => numberOf(map[key], `GetAccountSummary: ${key}`)
    yield row(accountSummary, {
      id: nativeId(at.id),
      scope: at.id,
      name: at.name,
      rootMfaEnabled: count('AccountMFAEnabled') > 0,
      rootAccessKeysPresent: count('AccountAccessKeysPresent') > 0,
      ...(map.AccountPasswordPresent === undefined ? {} : { rootPasswordPresent: count('AccountPasswordPresent') > 0 }),
      users: count('Users'),
      roles: count('Roles'),
      ...(map.GlobalEndpointTokenVersion === undefined ? {} : { globalEndpointTokenVersion: count('GlobalEndpointTokenVersion') }),
    })
  },
})
