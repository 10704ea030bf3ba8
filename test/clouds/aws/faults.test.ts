import { GetAccountSummaryCommand, IAMClient, ListSAMLProvidersCommand, ListUsersCommand, ListVirtualMFADevicesCommand } from '@aws-sdk/client-iam'
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type AwsKeys, type EmulatedAws, startAws } from './start-aws.ts'

const MANAGEMENT = '111111111111'
const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] }
const READ_USERS = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['iam:ListUsers', 'iam:GetAccountSummary'], Resource: '*' }] }

let aws: EmulatedAws

const config = (credentials: AwsKeys, endpoint = aws.endpoint) => ({ region: 'us-east-1', endpoint, credentials, maxAttempts: 1 })
const iam = () => new IAMClient(config(aws.keys(MANAGEMENT)))
const organizations = () => new OrganizationsClient(config(aws.keys(MANAGEMENT)))

beforeAll(async () => {
  aws = await startAws({ accounts: { [MANAGEMENT]: { users: [{ name: 'one' }] } }, organization: { management: MANAGEMENT } })
})

afterEach(() => aws.heal())
afterAll(() => aws.stop())

describe('faults', () => {
  it('says denied, throttled and failed in the words of both protocols', async () => {
    const heal = aws.fault({ kind: 'denied', by: 'service control policy' })
    await expect(iam().send(new ListSAMLProvidersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('explicit deny in a service control policy'),
      $metadata: { httpStatusCode: 403 },
    })
    await expect(organizations().send(new ListAccountsCommand({}))).rejects.toMatchObject({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } })
    heal()
    aws.fault({ kind: 'throttled' }, { service: 'iam' })
    aws.fault({ kind: 'server-error' }, { service: 'organizations' })
    await expect(iam().send(new ListSAMLProvidersCommand({}))).rejects.toMatchObject({ name: 'Throttling' })
    await expect(organizations().send(new ListAccountsCommand({}))).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } })
  })

  it('strikes the requests that a rule names and no others', async () => {
    aws.fault({ kind: 'server-error' }, { operation: 'ListUsers', from: 2, times: 1 })
    const outcomes: string[] = []
    for (let n = 0; n < 3; n += 1)
      outcomes.push(
        await iam()
          .send(new ListUsersCommand({}))
          .then(
            () => 'answered',
            () => 'failed',
          ),
      )
    expect(outcomes).toEqual(['answered', 'failed', 'answered'])
    await expect(iam().send(new GetAccountSummaryCommand({}))).resolves.toBeDefined()
  })

  it('breaks bodies off and loses them', async () => {
    aws.fault({ kind: 'cut' }, { operation: 'ListUsers' })
    aws.fault({ kind: 'empty' }, { operation: 'ListAccounts' })
    aws.fault({ kind: 'html' }, { operation: 'ListVirtualMFADevices' })
    await expect(iam().send(new ListUsersCommand({}))).rejects.toThrow()
    await expect(iam().send(new ListVirtualMFADevicesCommand({}))).rejects.toThrow()
    const empty = await organizations().send(new ListAccountsCommand({}))
    expect(empty.Accounts).toBeUndefined()
  })

  it('hangs until the caller gives up', async () => {
    aws.fault({ kind: 'hang' })
    aws.forget()
    await expect(iam().send(new ListUsersCommand({}), { abortSignal: AbortSignal.timeout(100) })).rejects.toMatchObject({ name: 'AbortError' })
    expect(aws.requests).toMatchObject([{ operation: 'ListUsers', status: 0 }])
  })

  it('drops and mistypes members, and turns pages for ever', async () => {
    aws.fault({ kind: 'missing-member', member: 'Users' }, { operation: 'ListUsers' })
    expect((await iam().send(new ListUsersCommand({}))).Users).toBeUndefined()
    aws.heal()
    aws.fault({ kind: 'wrong-type', member: 'Accounts' }, { operation: 'ListAccounts' })
    const mistyped: { Accounts?: unknown } = await organizations()
      .send(new ListAccountsCommand({}))
      .catch(() => ({ Accounts: 'refused by the SDK' }))
    expect(Array.isArray(mistyped.Accounts)).toBe(false)
    aws.heal()
    aws.fault({ kind: 'endless-pages' })
    const markers = [await iam().send(new ListUsersCommand({})), await iam().send(new ListUsersCommand({}))].map(page => [page.IsTruncated, page.Marker])
    expect(markers).toEqual([
      [true, 'page-1'],
      [true, 'page-2'],
    ])
    expect((await organizations().send(new ListAccountsCommand({}))).NextToken).toBe('page-3')
  })
})

describe('permissions', () => {
  it('are enforced, and signatures checked, when asked for', async () => {
    const strict = await startAws({
      enforcePermissions: true,
      accounts: { [MANAGEMENT]: { scannerRole: 'Reader', roles: [{ name: 'Reader', trust: TRUST, inline: { read: READ_USERS } }] } },
    })
    const keys = strict.keys(MANAGEMENT)
    const client = new IAMClient(config(keys, strict.endpoint))
    const forged = new IAMClient(config({ ...keys, secretAccessKey: 'wrong' }, strict.endpoint))
    const outcomes = [
      await client.send(new ListUsersCommand({})).then(() => 'allowed'),
      await client.send(new ListSAMLProvidersCommand({})).catch((error: Error) => error.name),
      await forged.send(new ListUsersCommand({})).catch((error: Error) => error.name),
    ]
    await strict.stop()
    expect(outcomes).toEqual(['allowed', 'AccessDenied', 'SignatureDoesNotMatch'])
  })
})
