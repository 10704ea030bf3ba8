import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations'
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/dataset.ts'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamGroups, iamPolicies, iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { type Scan, scanAws } from '../../collect/aws/scan-aws.ts'
import { startAws } from '../aws/start-aws.ts'
import { accessKeyOf, accountNumber, accountOf, type LoadOptions } from './load-world.ts'
import { type LoadAws, startLoadAws } from './start-load-aws.ts'

const options: LoadOptions = { size: { users: 40, roles: 120, policies: 30, groups: 4 }, now: '2026-11-01T00:00:00Z' }
const account = accountNumber(0)
const running: { stop(): Promise<void> }[] = []
afterAll(async () => {
  for (const one of running) await one.stop()
})

const start = async (more: Partial<LoadOptions> = {}): Promise<LoadAws> => {
  const aws = await startLoadAws({ ...options, ...more })
  running.push(aws)
  return aws
}

const keysOf = (of: string) => ({ accessKeyId: accessKeyOf(of), secretAccessKey: 'load', sessionToken: 'load' })

const scan = (aws: LoadAws): Promise<Scan> => scanAws({ endpoint: aws.endpoint, keys: keysOf }, account)

const tablesOf = (scanned: Scan): readonly (readonly Row[])[] => [
  scanned.rows(iamUsers),
  scanned.rows(iamGroups),
  scanned.rows(iamRoles),
  scanned.rows(iamPolicies),
  scanned.rows(credentialReport),
]
const sizesOf = (scanned: Scan) => tablesOf(scanned).map(rows => rows.length)

describe('a scan of one generated account', () => {
  it('finds everything, leaves no gap and asks nothing that the fake does not know', async () => {
    const aws = await start()
    const scanned = await scan(aws)
    expect(scanned.manifest.gaps).toEqual([])
    expect(sizesOf(scanned)).toEqual([40, 4, 120, 30, 41])
    expect((await aws.tally()).filter(({ answered }) => !answered)).toEqual([])
  })

  it('brings the rows that the emulator gives of the same account, ids and the emulator’s own dates aside', async () => {
    const emulator = await startAws({ accounts: { [account]: accountOf(options, 0).seed } })
    running.push(emulator)
    const [fake, emulated] = [await scan(await start()), await scanAws(emulator, account)]
    const plain = (scanned: Scan) => tablesOf(scanned).map(rows => rows.map(({ id: _, ...row }) => row).sort((a, b) => (a.name < b.name ? -1 : 1)))
    expect(plain(fake)).toEqual(plain(emulated))
  })

  it('goes through pages no longer than the fake allows, to the same rows', async () => {
    const aws = await start({ largestPage: 50 })
    const scanned = await scan(aws)
    expect(sizesOf(scanned)).toEqual([40, 4, 120, 30, 41])
    const pages = (await aws.tally()).find(({ operation }) => operation === 'GetAccountAuthorizationDetails')
    expect(pages?.requests).toBe(4)
  })
})

describe('an organization', () => {
  it('lists its accounts in pages and lets the scanner into every member', async () => {
    const aws = await start({ members: 45 })
    const client = { endpoint: aws.endpoint, region: 'us-east-1', credentials: keysOf(account) }
    const organizations = new OrganizationsClient(client)
    const first = await organizations.send(new ListAccountsCommand({}))
    expect(first.Accounts).toHaveLength(20)
    expect(first.NextToken).toBeDefined()
    const member = accountNumber(45)
    const { Credentials: keys } = await new STSClient(client).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${member}:role/PosternReadOnly`, RoleSessionName: 'postern' }),
    )
    const inside = new STSClient({ ...client, credentials: { accessKeyId: keys?.AccessKeyId ?? '', secretAccessKey: keys?.SecretAccessKey ?? '' } })
    expect(await inside.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: member })
  })

  it('refuses to let anyone into an account that is not in it', async () => {
    const aws = await start({ members: 2 })
    const sts = new STSClient({ endpoint: aws.endpoint, region: 'us-east-1', credentials: keysOf(account) })
    const foreign = new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::999999999999:role/PosternReadOnly', RoleSessionName: 'postern' })
    await expect(sts.send(foreign)).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
