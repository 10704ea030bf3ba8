import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListOrganizationsFeaturesCommand,
  ListServiceSpecificCredentialsCommand,
  ListUsersCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam'
import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations'
import { ListInstancesCommand, SSOAdminClient } from '@aws-sdk/client-sso-admin'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { largeAccount } from './large-account.ts'
import { type AwsKeys, type EmulatedAws, startAws } from './start-aws.ts'

const MANAGEMENT = '111111111111'
const MEMBER = '222222222222'
const LONELY = '333333333333'
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] }
const READ_USERS = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['iam:ListUsers', 'iam:GetAccountSummary'], Resource: '*' }] }

let aws: EmulatedAws

const config = (credentials: AwsKeys, endpoint = aws.endpoint) => ({ region: 'us-east-1', endpoint, credentials, maxAttempts: 1 })
const iam = (account = MANAGEMENT) => new IAMClient(config(aws.keys(account)))
const organizations = (account = MANAGEMENT) => new OrganizationsClient(config(aws.keys(account)))

const report = async (account: string) => {
  await iam(account).send(new GenerateCredentialReportCommand({}))
  const { Content } = await iam(account).send(new GetCredentialReportCommand({}))
  const [header = '', ...lines] = Buffer.from(Content ?? [])
    .toString('utf8')
    .trim()
    .split('\n')
  const names = header.split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((value, n) => [names[n], value])))
}

beforeAll(async () => {
  aws = await startAws({
    accounts: {
      [MANAGEMENT]: {
        root: { mfa: 'virtual', accessKeys: [{ created: '2018-05-05T00:00:00Z' }], created: '2018-01-01T00:00:00Z', passwordLastUsed: '2026-10-01T00:00:00Z' },
        users: [
          {
            name: 'old',
            created: '2019-01-02T00:00:00Z',
            password: { changed: '2019-02-01T00:00:00Z' },
            accessKeys: [{ created: '2019-01-03T00:00:00Z', lastUsed: { date: '2020-01-01T00:00:00Z', service: 's3', region: 'eu-west-1' } }],
            mfa: {},
            boundary: 'arn:aws:iam::aws:policy/PowerUserAccess',
            attached: ['arn:aws:iam::aws:policy/AdministratorAccess'],
          },
          { name: 'idle' },
        ],
        policies: [{ name: 'broken', document: '{"Version":' }],
        roles: [{ name: 'worker', trust: TRUST, instanceProfile: true, inline: { own: READ_USERS } }],
        organizationFeatures: ['RootCredentialsManagement'],
        serviceSpecificCredentials: [
          { id: 'ACCA1', user: 'old', service: 'codecommit.amazonaws.com', created: '2020-01-01T00:00:00Z' },
          { id: 'ACCA2', user: 'idle', service: 'bedrock.amazonaws.com', created: '2026-01-01T00:00:00Z', expires: '2026-12-01T00:00:00Z' },
        ],
        identityCenters: [
          { region: 'eu-west-1', instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111', identityStoreId: 'd-1111111111', ownerAccountId: MANAGEMENT },
        ],
      },
      [MEMBER]: { root: { mfa: 'none', password: false } },
      [LONELY]: largeAccount(LONELY, { users: 30, roles: 20, policies: 10 }),
    },
    organization: {
      management: MANAGEMENT,
      trustedServices: ['sso.amazonaws.com', 'iam.amazonaws.com'],
      units: [{ name: 'Production' }],
      members: [{ id: MEMBER, name: 'shop', unit: 'Production' }],
      policies: [{ name: 'guard', document: READ_USERS, targets: ['Production'] }],
    },
  })
})

afterAll(() => aws.stop())

describe('accounts', () => {
  it('knows the account by the access key', async () => {
    const identity = await new STSClient(config(aws.keys(MEMBER))).send(new GetCallerIdentityCommand({}))
    expect(identity).toMatchObject({ Account: MEMBER, Arn: `arn:aws:sts::${MEMBER}:assumed-role/PosternReadOnly/postern` })
  })

  it('switches the account with an assumed role, in the answers and in the log', async () => {
    const { Credentials } = await new STSClient(config(aws.keys(MANAGEMENT))).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${LONELY}:role/PosternReadOnly`, RoleSessionName: 'test' }),
    )
    const client = new IAMClient(
      config({
        accessKeyId: Credentials?.AccessKeyId ?? '',
        secretAccessKey: Credentials?.SecretAccessKey ?? '',
        sessionToken: Credentials?.SessionToken ?? '',
      }),
    )
    aws.forget()
    const { SummaryMap } = await client.send(new GetAccountSummaryCommand({}))
    expect(SummaryMap).toMatchObject({ Users: 30, Roles: 20 })
    expect(aws.requests).toMatchObject([{ account: LONELY, service: 'iam', operation: 'GetAccountSummary', region: 'us-east-1', status: 200 }])
  })

  it('gives the same identifiers for the same seed', async () => {
    const { UserDetailList } = await iam().send(new GetAccountAuthorizationDetailsCommand({ Filter: ['User'] }))
    const again = await startAws({ accounts: { [MANAGEMENT]: { users: [{ name: 'old' }] } } })
    const twin = await startAws({ accounts: { [MANAGEMENT]: { users: [{ name: 'old' }] } } })
    const ids = await Promise.all(
      [again, twin].map(async one => (await new IAMClient(config(one.keys(MANAGEMENT), one.endpoint)).send(new ListUsersCommand({}))).Users?.[0]?.UserId),
    )
    await Promise.all([again.stop(), twin.stop()])
    expect(ids[0]).toMatch(/^AIDA[A-Z2-7]{17}$/)
    expect(ids[1]).toBe(ids[0])
    expect(UserDetailList).toHaveLength(2)
  })
})

describe('identities', () => {
  it('back-dates users, passwords and keys in the credential report, and has a root row', async () => {
    const [root, old, idle] = await report(MANAGEMENT)
    expect(root).toMatchObject({
      user: '<root_account>',
      mfa_active: 'true',
      access_key_1_active: 'true',
      access_key_1_last_rotated: '2018-05-05T00:00:00+00:00',
      password_enabled: 'not_supported',
      password_last_used: '2026-10-01T00:00:00+00:00',
    })
    expect(old).toMatchObject({
      user: 'old',
      password_enabled: 'true',
      password_last_changed: '2019-02-01T00:00:00+00:00',
      password_last_used: 'no_information',
      mfa_active: 'true',
      access_key_1_last_rotated: '2019-01-03T00:00:00+00:00',
      access_key_1_last_used_service: 's3',
    })
    expect(idle).toMatchObject({ user: 'idle', password_enabled: 'false', password_last_used: 'N/A', access_key_1_active: 'false' })
  })

  it('says what the account summary and the MFA devices say of root', async () => {
    const { SummaryMap } = await iam().send(new GetAccountSummaryCommand({}))
    expect(SummaryMap).toMatchObject({ AccountMFAEnabled: 1, AccountAccessKeysPresent: 1, AccountPasswordPresent: 1, Users: 2 })
    const { VirtualMFADevices } = await iam().send(new ListVirtualMFADevicesCommand({}))
    expect(VirtualMFADevices?.map(device => device.User?.Arn)).toEqual([`arn:aws:iam::${MANAGEMENT}:root`, `arn:aws:iam::${MANAGEMENT}:user/old`])
    const member = await iam(MEMBER).send(new GetAccountSummaryCommand({}))
    expect(member.SummaryMap).toMatchObject({ AccountMFAEnabled: 0, AccountAccessKeysPresent: 0, AccountPasswordPresent: 0 })
  })

  it('keeps boundaries, AWS-managed policies that are attached, policy names, and documents that are broken on purpose', async () => {
    const { UserDetailList, Policies } = await iam().send(new GetAccountAuthorizationDetailsCommand({}))
    expect(UserDetailList?.[0]?.PermissionsBoundary?.PermissionsBoundaryArn).toBe('arn:aws:iam::aws:policy/PowerUserAccess')
    expect(Policies?.map(policy => policy.PolicyName)).toEqual(['broken', 'AdministratorAccess'])
    expect(decodeURIComponent(Policies?.[0]?.PolicyVersionList?.[0]?.Document ?? '')).toBe('{"Version":')
    expect(Policies?.[0]?.PolicyId).toMatch(/^ANPA/)
  })

  it('pages the authorization details by MaxItems and Marker, without loss or repetition', async () => {
    const names: (string | undefined)[] = []
    let pages = 0
    for (let Marker: string | undefined, isTruncated = true; isTruncated; pages += 1) {
      const page = await iam(LONELY).send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 25, ...(Marker ? { Marker } : {}) }))
      const items = [
        ...(page.UserDetailList ?? []).map(user => user.UserName),
        ...(page.GroupDetailList ?? []).map(group => group.GroupName),
        ...(page.RoleDetailList ?? []).map(role => role.RoleName),
        ...(page.Policies ?? []).map(policy => policy.PolicyName),
      ]
      expect(items.length).toBeLessThanOrEqual(25)
      names.push(...items)
      isTruncated = page.IsTruncated ?? false
      Marker = page.Marker
    }
    expect(pages).toBe(3)
    expect(new Set(names).size).toBe(62)
    expect(names).toHaveLength(62)
  })

  it('lists service-specific credentials of all users in pages', async () => {
    const first = await iam().send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, MaxItems: 1 }))
    expect(first).toMatchObject({
      IsTruncated: true,
      Marker: '1',
      ServiceSpecificCredentials: [{ UserName: 'old', ServiceSpecificCredentialId: 'ACCA1', Status: 'Active' }],
    })
    const second = await iam().send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, Marker: '1' }))
    expect(second.ServiceSpecificCredentials?.[0]?.ExpirationDate).toEqual(new Date('2026-12-01T00:00:00Z'))
  })

  it('is a while in making the credential report when told so', async () => {
    aws.settings(LONELY).reportPendingCalls = 1
    await expect(report(LONELY)).rejects.toMatchObject({ name: expect.stringMatching(/NotReady|ReportInProgress/) })
    expect((await report(LONELY)).length).toBe(31)
  })
})

describe('organization', () => {
  it('answers the management account', async () => {
    const { Organization } = await organizations().send(new DescribeOrganizationCommand({}))
    expect(Organization).toMatchObject({ Id: aws.organizationId, MasterAccountId: MANAGEMENT })
    const { Accounts } = await organizations().send(new ListAccountsCommand({}))
    expect(Accounts?.map(account => account.Id)).toEqual([MANAGEMENT, MEMBER])
    const { Policies } = await organizations().send(new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY' }))
    expect(Policies?.map(policy => policy.Name)).toEqual(['FullAWSAccess', 'guard'])
    const { EnabledServicePrincipals } = await organizations().send(new ListAWSServiceAccessForOrganizationCommand({}))
    expect(EnabledServicePrincipals?.map(service => service.ServicePrincipal)).toEqual(['sso.amazonaws.com', 'iam.amazonaws.com'])
    const features = await iam().send(new ListOrganizationsFeaturesCommand({}))
    expect(features).toMatchObject({ OrganizationId: aws.organizationId, EnabledFeatures: ['RootCredentialsManagement'] })
  })

  it('tells a member of its organization and no more, unless it is a delegated administrator', async () => {
    await expect(organizations(MEMBER).send(new DescribeOrganizationCommand({}))).resolves.toMatchObject({ Organization: { Id: aws.organizationId } })
    await expect(organizations(MEMBER).send(new ListAccountsCommand({}))).rejects.toMatchObject({ name: 'AccessDeniedException' })
    await expect(iam(MEMBER).send(new ListOrganizationsFeaturesCommand({}))).rejects.toMatchObject({
      name: 'AccountNotManagementOrDelegatedAdministratorException',
    })
    aws.settings(MEMBER).delegatedAdministrator = true
    await expect(organizations(MEMBER).send(new ListRootsCommand({}))).resolves.toMatchObject({
      Roots: [{ PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] }],
    })
    aws.settings(MEMBER).delegatedAdministrator = false
  })

  it('has none for an account of its own', async () => {
    await expect(organizations(LONELY).send(new DescribeOrganizationCommand({}))).rejects.toMatchObject({ name: 'AWSOrganizationsNotInUseException' })
    await expect(iam(LONELY).send(new ListOrganizationsFeaturesCommand({}))).rejects.toMatchObject({
      name: 'AccountNotManagementOrDelegatedAdministratorException',
    })
  })

  it('shows Identity Center in its Region only', async () => {
    const instances = async (region: string) =>
      (await new SSOAdminClient({ ...config(aws.keys(MANAGEMENT)), region }).send(new ListInstancesCommand({}))).Instances
    expect(await instances('eu-west-1')).toMatchObject([{ IdentityStoreId: 'd-1111111111', Status: 'ACTIVE' }])
    expect(await instances('us-east-1')).toEqual([])
  })
})
