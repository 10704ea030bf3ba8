import type { Invent } from '../answers.ts'
import type { Answer, Value, WireRequest } from '../wire.ts'

type World = Parameters<Invent>[0]

const answer = (value: { readonly [member: string]: Value }): Answer => ({ kind: 'answer', value })

/** Slices a listing; the token is where the next page begins. */
const page = (request: WireRequest, sizeName: string, largest: number, all: readonly Value[]) => {
  const from = Number(request.parameter('nextToken') ?? request.parameter('NextToken') ?? request.parameter('Marker') ?? 0)
  const size = Math.min(Number(request.parameter(sizeName) ?? largest), largest)
  return { slice: all.slice(from, from + size), next: from + size < all.length ? String(from + size) : undefined }
}

const here = <T extends { readonly region: string }>(all: readonly T[] | undefined, { region }: WireRequest): readonly T[] =>
  (all ?? []).filter(one => one.region === region)

const describeAssociations: Invent = ({ account, settings }, request) => {
  const all = here(settings.upkeep.instances, request).map(({ id, profile, state = 'associated' }) => ({
    AssociationId: `iip-assoc-${id}`,
    InstanceId: id,
    IamInstanceProfile: { Arn: `arn:aws:iam::${account}:instance-profile/${profile}`, Id: 'AIPAEXAMPLE000000001' },
    State: state,
  }))
  const { slice, next } = page(request, 'MaxResults', 1000, all)
  return answer({ IamInstanceProfileAssociations: slice, NextToken: next })
}

/** Fifty a page, however many are asked for. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const listFunctions: Invent = ({ account, settings }, request) => {
  const all = here(settings.upkeep.functions, request).map(({ region, name, role }) => ({
    FunctionName: name,
    FunctionArn: `arn:aws:lambda:${region}:${account}:function:${name}`,
    Role: `arn:aws:iam::${account}:role/${role}`,
    Runtime: 'nodejs24.x',
    Environment: { Variables: { TOKEN: 'hidden' } },
  }))
  const { slice, next } = page(request, 'MaxItems', 50, all)
  return answer({ Functions: slice, NextMarker: next })
}

const clusterArn = ({ account }: World, region: string, name: string): string => `arn:aws:ecs:${region}:${account}:cluster/${name}`

const servicesIn = (world: World, request: WireRequest) =>
  here(world.settings.upkeep.ecsServices, request)
    .filter(({ cluster }) => [cluster, clusterArn(world, request.region, cluster)].includes(request.parameter('cluster') ?? 'default'))
    .map(one => ({ ...one, arn: `arn:aws:ecs:${one.region}:${world.account}:service/${one.cluster}/${one.name}` }))

const definitionArn = ({ account }: World, region: string, name: string): string => `arn:aws:ecs:${region}:${account}:task-definition/${name}:1`

const listClusters: Invent = (world, request) => {
  const names = [...new Set(here(world.settings.upkeep.ecsServices, request).map(({ cluster }) => cluster))]
  const { slice, next } = page(
    request,
    'maxResults',
    100,
    names.map(name => clusterArn(world, request.region, name)),
  )
  return answer({ clusterArns: slice, nextToken: next })
}

const listServices: Invent = (world, request) => {
  const { slice, next } = page(
    request,
    'maxResults',
    100,
    servicesIn(world, request).map(({ arn }) => arn),
  )
  return answer({ serviceArns: slice, nextToken: next })
}

const describeServices: Invent = (world, request) => {
  const asked = request.parameter('services')?.split(',') ?? []
  const all = servicesIn(world, request)
  const isAsked = ({ name, arn }: (typeof all)[number]): boolean => asked.includes(arn) || asked.includes(name)
  return answer({
    services: all.filter(isAsked).map(({ name, arn, cluster, region, service }) => ({
      serviceArn: arn,
      serviceName: name,
      clusterArn: clusterArn(world, region, cluster),
      status: 'ACTIVE',
      taskDefinition: definitionArn(world, region, name),
      ...service,
    })),
    failures: asked.filter(name => !all.some(one => one.arn === name || one.name === name)).map(arn => ({ arn, reason: 'MISSING' })),
  })
}

const describeTaskDefinition: Invent = (world, request) => {
  const asked = request.parameter('taskDefinition')
  const found = here(world.settings.upkeep.ecsServices, request).find(({ name, region }) => definitionArn(world, region, name) === asked)
  if (found === undefined) return { kind: 'error', status: 400, code: 'ClientException', message: 'Unable to describe task definition.' }
  const role = found.taskRole === undefined ? {} : { taskRoleArn: `arn:aws:iam::${world.account}:role/${found.taskRole}` }
  return answer({
    taskDefinition: {
      taskDefinitionArn: asked,
      executionRoleArn: `arn:aws:iam::${world.account}:role/execution`,
      containerDefinitions: [{ name: 'app', environment: [{ name: 'TOKEN', value: 'hidden' }] }],
      ...role,
    },
  })
}

/** What runs in an account: instances with a profile, functions, services of containers. */
export const computeInvented: readonly (readonly [string, Invent])[] = [
  ['ec2:DescribeIamInstanceProfileAssociations', describeAssociations],
  ['ecs:DescribeServices', describeServices],
  ['ecs:DescribeTaskDefinition', describeTaskDefinition],
  ['ecs:ListClusters', listClusters],
  ['ecs:ListServices', listServices],
  ['lambda:ListFunctions', listFunctions],
]
