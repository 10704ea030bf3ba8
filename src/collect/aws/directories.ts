import {
  DescribeDirectoriesCommand,
  DescribeEventTopicsCommand,
  DescribeTrustsCommand,
  type DirectoryDescription,
  DirectoryServiceClient,
  ListLogSubscriptionsCommand,
} from '@aws-sdk/client-directory-service'
import type { AnyDataset } from '../../dataset.ts'
import { type Directory, directories, directoryEventTopics, directoryLogSubscriptions, directoryTrusts } from '../../datasets/aws/directories.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { listOf, objectOf, textOf } from './answers.ts'
import { askEach, gapsIn } from './ask-each.ts'
import { directoryQuestions } from './directory-details.ts'
import { isServiceError } from './errors.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import { gapsBesides, rowsOf } from './rows.ts'
import type { AwsSession } from './session.ts'

/** A directory that is on its way in or out answers nothing more. */
const PASSING = new Set(['Requested', 'Creating', 'Deleting', 'Deleted', 'Failed'])

const directoryOf = (scope: string, part: string, found: DirectoryDescription): Directory => {
  const radius = found.RadiusSettings === undefined ? undefined : objectOf(found.RadiusSettings, 'RadiusSettings')
  return {
    id: textOf(found.DirectoryId, 'DirectoryId'),
    scope,
    part,
    name: textOf(found.Name, 'Name'),
    kind: textOf(found.Type, 'Type'),
    stage: textOf(found.Stage, 'Stage'),
    ...(found.StageReason ? { stageReason: textOf(found.StageReason, 'StageReason') } : {}),
    ...(radius === undefined
      ? {}
      : {
          radius: {
            ...(radius.AuthenticationProtocol === undefined ? {} : { protocol: textOf(radius.AuthenticationProtocol, 'AuthenticationProtocol') }),
            ...(found.RadiusStatus === undefined ? {} : { status: textOf(found.RadiusStatus, 'RadiusStatus') }),
          },
        }),
  }
}

/** What one question for the whole Region brings, or the gap it leaves. */
async function* orGap(dataset: AnyDataset, region: string, ask: () => AsyncIterable<Collected>): AsyncGenerator<Collected> {
  try {
    yield* ask()
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    yield gap(dataset, error.reason, error.message, { part: region, ...(error.permission === undefined ? {} : { permission: error.permission }) })
  }
}

async function* trustsIn(session: AwsSession, scope: string, region: string): AsyncGenerator<Collected> {
  const ds = session.client(DirectoryServiceClient, region)
  for await (const page of pagesOf(session, 'DescribeTrusts', NextToken => ds.send(new DescribeTrustsCommand({ NextToken }))))
    yield* rowsOf(
      directoryTrusts,
      listOf(page.Trusts, 'DescribeTrusts: Trusts'),
      trust => trust.TrustId,
      trust => ({
        id: textOf(trust.TrustId, 'TrustId'),
        scope,
        part: region,
        name: textOf(trust.RemoteDomainName, 'RemoteDomainName'),
        directoryId: textOf(trust.DirectoryId, 'DirectoryId'),
        remoteDomain: textOf(trust.RemoteDomainName, 'RemoteDomainName'),
        direction: textOf(trust.TrustDirection, 'TrustDirection'),
        state: textOf(trust.TrustState, 'TrustState'),
        ...(trust.SelectiveAuth === undefined ? {} : { isSelective: textOf(trust.SelectiveAuth, 'SelectiveAuth') === 'Enabled' }),
      }),
    )
}

async function* subscriptionsIn(session: AwsSession, scope: string, region: string): AsyncGenerator<Collected> {
  const ds = session.client(DirectoryServiceClient, region)
  for await (const page of pagesOf(session, 'ListLogSubscriptions', NextToken => ds.send(new ListLogSubscriptionsCommand({ NextToken }))))
    yield* rowsOf(
      directoryLogSubscriptions,
      listOf(page.LogSubscriptions, 'ListLogSubscriptions: LogSubscriptions'),
      ({ DirectoryId }) => DirectoryId,
      ({ DirectoryId, LogGroupName }) => {
        const directoryId = textOf(DirectoryId, 'DirectoryId')
        const name = textOf(LogGroupName, 'LogGroupName')
        return { id: `${directoryId}#${name}`, scope, part: region, name, directoryId }
      },
    )
}

async function* topicsIn(session: AwsSession, scope: string, region: string): AsyncGenerator<Collected> {
  const { EventTopics } = await session.client(DirectoryServiceClient, region).send(new DescribeEventTopicsCommand({}))
  yield* rowsOf(
    directoryEventTopics,
    listOf(EventTopics, 'DescribeEventTopics: EventTopics'),
    ({ TopicName }) => TopicName,
    ({ DirectoryId, TopicArn, Status }) => {
      const directoryId = textOf(DirectoryId, 'DirectoryId')
      const name = textOf(TopicArn, 'TopicArn')
      return { id: `${directoryId}#${name}`, scope, part: region, name, directoryId, status: textOf(Status, 'Status') }
    },
  )
}

const gives = [directories, directoryTrusts, directoryLogSubscriptions, directoryEventTopics, ...directoryQuestions.map(({ dataset }) => dataset)]

/** Directories with what is set up around them; one listing a Region where there are none, and further questions only about those that can answer them. */
export const directoriesOfAccount = defineCollector<AwsSession>({
  name: 'aws-directories',
  gives,
  async *collect(session, at) {
    yield* inEachRegion(session, gives, async function* (region) {
      const ds = session.client(DirectoryServiceClient, region)
      const found: Directory[] = []
      for await (const page of pagesOf(session, 'DescribeDirectories', NextToken => ds.send(new DescribeDirectoriesCommand({ NextToken })))) {
        // A directory in several Regions is listed in each: it counts where it was made.
        const listed = listOf(page.DirectoryDescriptions, 'DescribeDirectories: DirectoryDescriptions').filter(
          ({ RegionsInfo }) => RegionsInfo?.PrimaryRegion === undefined || RegionsInfo.PrimaryRegion === region,
        )
        const rows = [
          ...rowsOf(
            directories,
            listed,
            directory => directory.DirectoryId,
            directory => {
              const read = directoryOf(at.id, region, directory)
              found.push(read)
              return read
            },
          ),
        ]
        yield* rows
        for (const item of rows) yield* gapsBesides(item, gives)
      }
      const settled = found.filter(({ stage }) => !PASSING.has(stage))
      if (settled.length === 0) return
      if (settled.some(({ kind }) => kind === 'MicrosoftAD')) {
        yield* orGap(directoryTrusts, region, () => trustsIn(session, at.id, region))
        yield* orGap(directoryLogSubscriptions, region, () => subscriptionsIn(session, at.id, region))
      }
      yield* orGap(directoryEventTopics, region, () => topicsIn(session, at.id, region))
      for (const { dataset, kinds, ask } of directoryQuestions) {
        const asked = await askEach(
          settled.filter(({ kind }) => kinds.has(kind)),
          ({ id }) => id,
          async directory => {
            try {
              return await ask(session, ds, directory)
            } catch (error) {
              // It went while the account was read.
              if (isServiceError(error, 'DirectoryDoesNotExistException', 'EntityDoesNotExistException')) return []
              throw error
            }
          },
        )
        yield* asked.found.map(one => row(dataset, one))
        yield* gapsIn(region, dataset, asked.failures)
      }
    })
  },
})
