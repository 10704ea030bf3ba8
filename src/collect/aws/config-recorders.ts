import { ConfigServiceClient, DescribeConfigurationRecorderStatusCommand, DescribeConfigurationRecordersCommand } from '@aws-sdk/client-config-service'
import type { Scope } from '../../dataset.ts'
import { type ConfigRecorder, configRecorderStatuses, configRecorders } from '../../datasets/aws/security-services.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { booleanOf, listOf, objectOf, textOf, textsOf } from './answers.ts'
import { inEachRegion } from './regions.ts'
import type { AwsSession } from './session.ts'

const typesOf = (value: readonly string[] | undefined, what: string): string[] => (value === undefined ? [] : textsOf(value, what))

const recordersIn = async (config: ConfigServiceClient, at: Scope, region: string): Promise<readonly ConfigRecorder[]> => {
  const { ConfigurationRecorders } = await config.send(new DescribeConfigurationRecordersCommand({}))
  return listOf(ConfigurationRecorders, 'DescribeConfigurationRecorders: ConfigurationRecorders').map(recorder => {
    const name = textOf(recorder.name, 'DescribeConfigurationRecorders: name')
    const group = objectOf(recorder.recordingGroup, 'DescribeConfigurationRecorders: recordingGroup')
    const strategy = group.recordingStrategy?.useOnly
    return {
      id: `${region}/${name}`,
      scope: at.id,
      name,
      part: region,
      // AWS writes only what is set where a strategy says all.
      allSupported: group.allSupported === undefined && strategy !== undefined ? false : booleanOf(group.allSupported, 'recordingGroup: allSupported'),
      includesGlobalTypes: group.includeGlobalResourceTypes === true,
      ...(strategy === undefined ? {} : { strategy: textOf(strategy, 'recordingStrategy: useOnly') }),
      types: typesOf(group.resourceTypes, 'recordingGroup: resourceTypes'),
      excludedTypes: typesOf(group.exclusionByResourceTypes?.resourceTypes, 'exclusionByResourceTypes: resourceTypes'),
    }
  })
}

async function* statusesIn(config: ConfigServiceClient, at: Scope, region: string): AsyncGenerator<Collected> {
  const { ConfigurationRecordersStatus } = await config.send(new DescribeConfigurationRecorderStatusCommand({}))
  for (const status of listOf(ConfigurationRecordersStatus, 'DescribeConfigurationRecorderStatus: ConfigurationRecordersStatus')) {
    const name = textOf(status.name, 'DescribeConfigurationRecorderStatus: name')
    yield row(configRecorderStatuses, {
      id: `${region}/${name}`,
      scope: at.id,
      name,
      part: region,
      isRecording: booleanOf(status.recording, 'DescribeConfigurationRecorderStatus: recording'),
      ...(status.lastStatus === undefined ? {} : { lastStatus: textOf(status.lastStatus, 'DescribeConfigurationRecorderStatus: lastStatus') }),
    })
  }
}

async function* recordingIn(session: AwsSession, at: Scope, region: string): AsyncGenerator<Collected> {
  const config = session.client(ConfigServiceClient, region)
  const recorders = await recordersIn(config, at, region)
  for (const recorder of recorders) yield row(configRecorders, recorder)
  if (recorders.length === 0) return
  try {
    yield* statusesIn(config, at, region)
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    yield gap(configRecorderStatuses, error.reason, error.message, {
      part: region,
      ...(error.permission === undefined ? {} : { permission: error.permission }),
    })
  }
}

const GIVES = [configRecorders, configRecorderStatuses] as const

/** What AWS Config records in each Region, and whether it does. */
export const recorders = defineCollector<AwsSession>({
  name: 'aws-config-recorders',
  gives: GIVES,
  collect: (session, at) => inEachRegion(session, GIVES, region => recordingIn(session, at, region)),
})
