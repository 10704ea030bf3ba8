import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awsCollectors } from '../../../src/collect/aws/source.ts'
import { accountPasswordPolicies, accountSummary, serviceSpecificCredentials, virtualMfaDevices } from '../../../src/datasets/aws/account.ts'
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
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { type Scan, scanAws } from './scan-aws.ts'

const MANAGEMENT = '111111111111'
const MEMBER = '222222222222'
const LONELY = '333333333333'
const ALLOW = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] }
const METADATA = `<EntityDescriptor entityID="https://sts.example/a&amp;b/"><IDPSSODescriptor><KeyDescriptor use="signing"><X509Certificate>
  TUlJ
</X509Certificate></KeyDescriptor></IDPSSODescriptor></EntityDescriptor>`

let aws: EmulatedAws
let scan: Scan
let lonely: Scan

beforeAll(async () => {
  aws = await startAws({
    accounts: {
      [MANAGEMENT]: {
        root: {
          mfa: 'virtual',
          accessKeys: [{ created: '2018-05-05T00:00:00Z', lastUsed: { date: '2018-06-06T00:00:00Z', service: 's3', region: 'us-east-1' } }],
          created: '2018-01-01T00:00:00Z',
        },
        groups: [{ name: 'admins', attached: ['arn:aws:iam::aws:policy/AdministratorAccess'], inline: { more: ALLOW } }],
        users: [
          {
            name: 'ann',
            path: '/people/',
            created: '2019-01-02T00:00:00Z',
            password: { changed: '2019-02-01T00:00:00Z', lastUsed: '2026-10-10T00:00:00Z' },
            accessKeys: [{ created: '2019-01-03T00:00:00Z', active: false }, { created: '2020-01-03T00:00:00Z' }],
            mfa: { enabled: '2021-01-01T00:00:00Z' },
            groups: ['admins'],
            boundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
            inline: { own: ALLOW },
          },
          { name: 'bob' },
        ],
        policies: [
          { name: 'versions', path: '/team/', versions: [TRUST, ALLOW] },
          { name: 'broken', document: '{"Version":' },
          { name: 'percent', document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::100%25/*' }] } },
        ],
        roles: [
          {
            name: 'worker',
            created: '2022-02-02T00:00:00Z',
            trust: TRUST,
            instanceProfile: true,
            boundary: `arn:aws:iam::${MANAGEMENT}:policy/team/versions`,
            lastUsed: { date: '2026-09-09T00:00:00Z', region: 'eu-west-1' },
            attached: [`arn:aws:iam::${MANAGEMENT}:policy/team/versions`],
          },
        ],
        samlProviders: [{ name: 'entra', metadata: METADATA, created: '2023-03-03T00:00:00Z', validUntil: '2030-01-01T00:00:00Z' }],
        oidcProviders: [{ url: 'https://token.actions.githubusercontent.com', clientIds: ['sts.amazonaws.com'], thumbprints: ['a'.repeat(40)] }],
        unassignedMfaDevices: ['spare'],
        passwordPolicy: { minimumLength: 14, uppercase: true, numbers: true, reusePrevention: 24 },
        serviceSpecificCredentials: [
          {
            id: 'ACCAEXAMPLE000000001',
            user: 'bob',
            service: 'bedrock.amazonaws.com',
            active: false,
            created: '2026-01-01T00:00:00Z',
            expires: '2026-12-01T00:00:00Z',
          },
        ],
        organizationFeatures: ['RootCredentialsManagement'],
        identityCenters: [
          {
            region: 'eu-west-1',
            instanceArn: 'arn:aws:sso:::instance/ssoins-0000000000000000',
            identityStoreId: 'd-0000000000',
            ownerAccountId: MEMBER,
            name: 'a member plays',
          },
          { region: 'eu-west-1', instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111', identityStoreId: 'd-1111111111', ownerAccountId: MANAGEMENT },
        ],
      },
      [MEMBER]: {},
      [LONELY]: {},
    },
    organization: {
      management: MANAGEMENT,
      policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
      trustedServices: ['sso.amazonaws.com'],
      units: [{ name: 'Work' }, { name: 'Production', parent: 'Work' }],
      members: [
        { id: MEMBER, name: 'shop', unit: 'Production' },
        { id: '444444444444', name: 'closed', status: 'SUSPENDED' },
      ],
      policies: [{ name: 'guard', document: ALLOW, targets: ['Production', MEMBER] }],
    },
  })
  scan = await scanAws(aws, MANAGEMENT)
  lonely = await scanAws(aws, LONELY)
})
afterAll(() => aws.stop())

const account = `aws-account/${MANAGEMENT}`

describe('an account', () => {
  it('brings users, groups and roles with what they carry', () => {
    const users = scan.rows(iamUsers)
    expect(users).toEqual([
      {
        id: expect.stringMatching(/^AIDA/),
        scope: account,
        name: 'ann',
        arn: `arn:aws:iam::${MANAGEMENT}:user/people/ann`,
        path: '/people/',
        createdAt: '2019-01-02T00:00:00.000Z',
        inlinePolicies: [{ name: 'own', document: JSON.stringify(ALLOW) }],
        attachedPolicies: [],
        groups: ['admins'],
        boundaryArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      },
      expect.objectContaining({ name: 'bob', inlinePolicies: [], attachedPolicies: [], groups: [] }),
    ])
    expect(scan.rows(iamGroups)).toMatchObject([
      {
        name: 'admins',
        inlinePolicies: [{ name: 'more' }],
        attachedPolicies: [{ name: 'AdministratorAccess', arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
      },
    ])
    expect(scan.rows(iamRoles)).toMatchObject([
      {
        id: expect.stringMatching(/^AROA/),
        name: 'worker',
        trustPolicy: JSON.stringify(TRUST),
        boundaryArn: `arn:aws:iam::${MANAGEMENT}:policy/team/versions`,
        instanceProfileArns: [`arn:aws:iam::${MANAGEMENT}:instance-profile/worker`],
        lastUsedAt: '2026-09-09T00:00:00.000Z',
        attachedPolicies: [{ name: 'versions' }],
      },
    ])
  })

  it('brings managed policies in their default version, decoded once', () => {
    const policies = new Map(scan.rows(iamPolicies).map(policy => [policy.name, policy]))
    expect(policies.get('versions')).toMatchObject({
      id: expect.stringMatching(/^ANPA/),
      arn: `arn:aws:iam::${MANAGEMENT}:policy/team/versions`,
      defaultVersionId: 'v2',
      document: JSON.stringify(ALLOW),
      isAwsManaged: false,
      attachmentCount: 1,
    })
    expect(policies.get('AdministratorAccess')).toMatchObject({ isAwsManaged: true, arn: 'arn:aws:iam::aws:policy/AdministratorAccess' })
    expect(policies.get('percent')?.document).toContain('arn:aws:s3:::100%25/*')
  })

  it('names the policy whose document cannot be read, and keeps the others', () => {
    expect(scan.gaps(iamPolicies)).toEqual([{ dataset: 'iam-policies', scope: account, reason: 'invalid', detail: 'broken: document is not a JSON document' }])
    expect(scan.rows(iamPolicies)).toHaveLength(3)
    expect(scan.gaps(iamRoles)).toEqual([])
  })

  it('brings the credential report, the root user first', () => {
    const [root, ann, bob] = scan.rows(credentialReport)
    expect(root).toEqual({
      id: `arn:aws:iam::${MANAGEMENT}:root`,
      scope: account,
      name: '<root_account>',
      isRoot: true,
      createdAt: '2018-01-01T00:00:00.000Z',
      mfaActive: true,
      accessKeys: [
        { slot: 1, active: true, lastRotatedAt: '2018-05-05T00:00:00.000Z', lastUsedAt: '2018-06-06T00:00:00.000Z', lastUsedService: 's3' },
        { slot: 2, active: false },
      ],
      activeCertificates: 0,
    })
    expect(ann).toMatchObject({
      name: 'ann',
      passwordEnabled: true,
      passwordLastUsedAt: '2026-10-10T00:00:00.000Z',
      passwordLastChangedAt: '2019-02-01T00:00:00.000Z',
      mfaActive: true,
      accessKeys: [
        { slot: 1, active: false },
        { slot: 2, active: true, lastRotatedAt: '2020-01-03T00:00:00.000Z' },
      ],
    })
    expect(bob).toMatchObject({ name: 'bob', passwordEnabled: false, mfaActive: false })
    expect(bob).not.toHaveProperty('passwordLastUsedAt')
  })

  it('brings the account summary and the password policy', () => {
    expect(scan.rows(accountSummary)).toEqual([
      { id: MANAGEMENT, scope: account, name: MANAGEMENT, rootMfaEnabled: true, rootAccessKeysPresent: true, rootPasswordPresent: true, users: 2, roles: 1 },
    ])
    expect(scan.rows(accountPasswordPolicies)).toEqual([
      {
        id: MANAGEMENT,
        scope: account,
        name: MANAGEMENT,
        minimumLength: 14,
        requiresUppercase: true,
        requiresLowercase: false,
        requiresNumbers: true,
        requiresSymbols: false,
        reusePrevention: 24,
        maximumAge: 0,
      },
    ])
  })

  it('brings identity providers with what ties them to their issuer', () => {
    expect(scan.rows(samlProviders)).toEqual([
      {
        id: `arn:aws:iam::${MANAGEMENT}:saml-provider/entra`,
        scope: account,
        name: 'entra',
        createdAt: '2023-03-03T00:00:00.000Z',
        validUntil: '2030-01-01T00:00:00.000Z',
        entityId: 'https://sts.example/a&b/',
        certificates: ['TUlJ'],
      },
    ])
    expect(scan.rows(oidcProviders)).toMatchObject([
      {
        name: 'token.actions.githubusercontent.com',
        url: 'token.actions.githubusercontent.com',
        clientIds: ['sts.amazonaws.com'],
        thumbprints: ['a'.repeat(40)],
      },
    ])
  })

  it('brings MFA devices of root and users, unassigned ones, and service-specific credentials', () => {
    expect(scan.rows(virtualMfaDevices).map(device => [device.name, device.userArn])).toEqual([
      ['root-account-mfa-device', `arn:aws:iam::${MANAGEMENT}:root`],
      ['ann', `arn:aws:iam::${MANAGEMENT}:user/people/ann`],
      ['spare', undefined],
    ])
    expect(scan.rows(serviceSpecificCredentials)).toEqual([
      {
        id: 'ACCAEXAMPLE000000001',
        scope: account,
        name: 'bob at bedrock.amazonaws.com',
        userName: 'bob',
        service: 'bedrock.amazonaws.com',
        active: false,
        createdAt: '2026-01-01T00:00:00.000Z',
        expiresAt: '2026-12-01T00:00:00.000Z',
      },
    ])
  })

  it('that has nothing of a kind has complete and empty tables of it', () => {
    expect(lonely.manifest.gaps).toEqual([])
    expect(lonely.manifest.tables.every(table => table.complete)).toBe(true)
    expect(lonely.rows(accountPasswordPolicies)).toEqual([])
    expect(lonely.rows(organizationMemberships)).toEqual([])
    expect(lonely.rows(iamUsers)).toEqual([])
    expect(lonely.manifest.scopes.map(scope => scope.id)).toEqual([`aws-account/${LONELY}`])
  })

  it('is read by the identity that the manifest names, with its requests counted by service', () => {
    expect(scan.manifest.identities).toContainEqual({ scope: account, identity: `arn:aws:sts::${MANAGEMENT}:assumed-role/PosternReadOnly/postern` })
    expect(scan.manifest.requests).toContainEqual({ scope: account, service: 'iam', operation: 'GetAccountAuthorizationDetails', requests: 1, failed: 0 })
    const counted = scan.manifest.requests.reduce((sum, { requests }) => sum + requests, 0)
    expect(counted).toBeGreaterThan(20)
  })
})

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
