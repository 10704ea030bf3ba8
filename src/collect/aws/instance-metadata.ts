import { EC2Client, GetInstanceMetadataDefaultsCommand } from '@aws-sdk/client-ec2'
import { instanceMetadataDefaults } from '../../datasets/aws/compute.ts'
import { defineCollector, row } from '../collector.ts'
import { objectOf, textOf } from './answers.ts'
import { inEachRegion } from './regions.ts'
import type { AwsSession } from './session.ts'

/** The account's default for new instances: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetInstanceMetadataDefaults.html */
export const metadataDefaults = defineCollector<AwsSession>({
  name: 'aws-instance-metadata',
  gives: [instanceMetadataDefaults],
  async *collect(session, at) {
    yield* inEachRegion(session, [instanceMetadataDefaults], async function* (region) {
      const { AccountLevel } = await session.client(EC2Client, region).send(new GetInstanceMetadataDefaultsCommand({}))
      const level = objectOf(AccountLevel, 'GetInstanceMetadataDefaults: AccountLevel')
      yield row(instanceMetadataDefaults, {
        id: region,
        scope: at.id,
        name: region,
        part: region,
        ...(level.HttpTokens === undefined ? {} : { httpTokens: textOf(level.HttpTokens, 'HttpTokens') }),
        ...(level.HttpTokensEnforced === undefined ? {} : { enforced: textOf(level.HttpTokensEnforced, 'HttpTokensEnforced') }),
        ...(level.ManagedBy === undefined ? {} : { managedBy: textOf(level.ManagedBy, 'ManagedBy') }),
      })
    })
  },
})
