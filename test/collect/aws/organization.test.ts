import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awsCollectors } from '../../../src/collect/aws/collectors.ts'
import { accountPasswordPolicies, accountSummary, serviceSpecificCredentials, virtualMfaDevices } from '../../../src/datasets/aws/account.ts'
import { accountEntries } from '../../../src/datasets/aws/account-entries.ts'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamGroups, iamPolicies, iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { oidcProviders, samlProviders } from '../../../src/datasets/aws/identity-providers.ts'
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
import { sshPublicKeys } from '../../../src/datasets/aws/ssh-public-keys.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { ALLOW, MANAGEMENT, MEMBER, RICH_AWS } from './rich-aws.ts'
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

it('every dataset of AWS has exactly one collector', () => {
  const given = awsCollectors.flatMap(collector => collector.gives.map(dataset => dataset.name)).sort()
  expect(new Set(given).size).toBe(given.length)
  const datasets = [
    accountEntries,
    sshPublicKeys,
    accountPasswordPolicies,
    accountSummary,
    serviceSpecificCredentials,
    virtualMfaDevices,
    credentialReport,
    iamGroups,
    iamPolicies,
    iamRoles,
    iamUsers,
    oidcProviders,
    samlProviders,
    identityCenterInstances,
    organizationAccounts,
    organizationalUnits,
    organizationFeatures,
    organizationMemberships,
    organizationPolicies,
    organizationRoots,
    trustedServices,
  ]
  expect(given).toEqual(datasets.map(dataset => dataset.name).sort())
})
