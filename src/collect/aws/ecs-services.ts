import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient, ListClustersCommand, ListServicesCommand, type Service } from '@aws-sdk/client-ecs'
import { ecsServices } from '../../datasets/aws/compute.ts'
import { CollectError, defineCollector, row } from '../collector.ts'
import { listOf, objectOf, textOf, textsOf } from './answers.ts'
import { askEach, gapsIn } from './ask-each.ts'
import { isServiceError } from './errors.ts'
import { pagesOf } from './pages.ts'
import { inEachRegion } from './regions.ts'
import type { AwsSession } from './session.ts'

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
const AT_ONCE = 10

interface Named {
  readonly name: string
  readonly clusterArn: string
  readonly arns: readonly string[]
}

interface Told {
  readonly id: string
  readonly name: string
  readonly clusterArn: string
  readonly definitions: readonly string[]
}

/** What its tasks are made from; where something else than ECS deploys it, its task sets say so. */
const definitionsOf = ({ taskDefinition, taskSets }: Service): readonly string[] => {
  const own = taskDefinition === undefined ? [] : [textOf(taskDefinition, 'taskDefinition')]
  const sets = taskSets === undefined ? [] : listOf(taskSets, 'taskSets').map(set => textOf(set.taskDefinition, 'taskDefinition of a task set'))
  return [...new Set([...own, ...sets])]
}

const describe = async (ecs: ECSClient, { clusterArn, arns }: Named): Promise<readonly Told[]> => {
  const { services, failures } = await ecs.send(new DescribeServicesCommand({ cluster: clusterArn, services: [...arns] }))
  const found = listOf(services, 'DescribeServices: services')
  // Those that went in the meantime are named; any other that is missing was lost.
  const gone = failures === undefined ? [] : listOf(failures, 'DescribeServices: failures')
  const lost = gone.find(({ reason }) => reason !== 'MISSING')
  if (lost !== undefined) throw new CollectError('failed', `DescribeServices: ${lost.arn ?? 'a service'}: ${lost.reason ?? 'no reason'}`)
  if (found.length + gone.length < arns.length) throw new CollectError('invalid', 'DescribeServices: answers for fewer services than it was asked about')
  return found
    .filter(({ status }) => status !== 'INACTIVE')
    .map(one => ({
      id: textOf(one.serviceArn, 'serviceArn'),
      name: textOf(one.serviceName, 'serviceName'),
      clusterArn,
      definitions: definitionsOf(one),
    }))
}

const arnsIn = async (session: AwsSession, ecs: ECSClient, cluster: string): Promise<readonly string[]> => {
  const arns: string[] = []
  const ask = (nextToken: string | undefined) => ecs.send(new ListServicesCommand({ cluster, maxResults: 100, nextToken }))
  for await (const page of pagesOf(session, 'ListServices', ask)) arns.push(...textsOf(page.serviceArns, 'ListServices: serviceArns'))
  return arns
}

/** A cluster may go between two questions. */
const unlessGone = async <T>(ask: () => Promise<readonly T[]>): Promise<readonly T[]> => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof CollectError && isServiceError(error, 'ClusterNotFoundException')) return []
    throw error
  }
}

/**
 * Services with the roles of their containers: ten services a call, and one call for each definition that any of them uses. Nothing more is asked where
 * there are no clusters. Tasks that no service keeps running are not looked for.
 */
export const servicesOfEcs = defineCollector<AwsSession>({
  name: 'aws-ecs-services',
  gives: [ecsServices],
  collect: (session, at) =>
    inEachRegion(session, [ecsServices], async function* (region) {
      const ecs = session.client(ECSClient, region)
      const clusters: string[] = []
      for await (const page of pagesOf(session, 'ListClusters', nextToken => ecs.send(new ListClustersCommand({ maxResults: 100, nextToken }))))
        clusters.push(...textsOf(page.clusterArns, 'ListClusters: clusterArns'))
      const listed = await askEach(
        clusters,
        cluster => cluster,
        cluster =>
          unlessGone(async () => {
            const arns = await arnsIn(session, ecs, cluster)
            return Array.from({ length: Math.ceil(arns.length / AT_ONCE) }, (_, n) => ({
              name: cluster,
              clusterArn: cluster,
              arns: arns.slice(n * AT_ONCE, (n + 1) * AT_ONCE),
            }))
          }),
      )
      const told = await askEach(
        listed.found,
        ({ name }) => name,
        some => unlessGone(() => describe(ecs, some)),
      )
      const definitions = [...new Set(told.found.flatMap(one => one.definitions))]
      const described = await askEach(
        definitions,
        name => name,
        async name => {
          const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: name }))
          const { taskRoleArn } = objectOf(taskDefinition, 'DescribeTaskDefinition: taskDefinition')
          return [[name, taskRoleArn === undefined ? [] : [textOf(taskRoleArn, 'taskRoleArn')]] as const]
        },
      )
      const rolesOf = new Map(described.found)
      for (const { definitions: of, ...one } of told.found) {
        // One whose definition was not read has no row: the gap says so.
        if (of.some(name => !rolesOf.has(name))) continue
        const taskRoleArns = [...new Set(of.flatMap(name => rolesOf.get(name) ?? []))]
        yield row(ecsServices, { ...one, scope: at.id, part: region, taskRoleArns })
      }
      yield* gapsIn(region, ecsServices, [...listed.failures, ...told.failures, ...described.failures])
    }),
})
