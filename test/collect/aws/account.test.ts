import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountPasswordPolicies, accountSummary, serviceSpecificCredentials, virtualMfaDevices } from '../../../src/datasets/aws/account.ts'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamGroups, iamPolicies, iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { oidcProviders, samlProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { ALLOW, LONELY, MANAGEMENT, RICH_AWS, TRUST } from './rich-aws.ts'
import { type Scan, scanAws } from './scan-aws.ts'

let aws: EmulatedAws
let scan: Scan
let lonely: Scan

beforeAll(async () => {
  aws = await startAws(RICH_AWS)
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
      expect.objectContaining({ name: 'carl', inlinePolicies: [], attachedPolicies: [], groups: [] }),
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
    const [root, ann, carl, bob] = scan.rows(credentialReport)
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
    // An MFA device that is not virtual.
    expect(carl).toMatchObject({ name: 'carl', passwordEnabled: true, mfaActive: true })
    expect(bob).toMatchObject({ name: 'bob', passwordEnabled: false, mfaActive: false })
    expect(bob).not.toHaveProperty('passwordLastUsedAt')
  })

  it('brings the account summary and the password policy', () => {
    expect(scan.rows(accountSummary)).toEqual([
      {
        id: MANAGEMENT,
        scope: account,
        name: MANAGEMENT,
        rootMfaEnabled: true,
        rootAccessKeysPresent: true,
        rootPasswordPresent: true,
        users: 3,
        roles: 1,
        globalEndpointTokenVersion: 1,
      },
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
        certificates: [
          {
            sha256: 'df96a6ae1dd0810a924415ce41cae403478992e81f154a03bf576ecabb952e2c',
            sha1: expect.stringMatching(/^[0-9a-f]{40}$/),
            notAfter: '2036-11-21T00:00:00.000Z',
          },
        ],
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
