import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { alternateContacts, delegationRequests, outboundFederations, serverCertificates, userMfaDevices } from '../../../src/datasets/aws/account-upkeep.ts'
import { buildProjects, instanceMetadataDefaults } from '../../../src/datasets/aws/compute.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { roleSessions } from '../../../src/datasets/aws/role-sessions.ts'
import type { Fault } from '../../clouds/aws/faults.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { scanAws } from './scan-aws.ts'

const ACCOUNT = '111111111111'
const SCOPE = `aws-account/${ACCOUNT}`
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] }
const PASSWORD = { changed: '2026-01-01T00:00:00Z' }
const REGIONS = ['us-east-1', 'eu-west-1']

let aws: EmulatedAws
beforeAll(async () => {
  aws = await startAws({
    accounts: {
      [ACCOUNT]: {
        roles: [{ name: 'worker', trust: TRUST }],
        users: [
          { name: 'virtual', password: PASSWORD, mfa: { enabled: '2026-01-01T00:00:00Z' } },
          { name: 'none', password: PASSWORD },
          { name: 'keys', password: PASSWORD },
          { name: 'token', password: PASSWORD },
          { name: 'program' },
        ],
        upkeep: {
          hasSecurityContact: true,
          serverCertificates: [{ name: 'web', expires: '2027-01-01T00:00:00Z' }],
          outboundIssuer: 'https://11111111-2222-4333-8444-555555555555.tokens.sts.global.api.aws',
          delegationRequests: [
            {
              DelegationRequestId: 'dr-1',
              State: 'PENDING_APPROVAL',
              RequestorName: 'A product',
              Notes: 'not kept',
              CreateDate: new Date('2026-10-01T00:00:00Z'),
            },
          ],
          instanceMetadata: { 'eu-west-1': { HttpTokens: 'required', ManagedBy: 'account', HttpTokensEnforced: 'disabled' } },
          buildProjects: [
            {
              region: 'eu-west-1',
              name: 'app',
              project: {
                webhook: {
                  url: 'https://api.github.com/hook',
                  secret: 'hidden',
                  filterGroups: [
                    [
                      { type: 'EVENT', pattern: 'PULL_REQUEST_CREATED' },
                      { type: 'ACTOR_ACCOUNT_ID', pattern: '123', excludeMatchedPattern: false },
                    ],
                  ],
                  pullRequestBuildPolicy: { requiresCommentApproval: 'DISABLED', approverRoles: ['GITHUB_WRITE'] },
                },
              },
            },
            { region: 'eu-west-1', name: 'plain' },
          ],
        },
      },
    },
  })
})
afterEach(() => {
  aws.heal()
  aws.forget()
})
afterAll(() => aws.stop())

const scan = () => scanAws(aws, ACCOUNT, { regions: REGIONS, limits: { attempts: 1, pages: 20, requestTimeout: 5_000 } })
const asked = (operation: string) => aws.requests.filter(request => request.operation === operation).length

describe('what an account says of itself', () => {
  it('is read, and nothing of people, secrets or environments with it', async () => {
    const { rows, gaps } = await scan()
    expect(rows(alternateContacts)).toEqual([{ id: ACCOUNT, scope: SCOPE, name: expect.any(String), hasSecurityContact: true }])
    expect(rows(serverCertificates)).toMatchObject([{ name: 'web', expiresAt: '2027-01-01T00:00:00.000Z' }])
    expect(rows(outboundFederations)).toMatchObject([{ isEnabled: true, issuer: 'https://11111111-2222-4333-8444-555555555555.tokens.sts.global.api.aws' }])
    expect(rows(delegationRequests)).toEqual([
      { id: 'dr-1', scope: SCOPE, name: 'dr-1', state: 'PENDING_APPROVAL', requestor: 'A product', createdAt: '2026-10-01T00:00:00.000Z' },
    ])
    expect(rows(instanceMetadataDefaults)).toEqual([
      { id: 'us-east-1', scope: SCOPE, name: 'us-east-1', part: 'us-east-1' },
      { id: 'eu-west-1', scope: SCOPE, name: 'eu-west-1', part: 'eu-west-1', httpTokens: 'required', enforced: 'disabled', managedBy: 'account' },
    ])
    const of = { scope: SCOPE, part: 'eu-west-1', serviceRole: `arn:aws:iam::${ACCOUNT}:role/build`, sourceType: 'GITHUB' }
    const arn = (name: string) => `arn:aws:codebuild:eu-west-1:${ACCOUNT}:project/${name}`
    expect(rows(buildProjects)).toEqual([
      {
        ...of,
        id: arn('app'),
        name: 'app',
        webhook: {
          filterGroups: [
            [
              { type: 'EVENT', pattern: 'PULL_REQUEST_CREATED', isExclusion: false },
              { type: 'ACTOR_ACCOUNT_ID', pattern: '123', isExclusion: false },
            ],
          ],
          approval: 'DISABLED',
          approverRoles: ['GITHUB_WRITE'],
        },
      },
      { ...of, id: arn('plain'), name: 'plain' },
    ])
    const [worker] = rows(iamRoles)
    expect(rows(roleSessions)).toEqual([{ id: worker?.id, scope: SCOPE, name: 'worker', longestSession: 3600 }])
    expect([alternateContacts, serverCertificates, instanceMetadataDefaults, buildProjects, roleSessions, userMfaDevices].flatMap(gaps)).toEqual([])
  })

  it('is "no" where AWS answers that there is none', async () => {
    const settings = aws.settings(ACCOUNT)
    const { upkeep } = settings
    settings.upkeep = {}
    const { rows, gaps } = await scan()
    settings.upkeep = upkeep
    expect(rows(alternateContacts)).toMatchObject([{ hasSecurityContact: false }])
    expect(rows(outboundFederations)).toEqual([{ id: ACCOUNT, scope: SCOPE, name: expect.any(String), isEnabled: false }])
    expect([rows(serverCertificates), rows(delegationRequests), rows(buildProjects)].flat()).toEqual([])
    expect([serverCertificates, delegationRequests, buildProjects, alternateContacts, outboundFederations].flatMap(gaps)).toEqual([])
    expect(asked('BatchGetProjects')).toBe(0)
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
const DATASETS = [
  ['GetAlternateContact', alternateContacts],
  ['ListServerCertificates', serverCertificates],
  ['GetOutboundWebIdentityFederationInfo', outboundFederations],
  ['ListDelegationRequests', delegationRequests],
  ['ListRoles', roleSessions],
  ['GetInstanceMetadataDefaults', instanceMetadataDefaults],
  ['ListProjects', buildProjects],
  ['BatchGetProjects', buildProjects],
] as const

describe.each(DATASETS)('%s', (operation, dataset) => {
  it.each(FAULTS)('%s leaves a gap, and no row that says less', async (_, fault, reason) => {
    aws.fault(fault, { operation })
    const { rows, gaps } = await scan()
    expect(rows(dataset as typeof buildProjects)).toEqual([])
    expect(new Set(gaps(dataset).map(gap => gap.reason))).toEqual(new Set([reason]))
  })
})

it.each([
  ['ListServerCertificates', 'ServerCertificateMetadataList', serverCertificates],
  ['ListDelegationRequests', 'DelegationRequests', delegationRequests],
  ['ListRoles', 'Roles', roleSessions],
  ['GetInstanceMetadataDefaults', 'accountLevel', instanceMetadataDefaults],
  ['ListProjects', 'projects', buildProjects],
  ['BatchGetProjects', 'projects', buildProjects],
  ['GetAlternateContact', 'AlternateContact', alternateContacts],
  ['GetOutboundWebIdentityFederationInfo', 'JwtVendingEnabled', outboundFederations],
] as const)('%s without %s is invalid', async (operation, member, dataset) => {
  aws.fault({ kind: 'missing-member', member }, { operation })
  expect(new Set((await scan()).gaps(dataset).map(({ reason }) => reason))).toEqual(new Set(['invalid']))
})

it('a Region that cannot be asked is a gap of its own, beside what the others say', async () => {
  aws.fault({ kind: 'denied' }, { operation: 'ListProjects', times: 1 })
  const { gaps, rows } = await scan()
  expect(gaps(buildProjects)).toHaveLength(1)
  expect(gaps(buildProjects)[0]).toMatchObject({
    reason: 'denied',
    permission: 'codebuild:ListProjects',
    part: expect.stringMatching(/^(?:us-east-1|eu-west-1)$/),
  })
  expect([0, 2]).toContain(rows(buildProjects).length)
})

describe('the MFA devices of people', () => {
  const KEY = `arn:aws:iam::${ACCOUNT}:u2f/user/keys/passkey-0123456789`
  const scanPeople = () => {
    const settings = aws.settings(ACCOUNT)
    settings.upkeep = {
      mfaDevices: [
        { user: 'keys', serial: KEY },
        { user: 'token', serial: 'GAHT12345678' },
      ],
    }
    return scan()
  }

  it('are asked for only of those with a password, MFA and no virtual device', async () => {
    const { rows, gaps } = await scanPeople()
    expect(rows(userMfaDevices)).toEqual([
      { id: `keys#${KEY}`, scope: SCOPE, name: `keys: ${KEY}`, userName: 'keys', kind: 'fido' },
      { id: 'token#GAHT12345678', scope: SCOPE, name: 'token: GAHT12345678', userName: 'token', kind: 'one-time-password' },
    ])
    expect(gaps(userMfaDevices)).toEqual([])
    expect(asked('ListMFADevices')).toBe(2)
  })

  it.each(FAULTS)('%s leaves a gap', async (_, fault, reason) => {
    aws.fault(fault, { operation: 'ListMFADevices' })
    const { rows, gaps } = await scanPeople()
    expect(rows(userMfaDevices)).toEqual([])
    expect(new Set(gaps(userMfaDevices).map(gap => gap.reason))).toEqual(new Set([reason]))
  })

  it.each(['GetCredentialReport', 'ListVirtualMFADevices'])('are not asked for when %s did not say of whom', async operation => {
    aws.fault({ kind: 'denied' }, { operation })
    const { gaps } = await scanPeople()
    expect(gaps(userMfaDevices).map(({ reason }) => reason)).toEqual(['not-collected'])
    expect(asked('ListMFADevices')).toBe(0)
  })

  it('of a user who is gone meanwhile are none', async () => {
    aws.fault(
      { kind: 'error', status: 404, code: 'NoSuchEntity', message: 'The user cannot be found.' },
      { operation: 'ListMFADevices', mentions: 'UserName=keys' },
    )
    const { rows, gaps } = await scanPeople()
    expect([rows(userMfaDevices).length, gaps(userMfaDevices)]).toEqual([1, []])
  })
})
