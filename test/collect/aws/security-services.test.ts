import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  accessAnalyzerFindings,
  accessAnalyzers,
  configRecorderStatuses,
  configRecorders,
  guardDutyDetectors,
  securityHubs,
} from '../../../src/datasets/aws/security-services.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import type { Answer, Value, WireRequest } from '../../clouds/aws/wire.ts'
import { auditAnswers, audited } from './audited.ts'
import { scanAws } from './scan-aws.ts'

const ACCOUNT = '111111111111'
const ANALYZER = `arn:aws:access-analyzer:us-east-1:${ACCOUNT}:analyzer/outside`
const ALL = [configRecorders, configRecorderStatuses, guardDutyDetectors, securityHubs, accessAnalyzers, accessAnalyzerFindings] as const
const of = { scope: `aws-account/${ACCOUNT}`, part: 'us-east-1' }

let aws: EmulatedAws
beforeAll(async () => {
  aws = await startAws({ accounts: { [ACCOUNT]: {} } })
})
beforeEach(() => {
  aws.settings(ACCOUNT).answers = audited(ACCOUNT)
})
afterEach(() => {
  aws.heal()
  aws.forget()
})
afterAll(() => aws.stop())

const scan = () => scanAws(aws, ACCOUNT, { limits: { attempts: 1 } })
const answer = (name: string, told: (request: WireRequest) => Answer | undefined) => {
  aws.settings(ACCOUNT).answers = new Map([...auditAnswers(ACCOUNT), [name, told] as const])
}
const say = (value: { readonly [member: string]: Value }) => (): Answer => ({ kind: 'answer', value })
const refuse = (status: number, code: string, message: string) => (): Answer => ({ kind: 'error', status, code, message })
const asked = (operation: string) => aws.requests.filter(request => request.operation === operation).length

it('each is asked for in every Region, and in detail where something is there', async () => {
  const found = await scan()
  for (const dataset of ALL) expect([dataset.name, found.gaps(dataset)]).toEqual([dataset.name, []])
  expect(found.rows(configRecorders)).toEqual([
    {
      ...of,
      id: 'us-east-1/default',
      name: 'default',
      allSupported: true,
      includesGlobalTypes: true,
      strategy: 'ALL_SUPPORTED_RESOURCE_TYPES',
      types: [],
      excludedTypes: [],
    },
  ])
  expect(found.rows(configRecorderStatuses)).toEqual([{ ...of, id: 'us-east-1/default', name: 'default', isRecording: true, lastStatus: 'SUCCESS' }])
  expect(found.rows(guardDutyDetectors)).toEqual([{ ...of, id: '12abc34d567e8fa901bc2d34e56789f0', name: 'GuardDuty in us-east-1', status: 'ENABLED' }])
  expect(found.rows(securityHubs).map(({ part, kind }) => [part, kind])).toEqual([
    ['us-east-1', 'cspm'],
    ['eu-west-1', 'unified'],
  ])
  expect(found.rows(accessAnalyzers)).toEqual([{ ...of, id: ANALYZER, name: 'outside', type: 'ACCOUNT', status: 'ACTIVE' }])
  expect(found.rows(accessAnalyzerFindings)).toEqual([
    {
      ...of,
      id: `${ANALYZER}#f-1`,
      name: `arn:aws:iam::${ACCOUNT}:role/partner`,
      analyzer: ANALYZER,
      resource: `arn:aws:iam::${ACCOUNT}:role/partner`,
      resourceType: 'AWS::IAM::Role',
      resourceOwner: ACCOUNT,
      isPublic: false,
      principals: ['AWS 999999999999'],
      conditionKeys: ['sts:ExternalId'],
      createdAt: '2026-01-01T00:00:00.000Z',
    },
  ])
  const operations = ['DescribeConfigurationRecorders', 'DescribeConfigurationRecorderStatus', 'ListDetectors', 'GetDetector', 'ListAnalyzers', 'ListFindings']
  expect(operations.map(asked)).toEqual([2, 1, 2, 1, 2, 1])
})

describe('Security Hub', () => {
  it('of the older kind is not asked about the newer', async () => {
    answer('securityhub:DescribeHub', ({ region }) => say({ HubArn: `arn:aws:securityhub:${region}:${ACCOUNT}:hub/default` })())
    const found = await scan()
    expect(found.rows(securityHubs).map(({ part, kind }) => [part, kind])).toEqual([
      ['us-east-1', 'cspm'],
      ['eu-west-1', 'cspm'],
    ])
    expect(asked('DescribeSecurityHubV2')).toBe(0)
  })

  it('of the newer kind is one too', async () => {
    const off = refuse(401, 'InvalidAccessException', `Account ${ACCOUNT} is not subscribed to AWS Security Hub`)
    const on = ({ region }: WireRequest) => say({ HubV2Arn: `arn:aws:securityhub:${region}:${ACCOUNT}:hubv2/1` })()
    aws.settings(ACCOUNT).answers = new Map([...auditAnswers(ACCOUNT), ['securityhub:DescribeHub', off], ['securityhub:DescribeSecurityHubV2', on]])
    expect((await scan()).rows(securityHubs).map(({ kind }) => kind)).toEqual(['unified', 'unified'])
  })

  it('that refuses with the error for being off, but in other words, is not called off', async () => {
    answer('securityhub:DescribeHub', refuse(401, 'InvalidAccessException', 'The account does not have permission to perform this action'))
    const found = await scan()
    expect(found.gaps(securityHubs)).toMatchObject([
      { part: 'eu-west-1', reason: 'denied', permission: 'securityhub:DescribeHub' },
      { part: 'us-east-1', reason: 'denied', permission: 'securityhub:DescribeHub' },
    ])
  })
})

it('analyzers of other types are listed, and their findings are not asked for', async () => {
  answer(
    'access-analyzer:ListAnalyzers',
    say({ analyzers: [{ arn: 'arn:u', name: 'unused', type: 'ORGANIZATION_UNUSED_ACCESS', status: 'DISABLED', createdAt: new Date('2024-01-01T00:00:00Z') }] }),
  )
  const found = await scan()
  expect(found.rows(accessAnalyzers).map(({ type, status }) => [type, status])).toContainEqual(['ORGANIZATION_UNUSED_ACCESS', 'DISABLED'])
  expect(asked('ListFindings')).toBe(0)
})

it('a finding without a name of its resource, since the analyzer could not read it, says so', async () => {
  const when = new Date('2026-01-01T00:00:00Z')
  answer(
    'access-analyzer:ListFindings',
    say({
      findings: [
        {
          id: 'f-2',
          resourceType: 'AWS::S3::Bucket',
          resourceOwnerAccount: ACCOUNT,
          condition: {},
          status: 'ACTIVE',
          createdAt: when,
          analyzedAt: when,
          updatedAt: when,
          error: 'ACCESS_DENIED',
        },
      ],
    }),
  )
  expect((await scan()).rows(accessAnalyzerFindings)).toMatchObject([{ name: 'f-2', error: 'ACCESS_DENIED', principals: [] }])
})

describe('what cannot be read', () => {
  it.each([
    ['DescribeConfigurationRecorders', configRecorders, 'config:DescribeConfigurationRecorders'],
    ['DescribeConfigurationRecorderStatus', configRecorderStatuses, 'config:DescribeConfigurationRecorderStatus'],
    ['ListDetectors', guardDutyDetectors, 'guardduty:ListDetectors'],
    ['GetDetector', guardDutyDetectors, 'guardduty:GetDetector'],
    ['DescribeHub', securityHubs, 'securityhub:DescribeHub'],
    ['DescribeSecurityHubV2', securityHubs, 'securityhub:DescribeSecurityHubV2'],
    ['ListAnalyzers', accessAnalyzers, 'access-analyzer:ListAnalyzers'],
    ['ListFindings', accessAnalyzerFindings, 'access-analyzer:ListFindings'],
  ] as const)('%s, denied, names the permission, Region by Region', async (operation, dataset, permission) => {
    aws.fault({ kind: 'denied' }, { operation })
    const gaps = (await scan()).gaps(dataset)
    expect(gaps.length).toBeGreaterThan(0)
    for (const gap of gaps) expect(gap).toMatchObject({ reason: 'denied', permission, part: expect.stringMatching(/us-east-1|eu-west-1/) })
  })

  it.each([
    ['DescribeConfigurationRecorders', 'ConfigurationRecorders'],
    ['DescribeConfigurationRecorderStatus', 'ConfigurationRecordersStatus'],
    ['ListDetectors', 'detectorIds'],
    ['GetDetector', 'status'],
    ['ListAnalyzers', 'analyzers'],
    ['ListFindings', 'findings'],
  ])('%s without %s is invalid, never nothing', async (operation, member) => {
    aws.fault({ kind: 'missing-member', member }, { operation })
    expect((await scan()).manifest.gaps.map(({ reason }) => reason)).toContain('invalid')
  })
})
