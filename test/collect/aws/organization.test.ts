import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awsCollectors } from '../../../src/collect/aws/collectors.ts'
import type { AnyDataset } from '../../../src/dataset.ts'
import {
  identityCenterInstances,
  organizationAccounts,
  organizationalUnits,
  organizationFeatures,
  organizationMemberships,
  organizationPolicies,
  organizationRoots,
  trustedServices,
} from '../../../src/datasets/aws/organization.ts'
import { awsRegions } from '../../../src/datasets/aws/regions.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { ALLOW, LONELY, MANAGEMENT, MEMBER, RICH_AWS } from './rich-aws.ts'
import { type Scan, scanAws } from './scan-aws.ts'

let aws: EmulatedAws
let scan: Scan

beforeAll(async () => {
  aws = await startAws(RICH_AWS)
  scan = await scanAws(aws, MANAGEMENT)
})
afterAll(() => aws.stop())

describe('an organization', () => {
  const organization = () => `aws-organization/${aws.organizationId}`

  it('brings roots, units and accounts with their place', () => {
    const [root] = scan.rows(organizationRoots)
    expect(root?.enabledPolicyTypes).toEqual(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'])
    const units = new Map(scan.rows(organizationalUnits).map(unit => [unit.name, unit]))
    expect(units.get('Work')?.parentId).toBe(root?.id)
    expect(units.get('Production')?.parentId).toBe(units.get('Work')?.id)
    const accounts = new Map(scan.rows(organizationAccounts).map(one => [one.id, one]))
    expect(accounts.get(MEMBER)).toMatchObject({ scope: organization(), name: 'shop', status: 'ACTIVE', parentId: units.get('Production')?.id })
    expect(accounts.get('444444444444')).toMatchObject({ status: 'SUSPENDED', parentId: root?.id })
    expect(accounts.get(MANAGEMENT)?.parentId).toBe(root?.id)
  })

  it('brings control policies with text and targets', () => {
    const policies = new Map(scan.rows(organizationPolicies).map(policy => [policy.name, policy]))
    expect([...policies.keys()].sort()).toEqual(['FullAWSAccess', 'RCPFullAWSAccess', 'guard'])
    expect(policies.get('guard')).toMatchObject({ type: 'SERVICE_CONTROL_POLICY', isAwsManaged: false, document: JSON.stringify(ALLOW) })
    expect(
      policies
        .get('guard')
        ?.targets.map(target => target.type)
        .sort(),
    ).toEqual(['ACCOUNT', 'ORGANIZATIONAL_UNIT'])
    expect(policies.get('FullAWSAccess')?.isAwsManaged).toBe(true)
  })

  it('brings its features, trusted services and its own Identity Center, wherever that lives', () => {
    expect(scan.rows(organizationFeatures)).toEqual([
      { id: aws.organizationId, scope: organization(), name: aws.organizationId, enabled: ['RootCredentialsManagement'] },
    ])
    expect(scan.rows(trustedServices).map(service => service.id)).toEqual(['sso.amazonaws.com'])
    expect(scan.rows(identityCenterInstances)).toEqual([
      {
        id: 'arn:aws:sso:::instance/ssoins-1111111111111111',
        scope: organization(),
        part: 'eu-west-1',
        name: 'ssoins-1111111111111111',
        identityStoreId: 'd-1111111111',
        ownerAccountId: MANAGEMENT,
        status: 'ACTIVE',
      },
    ])
    expect(scan.gaps(identityCenterInstances)).toEqual([])
  })

  it('has no gap where everything could be read', () => {
    expect(scan.manifest.gaps.map(gap => gap.dataset)).toEqual(['iam-policies'])
  })

  it('says where it looked for Identity Center when trusted access says that there may be one', async () => {
    const { gaps, rows } = await scanAws(aws, MANAGEMENT, { regions: ['us-east-1', 'us-west-2'] })
    expect(rows(identityCenterInstances)).toEqual([])
    expect(gaps(identityCenterInstances)).toMatchObject([{ reason: 'not-collected', detail: expect.stringContaining('us-east-1, us-west-2') }])
  })

  it('without Identity Center in any Region that is enabled has none, and that is complete', async () => {
    const settings = aws.settings(MANAGEMENT)
    const { identityCenters, regions } = settings
    settings.regions = [
      { name: 'us-east-1', status: 'ENABLED_BY_DEFAULT' },
      { name: 'af-south-1', status: 'DISABLED' },
      { name: 'il-central-1', status: 'ENABLED' },
    ]
    aws.forget()
    const found = await scanAws(aws, MANAGEMENT)
    settings.identityCenters = []
    const without = await scanAws(aws, MANAGEMENT)
    Object.assign(settings, { identityCenters, regions })
    for (const { gaps, rows, manifest } of [found, without]) {
      expect(rows(identityCenterInstances)).toEqual([])
      expect(gaps(identityCenterInstances)).toEqual([])
      expect(manifest.tables.find(table => table.dataset === identityCenterInstances.name)?.complete).toBe(true)
    }
    expect(aws.requests.filter(({ operation }) => operation === 'ListInstances').map(({ region }) => region)).toEqual([
      ...['us-east-1', 'il-central-1'],
      ...['us-east-1', 'il-central-1'],
    ])
  })

  it('finds Identity Center in a Region that was opted in to', async () => {
    const settings = aws.settings(MANAGEMENT)
    const { identityCenters, regions } = settings
    settings.identityCenters = identityCenters.map(one => ({ ...one, region: 'il-central-1' }))
    settings.regions = [...regions, { name: 'il-central-1', status: 'ENABLED' }]
    const { rows, gaps, manifest } = await scanAws(aws, MANAGEMENT)
    Object.assign(settings, { identityCenters, regions })
    expect(rows(identityCenterInstances).map(({ part }) => part)).toEqual(['il-central-1'])
    expect(gaps(identityCenterInstances)).toEqual([])
    expect(manifest.requests.filter(({ service, operation }) => service === 'account' && operation === 'ListRegions')).toMatchObject([
      { scope: `aws-account/${MANAGEMENT}`, operation: 'ListRegions', requests: 1, failed: 0 },
      { operation: 'ListRegions', requests: 1, failed: 0 },
    ])
  })

  it('is asked in the Regions of every account where the enabled ones may not be listed', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'ListRegions' })
    const found = await scanAws(aws, MANAGEMENT)
    const settings = aws.settings(MANAGEMENT)
    const { identityCenters } = settings
    settings.identityCenters = []
    const without = await scanAws(aws, MANAGEMENT)
    Object.assign(settings, { identityCenters })
    aws.heal()
    expect(found.rows(identityCenterInstances)).toHaveLength(1)
    expect(found.gaps(identityCenterInstances)).toEqual([])
    expect(without.gaps(identityCenterInstances)).toMatchObject([
      { reason: 'denied', permission: 'account:ListRegions', detail: expect.stringContaining('there is no instance in us-east-1, eu-west-1') },
    ])
  })

  it('asks which Regions there are once for a scope, and never where the config names them', async () => {
    aws.forget()
    const named = await scanAws(aws, MANAGEMENT, { regions: ['us-east-1'] })
    expect(named.rows(awsRegions).map(({ id }) => id)).toEqual(['us-east-1'])
    expect(aws.requests.filter(({ operation }) => operation === 'ListRegions')).toEqual([])
    const enabled = await scanAws(aws, LONELY)
    expect(enabled.rows(awsRegions).map(({ id }) => id)).toEqual(['us-east-1', 'eu-west-1'])
    expect(aws.requests.filter(({ operation }) => operation === 'ListRegions')).toHaveLength(1)
  })

  it('read by a delegated administrator may have its Identity Center in a Region that only the management account uses', async () => {
    const settings = aws.settings(MEMBER)
    settings.delegatedAdministrator = true
    const { gaps } = await scanAws(aws, MEMBER)
    settings.delegatedAdministrator = false
    expect(gaps(identityCenterInstances)).toMatchObject([{ reason: 'not-collected', detail: expect.stringContaining('name its Region in aws.regions') }])
  })

  it('is out of reach of a member, which still knows whose it is', async () => {
    const member = await scanAws(aws, MEMBER)
    expect(member.rows(organizationMemberships)).toEqual([
      { id: aws.organizationId, scope: `aws-account/${MEMBER}`, name: aws.organizationId, managementAccountId: MANAGEMENT, featureSet: 'ALL' },
    ])
    for (const dataset of [organizationRoots, organizationalUnits, organizationAccounts, organizationPolicies, organizationFeatures, trustedServices]) {
      expect(member.gaps(dataset).map(gap => gap.reason)).toEqual(['out-of-reach'])
      expect(member.manifest.tables.find(table => table.dataset === dataset.name)).toMatchObject({ rows: 0, complete: false })
    }
    expect(member.manifest.tables.filter(table => table.scope === `aws-account/${MEMBER}`).every(table => table.complete)).toBe(true)
  })
})

it('every dataset of AWS has exactly one collector', async () => {
  const given = awsCollectors.flatMap(collector => collector.gives.map(dataset => dataset.name)).sort()
  const folder = join(import.meta.dirname, '../../../src/datasets/aws')
  const modules: object[] = await Promise.all(readdirSync(folder).map(file => import(join(folder, file))))
  const isDataset = (value: unknown): value is AnyDataset => typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'dataset'
  const declared = modules.flatMap(module => Object.values(module).filter(isDataset))
  expect(declared.length).toBeGreaterThan(20)
  expect(given).toEqual(declared.map(({ name }) => name).sort())
})
