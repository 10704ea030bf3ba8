import { DescribeHubCommand, DescribeSecurityHubV2Command, SecurityHubClient } from '@aws-sdk/client-securityhub'
import type { Scope } from '../../dataset.ts'
import { type SecurityHub, securityHubs } from '../../datasets/aws/security-services.ts'
import { CollectError, type Collected, defineCollector, row } from '../collector.ts'
import { textOf } from './answers.ts'
import { isServiceError } from './errors.ts'
import { inEachRegion } from './regions.ts'
import type { AwsSession } from './session.ts'

/**
 * The same error says that the service is off and that the caller may not ask; only its message tells which.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html#API_DescribeHub_Errors
 */
const isOff = (error: unknown): boolean =>
  isServiceError(error, 'ResourceNotFoundException') || (isServiceError(error, 'InvalidAccessException') && /not subscribed to/.test(String(error)))

const unlessOff = async (ask: () => Promise<string>, permission: string): Promise<string | undefined> => {
  try {
    return await ask()
  } catch (error) {
    if (isOff(error)) return undefined
    if (error instanceof CollectError && isServiceError(error, 'InvalidAccessException')) throw new CollectError('denied', error.message, permission, error)
    throw error
  }
}

const hubArnOf = (value: string | undefined, what: string): string => {
  const arn = textOf(value, what)
  if (!/^arn:[^:]+:securityhub:/.test(arn)) throw new CollectError('invalid', `${what} is no ARN of Security Hub`)
  return arn
}

async function* hubIn(session: AwsSession, at: Scope, region: string): AsyncGenerator<Collected> {
  const client = session.client(SecurityHubClient, region)
  const found = (id: string, kind: SecurityHub['kind']) => row(securityHubs, { id, scope: at.id, name: `Security Hub in ${region}`, part: region, kind })
  const cspm = await unlessOff(async () => hubArnOf((await client.send(new DescribeHubCommand({}))).HubArn, 'DescribeHub: HubArn'), 'securityhub:DescribeHub')
  if (cspm !== undefined) return yield found(cspm, 'cspm')
  const unified = await unlessOff(
    async () => hubArnOf((await client.send(new DescribeSecurityHubV2Command({}))).HubV2Arn, 'DescribeSecurityHubV2: HubV2Arn'),
    'securityhub:DescribeSecurityHubV2',
  )
  if (unified !== undefined) yield found(unified, 'unified')
}

/** Where Security Hub is on, of either kind. */
export const hubs = defineCollector<AwsSession>({
  name: 'aws-security-hub',
  gives: [securityHubs],
  collect: (session, at) => inEachRegion(session, [securityHubs], region => hubIn(session, at, region)),
})
