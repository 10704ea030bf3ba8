import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  accountAssignments,
  identityCenterAccountInstances,
  identityCenterApplications,
  permissionSetBoundaries,
  permissionSetCustomerPolicies,
  permissionSetInlinePolicies,
  permissionSetManagedPolicies,
  permissionSetProvisionings,
  permissionSets,
  trustedTokenIssuers,
} from '../../../src/datasets/aws/identity-center.ts'
import { identityStoreGroups, identityStoreMemberships, identityStoreUsers } from '../../../src/datasets/aws/identity-store.ts'
import { delegatedAdministrators } from '../../../src/datasets/aws/organization.ts'
import { resourceShareAssociations } from '../../../src/datasets/aws/resource-shares.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { ALLOW, LONELY, MANAGEMENT, MEMBER, RICH_AWS, RICH_CENTER } from './rich-aws.ts'
import { type Scan, scanAws } from './scan-aws.ts'

const ofCenter = [
  permissionSets,
  permissionSetInlinePolicies,
  permissionSetManagedPolicies,
  permissionSetCustomerPolicies,
  permissionSetBoundaries,
  permissionSetProvisionings,
  accountAssignments,
  identityCenterApplications,
  trustedTokenIssuers,
  identityStoreUsers,
  identityStoreGroups,
  identityStoreMemberships,
]
const set = (n: number) => `arn:aws:sso:::permissionSet/ssoins-1111111111111111/ps-000000000000000${n}`
const user = (n: number) => `00000000-0000-4000-8000-00000000000${n}`
const group = (n: number) => `10000000-0000-4000-8000-00000000000${n}`

let aws: EmulatedAws
let scan: Scan

beforeAll(async () => {
  aws = await startAws(RICH_AWS)
  scan = await scanAws(aws, MANAGEMENT)
})
afterEach(() => aws.heal())
afterAll(() => aws.stop())

describe('Identity Center', () => {
  it('brings permission sets with all that makes up their rights', () => {
    expect(scan.rows(permissionSets).map(({ id, name, sessionDuration }) => [id, name, sessionDuration])).toEqual([
      [set(0), 'Administrator', 'PT8H'],
      [set(1), 'Deploy', 'PT1H'],
      [set(2), 'Unused', 'PT1H'],
    ])
    expect(scan.rows(permissionSetInlinePolicies).map(({ document }) => document)).toEqual([undefined, JSON.stringify(ALLOW), undefined])
    expect(scan.rows(permissionSetManagedPolicies).map(({ policies }) => policies.map(({ name }) => name))).toEqual([['AdministratorAccess'], [], []])
    expect(scan.rows(permissionSetCustomerPolicies).map(({ references }) => references)).toEqual([[], [{ name: 'deploy', path: '/team/' }], []])
    expect(scan.rows(permissionSetBoundaries).map(({ customerPolicy, managedPolicyArn }) => customerPolicy ?? managedPolicyArn)).toEqual([
      undefined,
      { name: 'limit', path: '/' },
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
    ])
  })

  it('brings where they are provisioned and who holds them, people who are gone too', () => {
    expect(scan.rows(permissionSetProvisionings).map(({ accounts, outdated }) => [accounts, outdated])).toEqual([
      [[MANAGEMENT, MEMBER], [MEMBER]],
      [[MEMBER], []],
      [[], []],
    ])
    expect(
      scan.rows(accountAssignments).map(({ permissionSetId, principalType, principalId, accounts }) => [permissionSetId, principalType, principalId, accounts]),
    ).toEqual([
      [set(0), 'GROUP', group(0), [MANAGEMENT, MEMBER]],
      [set(0), 'USER', user(0), [MEMBER]],
      [set(0), 'GROUP', group(1), [MEMBER]],
      [set(1), 'USER', user(0), [MEMBER]],
      [set(1), 'USER', '90000000-0000-4000-8000-000000000000', [MEMBER]],
    ])
  })

  it('brings applications, token issuers, users, groups, and the members of groups that hold something', () => {
    expect(scan.rows(identityCenterApplications).map(({ name, assignmentRequired, status }) => [name, assignmentRequired, status])).toEqual([
      ['TEAM IDC APP', true, 'ENABLED'],
      ['wiki', false, 'DISABLED'],
    ])
    expect(scan.rows(trustedTokenIssuers)).toMatchObject([
      { name: 'entra', issuerUrl: RICH_CENTER.tokenIssuers[0].url, claim: 'email', attribute: 'emails.value' },
    ])
    expect(scan.rows(identityStoreUsers).map(({ id, name, status, externalIds }) => [id, name, status, externalIds?.map(one => one.id)])).toEqual([
      [user(0), 'ann@example.com', 'ENABLED', ['entra-ann']],
      [user(1), 'bob@example.com', 'DISABLED', undefined],
    ])
    expect(scan.rows(identityStoreGroups).map(({ id, name }) => [id, name])).toEqual([
      [group(0), 'admins'],
      [group(1), 'nobody'],
      [group(2), 'not asked'],
    ])
    expect(scan.rows(identityStoreMemberships).map(({ groupId, userId }) => [groupId, userId])).toEqual([
      [group(0), user(0)],
      [group(0), user(1)],
    ])
    for (const dataset of ofCenter) expect(scan.gaps(dataset)).toEqual([])
  })

  it('is asked for each thing once, in its own Region alone', async () => {
    aws.forget()
    await scanAws(aws, MANAGEMENT)
    const asked = aws.requests.filter(({ service, operation }) => ['sso', 'identitystore'].includes(service) && operation !== 'ListInstances')
    expect(new Set(asked.map(({ region }) => region))).toEqual(new Set(['eu-west-1']))
    const counts = Map.groupBy(asked, ({ operation }) => operation)
    expect(Object.fromEntries([...counts].map(([operation, requests]) => [operation, requests.length]))).toEqual({
      ListPermissionSets: 1,
      DescribePermissionSet: 3,
      GetInlinePolicyForPermissionSet: 3,
      ListManagedPoliciesInPermissionSet: 3,
      ListCustomerManagedPolicyReferencesInPermissionSet: 3,
      GetPermissionsBoundaryForPermissionSet: 3,
      ListAccountsForProvisionedPermissionSet: 5,
      ListAccountAssignments: 3,
      ListApplications: 1,
      GetApplicationAssignmentConfiguration: 2,
      ListTrustedTokenIssuers: 1,
      DescribeTrustedTokenIssuer: 1,
      ListUsers: 1,
      ListGroups: 1,
      ListGroupMemberships: 2,
    })
  })

  it('that is not there has nothing in it, and that is complete', async () => {
    const settings = aws.settings(MANAGEMENT)
    const { identityCenters } = settings
    settings.identityCenters = []
    const without = await scanAws(aws, MANAGEMENT)
    settings.identityCenters = identityCenters
    for (const dataset of ofCenter) {
      expect(without.gaps(dataset)).toEqual([])
      expect(without.rows(dataset as typeof permissionSets)).toEqual([])
    }
  })

  it('that may be in a Region that was not asked leaves everything in it open', async () => {
    const elsewhere = await scanAws(aws, MANAGEMENT, { regions: ['us-east-1'] })
    for (const dataset of ofCenter) expect(elsewhere.gaps(dataset)).toMatchObject([{ reason: 'not-collected' }])
  })

  it('read by a delegated administrator keeps open what is assigned in the management account', async () => {
    const settings = aws.settings(MEMBER)
    Object.assign(settings, { delegatedAdministrator: true, identityCenters: [RICH_CENTER] })
    aws.fault({ kind: 'denied' }, { operation: 'ListAccountAssignments', mentions: `"AccountId":"${MANAGEMENT}"` })
    const delegated = await scanAws(aws, MEMBER)
    Object.assign(settings, { delegatedAdministrator: false, identityCenters: [] })
    expect(new Set(delegated.gaps(accountAssignments).map(({ reason, part }) => `${reason} ${part}`))).toEqual(new Set([`out-of-reach ${MANAGEMENT}`]))
    expect(delegated.rows(accountAssignments)).toHaveLength(5)
    expect(delegated.rows(accountAssignments)[0]?.accounts).toEqual([MEMBER])
    expect(delegated.gaps(permissionSetProvisionings)).toEqual([])
  })

  it('is out of reach of a member that is no delegated administrator, though it sees the instance', async () => {
    const settings = aws.settings(MEMBER)
    settings.identityCenters = [RICH_CENTER]
    aws.forget()
    const member = await scanAws(aws, MEMBER)
    settings.identityCenters = []
    for (const dataset of [...ofCenter, delegatedAdministrators]) expect(member.gaps(dataset).map(({ reason }) => reason)).toEqual(['out-of-reach'])
    expect(aws.requests.map(({ operation }) => operation)).not.toContain('ListPermissionSets')
    expect(member.rows(identityCenterAccountInstances)).toEqual([])
    expect(member.gaps(identityCenterAccountInstances)).toEqual([])
  })

  it('of a member account itself is told from the organization’s, in whichever Region', async () => {
    const settings = aws.settings(MEMBER)
    settings.identityCenters = [
      RICH_CENTER,
      { region: 'us-east-1', instanceArn: 'arn:aws:sso:::instance/ssoins-2222222222222222', identityStoreId: 'd-2', ownerAccountId: MEMBER },
    ]
    const member = await scanAws(aws, MEMBER)
    settings.identityCenters = []
    expect(member.rows(identityCenterAccountInstances)).toMatchObject([
      { id: 'arn:aws:sso:::instance/ssoins-2222222222222222', part: 'us-east-1', status: 'ACTIVE' },
    ])
  })

  it('of an account is not asked for where there is no organization, nor in the management account', async () => {
    aws.forget()
    const lonely = await scanAws(aws, LONELY)
    expect(lonely.gaps(identityCenterAccountInstances)).toEqual([])
    expect(aws.requests.filter(({ operation }) => operation === 'ListInstances')).toEqual([])
  })
})

it('delegated administrators come with what they administer', () => {
  expect(scan.rows(delegatedAdministrators)).toMatchObject([{ id: MEMBER, name: 'shop', status: 'ACTIVE', services: ['guardduty.amazonaws.com'] }])
})

it('resource shares come with whom they go to, by Region', () => {
  expect(scan.rows(resourceShareAssociations)).toMatchObject([{ name: 'subnets', principal: '999999999999', status: 'ASSOCIATED', part: 'us-east-1' }])
})
