import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ecsServices, instanceProfileAssociations, lambdaFunctions } from '../../../src/datasets/aws/compute.ts'
import type { Fault } from '../../clouds/aws/faults.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { scanAws } from './scan-aws.ts'

const ACCOUNT = '111111111111'
const SCOPE = `aws-account/${ACCOUNT}`
const REGIONS = ['us-east-1', 'eu-west-1']
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`
const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))

const COMPUTE = {
  instances: [
    { region: 'eu-west-1', id: 'i-0123456789abcdef0', profile: 'team/worker' },
    { region: 'us-east-1', id: 'i-0123456789abcdef1', profile: 'worker', state: 'disassociating' },
  ],
  functions: [{ region: 'eu-west-1', name: 'resize', role: 'service-role/resize' }],
  ecsServices: [
    { region: 'eu-west-1', cluster: 'main', name: 'web', taskRole: 'web' },
    { region: 'eu-west-1', cluster: 'main', name: 'plain' },
    { region: 'eu-west-1', cluster: 'other', name: 'gone', taskRole: 'web', service: { status: 'INACTIVE' } },
    {
      region: 'eu-west-1',
      cluster: 'other',
      name: 'green',
      taskRole: 'green',
      service: { taskDefinition: undefined, taskSets: [{ taskDefinition: `arn:aws:ecs:eu-west-1:${ACCOUNT}:task-definition/green:1` }] },
    },
  ],
}

let aws: EmulatedAws
beforeAll(async () => {
  aws = await startAws({ accounts: { [ACCOUNT]: { upkeep: COMPUTE } } })
})
afterEach(() => {
  aws.settings(ACCOUNT).upkeep = COMPUTE
  aws.heal()
  aws.forget()
})
afterAll(() => aws.stop())

const scan = () => scanAws(aws, ACCOUNT, { regions: REGIONS, limits: { attempts: 1, pages: 20, requestTimeout: 5_000 } })
const asked = (operation: string) => aws.requests.filter(request => request.operation === operation).length
const ALL = [instanceProfileAssociations, lambdaFunctions, ecsServices]

describe('what runs as which role', () => {
  it('is read Region by Region, and nothing of environments with it', async () => {
    const { rows, gaps } = await scan()
    const eu = { scope: SCOPE, part: 'eu-west-1' }
    expect(rows(instanceProfileAssociations)).toEqual([
      {
        scope: SCOPE,
        part: 'us-east-1',
        id: 'iip-assoc-i-0123456789abcdef1',
        name: 'i-0123456789abcdef1',
        instanceId: 'i-0123456789abcdef1',
        profileArn: `arn:aws:iam::${ACCOUNT}:instance-profile/worker`,
        state: 'disassociating',
      },
      {
        ...eu,
        id: 'iip-assoc-i-0123456789abcdef0',
        name: 'i-0123456789abcdef0',
        instanceId: 'i-0123456789abcdef0',
        profileArn: `arn:aws:iam::${ACCOUNT}:instance-profile/team/worker`,
        state: 'associated',
      },
    ])
    expect(rows(lambdaFunctions)).toEqual([
      { ...eu, id: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:resize`, name: 'resize', roleArn: roleArn('service-role/resize') },
    ])
    const cluster = (name: string) => `arn:aws:ecs:eu-west-1:${ACCOUNT}:cluster/${name}`
    const service = (of: string, name: string, taskRoleArns: readonly string[]) => ({
      ...eu,
      id: `arn:aws:ecs:eu-west-1:${ACCOUNT}:service/${of}/${name}`,
      name,
      clusterArn: cluster(of),
      taskRoleArns,
    })
    expect(rows(ecsServices)).toEqual([service('main', 'web', [roleArn('web')]), service('main', 'plain', []), service('other', 'green', [roleArn('green')])])
    expect(ALL.flatMap(gaps)).toEqual([])
  })

  it('costs one question a Region and service where nothing runs', async () => {
    aws.settings(ACCOUNT).upkeep = {}
    const { rows, gaps } = await scan()
    expect([rows(instanceProfileAssociations), rows(lambdaFunctions), rows(ecsServices)]).toEqual([[], [], []])
    expect(ALL.flatMap(gaps)).toEqual([])
    expect(['DescribeIamInstanceProfileAssociations', 'ListFunctions', 'ListClusters', 'ListServices'].map(asked)).toEqual([2, 2, 2, 0])
  })

  it('is read to the last page, each task definition once', async () => {
    const region = 'us-east-1'
    const definition = `arn:aws:ecs:${region}:${ACCOUNT}:task-definition/s0:1`
    aws.settings(ACCOUNT).upkeep = {
      instances: many(1001, n => ({ region, id: `i-${String(n).padStart(17, '0')}`, profile: 'worker' })),
      functions: many(51, n => ({ region, name: `f${n}`, role: 'worker' })),
      ecsServices: many(101, n => ({ region, cluster: 'main', name: `s${n}`, taskRole: 'worker', service: { taskDefinition: definition } })),
    }
    const { rows, gaps } = await scan()
    expect([rows(instanceProfileAssociations).length, rows(lambdaFunctions).length, rows(ecsServices).length]).toEqual([1001, 51, 101])
    expect(ALL.flatMap(gaps)).toEqual([])
    expect(['ListServices', 'DescribeServices', 'DescribeTaskDefinition'].map(asked)).toEqual([2, 11, 1])
  })

  it('leaves out what went in the meantime, and says what was lost', async () => {
    const settings = aws.settings(ACCOUNT)
    const answers = settings.answers
    const serviceArn = `arn:aws:ecs:eu-west-1:${ACCOUNT}:service/main/web`
    const withAnswer = async (failures: readonly { arn: string; reason: string }[]) => {
      settings.answers = new Map([['ecs:DescribeServices', () => ({ kind: 'answer', value: { services: [], failures } })]])
      const read = await scan()
      settings.answers = answers
      return read.gaps(ecsServices).map(({ reason, part }) => [reason, part])
    }
    settings.upkeep = { ecsServices: [{ region: 'eu-west-1', cluster: 'main', name: 'web', taskRole: 'web' }] }
    expect(await withAnswer([{ arn: serviceArn, reason: 'MISSING' }])).toEqual([])
    expect(await withAnswer([{ arn: serviceArn, reason: 'ACCESS' }])).toEqual([['failed', 'eu-west-1']])
    expect(await withAnswer([])).toEqual([['invalid', 'eu-west-1']])
  })

  it('has no row for a service whose task definition could not be read', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'DescribeTaskDefinition' })
    const { rows, gaps } = await scan()
    expect(rows(ecsServices)).toEqual([])
    expect(gaps(ecsServices)[0]).toMatchObject({ reason: 'denied', part: 'eu-west-1', permission: 'ecs:DescribeTaskDefinition' })
  })
})

const FAULTS: readonly (readonly [string, Fault, string])[] = [
  ['denied', { kind: 'denied' }, 'denied'],
  ['throttled for ever', { kind: 'throttled' }, 'throttled'],
  ['a fault of the server', { kind: 'server-error' }, 'failed'],
  ['an answer that breaks off', { kind: 'cut' }, 'failed'],
  ['an empty answer', { kind: 'empty' }, 'invalid'],
  ["a proxy's page", { kind: 'html' }, 'invalid'],
]
const CALLS = [
  ['DescribeIamInstanceProfileAssociations', 'iamInstanceProfileAssociationSet', instanceProfileAssociations],
  ['ListFunctions', 'Functions', lambdaFunctions],
  ['ListClusters', 'clusterArns', ecsServices],
  ['ListServices', 'serviceArns', ecsServices],
  ['DescribeServices', 'services', ecsServices],
  ['DescribeTaskDefinition', 'taskDefinition', ecsServices],
] as const

describe.each(CALLS)('%s', (operation, member, dataset) => {
  it.each([...FAULTS, ['without its list', { kind: 'missing-member', member }, 'invalid'] as const])('%s leaves a gap', async (_, fault, reason) => {
    aws.fault(fault, { operation })
    const { gaps } = await scan()
    expect(new Set(gaps(dataset).map(gap => gap.reason))).toEqual(new Set([reason]))
  })
})
