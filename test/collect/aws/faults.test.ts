import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ALLOWED_COMMANDS } from '../../../src/collect/aws/guard.ts'
import type { AwsOptions } from '../../../src/collect/aws/source.ts'
import type { GapReason } from '../../../src/dataset.ts'
import type { Fault } from '../../clouds/aws/faults.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { audited } from './audited.ts'
import { CALLS, type Call } from './calls.ts'
import { RICH_APPLICATIONS } from './rich-applications.ts'
import { RICH_ANSWERS, RICH_CENTER } from './rich-aws.ts'
import { RICH_UPKEEP } from './rich-upkeep.ts'
import { scanAws } from './scan-aws.ts'

const ACCOUNT = '111111111111'
const ALLOW = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: ['ec2.amazonaws.com', 'rolesanywhere.amazonaws.com'] }, Action: 'sts:AssumeRole' }],
}

const FAULTS: readonly { readonly name: string; readonly fault: Fault; readonly reason: GapReason }[] = [
  { name: 'denied', fault: { kind: 'denied' }, reason: 'denied' },
  { name: 'denied by a service control policy', fault: { kind: 'denied', by: 'service control policy' }, reason: 'denied' },
  { name: 'throttled for ever', fault: { kind: 'throttled' }, reason: 'throttled' },
  { name: 'a fault of the server', fault: { kind: 'server-error' }, reason: 'failed' },
  { name: 'an answer that breaks off', fault: { kind: 'cut' }, reason: 'failed' },
  { name: 'an empty answer', fault: { kind: 'empty' }, reason: 'invalid' },
  { name: "a proxy's page", fault: { kind: 'html' }, reason: 'invalid' },
  { name: 'half an answer', fault: { kind: 'rewritten', rewrite: body => body.slice(0, body.length / 2) }, reason: 'invalid' },
  {
    name: 'an answer without members',
    fault: {
      kind: 'rewritten',
      rewrite: body =>
        body.startsWith('{')
          ? '{}'
          : body
              .replace(/Result>[\s\S]*Result>/, 'Result/>')
              .replace(/<(\w+)Result\/>/, '<$1Result></$1Result>')
              .replace(/<(accountLevel|iamInstanceProfileAssociationSet).*<\/\1>/, '')
              .replace(/^<(PolicyStatus|AccessControlPolicy|PublicAccessBlockConfiguration)>[\s\S]*$/, '<$1></$1>'),
    },
    reason: 'invalid',
  },
]

let aws: EmulatedAws
/** Tables that are complete when nothing is wrong. */
let whole: ReadonlySet<string>

beforeAll(async () => {
  aws = await startAws({
    accounts: {
      [ACCOUNT]: {
        users: [
          { name: 'ann', inline: { own: ALLOW }, mfa: {}, groups: ['admins'], sshKeys: [{ id: 'APKAEXAMPLE000000001', uploaded: '2026-01-01T00:00:00Z' }] },
          { name: 'carl', password: {} },
        ],
        groups: [{ name: 'admins' }],
        roles: [{ name: 'worker', trust: TRUST }],
        policies: [{ name: 'all', document: ALLOW }],
        samlProviders: [{ name: 'entra', metadata: '<EntityDescriptor/>' }],
        oidcProviders: [{ url: 'https://token.actions.githubusercontent.com', clientIds: ['sts.amazonaws.com'], thumbprints: ['a'.repeat(40)] }],
        applications: RICH_APPLICATIONS,
        upkeep: RICH_UPKEEP,
        answers: new Map([...RICH_ANSWERS, ...audited(ACCOUNT)]),
        passwordPolicy: { minimumLength: 14 },
        serviceSpecificCredentials: [{ id: 'ACCAEXAMPLE000000001', user: 'ann', service: 'bedrock.amazonaws.com', created: '2026-01-01T00:00:00Z' }],
        identityCenters: [{ ...RICH_CENTER, region: 'us-east-1', ownerAccountId: ACCOUNT }],
      },
    },
    organization: {
      management: ACCOUNT,
      trustedServices: ['sso.amazonaws.com'],
      units: [{ name: 'Work' }],
      members: [{ id: '222222222222', name: 'shop', unit: 'Work' }],
      policies: [{ name: 'guard', document: ALLOW, targets: ['Work'] }],
    },
  })
  whole = new Set((await scan()).manifest.tables.filter(table => table.complete).map(table => table.dataset))
})
afterEach(() => aws.heal())
afterAll(() => aws.stop())

const scan = (more: Pick<AwsOptions, 'regions'> = { regions: ['us-east-1'] }) =>
  scanAws(aws, ACCOUNT, { ...more, limits: { attempts: 3, pages: 20, requestTimeout: 5_000 } })

/** A scan that must find out which Regions there are, and finds Identity Center in none. */
const scanEverywhere = async () => {
  const settings = aws.settings(ACCOUNT)
  const { identityCenters } = settings
  settings.identityCenters = []
  try {
    return await scan({})
  } finally {
    settings.identityCenters = identityCenters
  }
}

/** Whatever the call fills has a gap of the reason, and nothing else has any. */
const expectGaps = async (call: Call, reason: GapReason): Promise<void> => {
  const { manifest } = call.operation === 'ListRegions' ? await scanEverywhere() : await scan({ regions: call.regions ?? ['us-east-1'] })
  const complete = new Set(manifest.tables.filter(table => table.complete).map(table => table.dataset))
  for (const dataset of call.fills) {
    expect(complete.has(dataset), `${dataset} is not complete`).toBe(false)
    expect(manifest.gaps.filter(gap => gap.dataset === dataset).map(gap => gap.reason)).toContain(reason)
  }
  for (const dataset of call.needed ?? []) expect(manifest.gaps.filter(gap => gap.dataset === dataset).map(gap => gap.reason)).toEqual(['not-collected'])
  const others = [...whole].filter(dataset => !call.fills.includes(dataset) && call.needed?.includes(dataset) !== true)
  expect(others.filter(dataset => !complete.has(dataset))).toEqual([])
}

it('everything is complete when nothing is wrong', () => {
  const asked = [...whole].filter(dataset => dataset !== 'identity-center-account-instances')
  expect(asked.sort()).toEqual([...new Set(CALLS.flatMap(call => call.fills))].sort())
})

it('covers every call that the allow-list lets out, but for those that let the scanner in', () => {
  const listed = [...ALLOWED_COMMANDS.keys()].map(name => name.replace(/^\w+\./, '').replace(/Command$/, ''))
  expect([...CALLS.map(call => call.operation), 'AssumeRole', 'AssumeRoleWithWebIdentity', 'GetCallerIdentity'].sort()).toEqual(listed.sort())
})

describe.each(CALLS)('$operation', call => {
  it.each(FAULTS)('$name', async ({ fault, reason }) => {
    aws.fault(fault, { operation: call.operation })
    await expectGaps(call, reason)
  })
})

it.each(CALLS.flatMap(call => call.members.map(member => ({ call, member, operation: call.operation }))))(
  '$operation: a string instead of $member, and no $member',
  async ({ call, member, operation }) => {
    const heal = aws.fault({ kind: 'wrong-type', member }, { operation })
    await expectGaps(call, 'invalid')
    heal()
    aws.fault({ kind: 'missing-member', member }, { operation })
    await expectGaps(call, 'invalid')
  },
)

it.each(CALLS.filter(call => call.paged))('$operation: pages without end, and a page that leads back', async call => {
  const settings = aws.settings(ACCOUNT)
  const { identityCenters } = settings
  // Where the instance is on the first page, no other is asked for.
  if (call.operation === 'ListInstances') settings.identityCenters = []
  const heal = aws.fault({ kind: 'endless-pages' }, { operation: call.operation })
  await expectGaps(call, 'invalid')
  heal()
  aws.fault({ kind: 'endless-pages', repeat: true }, { operation: call.operation })
  await expectGaps(call, 'invalid')
  settings.identityCenters = identityCenters
})

describe('a user, group, role or policy', () => {
  const nested = [
    { member: 'GroupList', dataset: 'iam-users', name: 'ann', others: 1 },
    { member: 'GroupPolicyList', dataset: 'iam-groups', name: 'admins' },
    { member: 'RolePolicyList', dataset: 'iam-roles', name: 'worker' },
    { member: 'InstanceProfileList', dataset: 'iam-roles', name: 'worker' },
    { member: 'AssumeRolePolicyDocument', dataset: 'iam-roles', name: 'worker' },
    { member: 'PolicyVersionList', dataset: 'iam-policies', name: 'all' },
  ]

  it.each(nested)('without its $member is a gap that names it, and no row', async ({ member, dataset, name, others = 0 }) => {
    aws.fault({ kind: 'missing-member', member }, { operation: 'GetAccountAuthorizationDetails' })
    const { gaps, manifest } = await scan()
    expect(gaps({ name: dataset })).toMatchObject([{ reason: 'invalid', detail: expect.stringMatching(new RegExp(`^${name}: `)) }])
    expect(manifest.tables.find(table => table.dataset === dataset)).toMatchObject({ rows: others, complete: false })
    // Whose keys to ask for is not known either, where a user is missing.
    expect(manifest.gaps.map(gap => gap.dataset).sort()).toEqual(dataset === 'iam-users' ? ['iam-users', 'ssh-public-keys'] : [dataset])
  })

  it('that is a string instead of a structure is a gap', async () => {
    aws.fault({ kind: 'wrong-type', member: 'RoleDetailList', item: true }, { operation: 'GetAccountAuthorizationDetails' })
    const { gaps } = await scan()
    expect(gaps({ name: 'iam-roles' })).toMatchObject([{ reason: 'invalid' }])
  })
})

describe('what a gap says', () => {
  it('names the permission to grant, unless an explicit deny makes granting useless', async () => {
    const heal = aws.fault({ kind: 'denied' }, { operation: 'ListSAMLProviders' })
    expect((await scan()).gaps({ name: 'saml-providers' })).toMatchObject([
      { reason: 'denied', permission: 'iam:ListSAMLProviders', detail: expect.stringContaining('no identity-based policy') },
    ])
    heal()
    aws.fault({ kind: 'denied', by: 'service control policy' }, { operation: 'ListSAMLProviders' })
    const [gap] = (await scan()).gaps({ name: 'saml-providers' })
    expect(gap?.detail).toMatch(/^iam:ListSAMLProviders is explicitly denied by a service control policy/)
    expect(gap).not.toHaveProperty('permission')
  })

  it('is about the one thing where the others could be read', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'DescribePolicy', from: 2, times: 1 })
    const { gaps, manifest } = await scan()
    expect(gaps({ name: 'organization-policies' })).toMatchObject([{ reason: 'denied', permission: 'organizations:DescribePolicy' }])
    expect(manifest.tables.find(table => table.dataset === 'organization-policies')?.rows).toBe(1)
  })

  it('is about the part that was denied, where Identity Center was not found elsewhere', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'ListInstances' })
    expect((await scan()).gaps({ name: 'identity-center-instances' })).toMatchObject([{ reason: 'denied', part: 'us-east-1', permission: 'sso:ListInstances' }])
  })
})

it.each([
  ['GetAccountAuthorizationDetails', 'IsTruncated', 'iam-users'],
  ['GetSAMLProvider', 'SAMLMetadataDocument', 'saml-providers'],
  ['GetOpenIDConnectProvider', 'Url', 'oidc-providers'],
])('%s with a broken %s leaves a gap', async (operation, member, dataset) => {
  aws.fault(member === 'IsTruncated' ? { kind: 'wrong-type', member } : { kind: 'missing-member', member }, { operation })
  expect((await scan()).gaps({ name: dataset }).map(gap => gap.reason)).toContain('invalid')
})

describe('every call refused', () => {
  it('leaves no complete table', async () => {
    aws.fault({ kind: 'denied' })
    const { manifest, unauthenticated } = await scan()
    expect(manifest.tables.filter(table => table.complete)).toEqual([])
    expect(manifest.scopes.map(scope => scope.id).sort()).toEqual(['aws-account/unidentified', 'aws-organization/unidentified'])
    expect(new Set(manifest.gaps.map(gap => gap.reason))).toEqual(new Set(['denied']))
    expect(unauthenticated).toEqual([])
  })

  it('but the one that names the account', async () => {
    for (const { operation } of CALLS) aws.fault({ kind: 'denied' }, { operation })
    const { manifest } = await scan()
    expect(manifest.tables.filter(table => table.complete).map(({ dataset }) => dataset)).toEqual(['aws-regions'])
    expect(manifest.scopes.map(scope => scope.id).sort()).toEqual([`aws-account/${ACCOUNT}`, 'aws-organization/unidentified'])
  })
})
