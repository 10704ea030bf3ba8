import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { awsSource } from '../../../src/collect/aws/source.ts'
import { AuthenticationError } from '../../../src/collect/collector.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { scanAws, virtualClock } from './scan-aws.ts'

const MANAGEMENT = '111111111111'
const MEMBER = '222222222222'

let aws: EmulatedAws

beforeAll(async () => {
  aws = await startAws({
    accounts: { [MANAGEMENT]: { users: [{ name: 'scanner', accessKeys: [{}] }] }, [MEMBER]: { delegatedAdministrator: true } },
    organization: { management: MANAGEMENT, members: [{ id: MEMBER, name: 'audit' }] },
  })
})
afterEach(() => aws.heal())
afterAll(() => aws.stop())

const scopesOf = async (options: Parameters<typeof awsSource>[0]) => {
  const source = awsSource({ endpoint: aws.endpoint, clock: virtualClock(), ...options })
  const found: { scope: string; parent: string | undefined; identity: string | undefined; entered: boolean; gaps: readonly string[] }[] = []
  for await (const { scope, identity, session, gaps = [] } of source.discover())
    found.push({ scope: scope.id, parent: scope.parent, identity, entered: session !== undefined, gaps: gaps.map(gap => gap.reason) })
  await source.close?.()
  return found
}

describe('discovery', () => {
  it('finds the organization, then the account in it', async () => {
    const identity = `arn:aws:sts::${MANAGEMENT}:assumed-role/PosternReadOnly/postern`
    const organization = `aws-organization/${aws.organizationId}`
    expect(await scopesOf({ credentials: aws.keys(MANAGEMENT) })).toEqual([
      { scope: organization, parent: undefined, identity, entered: true, gaps: [] },
      { scope: `aws-account/${MANAGEMENT}`, parent: organization, identity, entered: true, gaps: [] },
    ])
  })

  it('takes an organization that it may not see for there, not for absent', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'DescribeOrganization' })
    expect(await scopesOf({ credentials: aws.keys(MANAGEMENT) })).toMatchObject([
      { scope: 'aws-organization/unidentified', entered: false, gaps: ['denied'] },
      { scope: `aws-account/${MANAGEMENT}`, entered: true },
    ])
  })

  it('asks for the organization once, whoever needs it', async () => {
    aws.forget()
    await scanAws(aws, MANAGEMENT)
    expect(aws.requests.filter(request => request.operation === 'DescribeOrganization')).toHaveLength(1)
    expect(aws.requests.filter(request => request.operation === 'GetCallerIdentity')).toHaveLength(1)
  })

  it('reads the organization from the account of a delegated administrator', async () => {
    const { manifest } = await scanAws(aws, MEMBER)
    expect(manifest.gaps).toEqual([])
  })

  it.each([
    ['InvalidClientTokenId', 'The security token included in the request is invalid.'],
    ['ExpiredToken', 'The security token included in the request is expired'],
    ['SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.'],
  ])('says that nothing lets it in on %s', async (code, message) => {
    aws.fault({ kind: 'error', status: 403, code, message }, { operation: 'GetCallerIdentity' })
    await expect(scopesOf({ credentials: aws.keys(MANAGEMENT) })).rejects.toThrow(AuthenticationError)
  })

  it('says that nothing lets it in when there are no credentials at all', async () => {
    const outcome = await scopesOf({ profile: 'no-such-profile' }).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(AuthenticationError)
    expect(outcome).toMatchObject({ scope: { id: 'aws-account/unidentified' } })
  })
})

/** Another process, with the environment of one who scans. */
const scopesIn = async (environment: Record<string, string>, options: object): Promise<unknown> => {
  const program = `
    import { awsSource } from '${join(import.meta.dirname, '../../../src/collect/aws/source.ts')}'
    const scopes = []
    for await (const { scope, identity } of awsSource(${JSON.stringify(options)}).discover()) scopes.push([scope.id, identity])
    console.log(JSON.stringify(scopes))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => (out += chunk))
  child.stderr.on('data', chunk => (err += chunk))
  const code = await new Promise(resolve => child.once('close', resolve))
  if (code !== 0) throw new Error(err)
  return JSON.parse(out)
}

describe('credentials', () => {
  it('are those of the environment, at the endpoint that AWS_ENDPOINT_URL names', async () => {
    expect(await scopesIn(aws.environment(MEMBER), {})).toContainEqual([`aws-account/${MEMBER}`, `arn:aws:sts::${MEMBER}:assumed-role/PosternReadOnly/postern`])
  })

  it('are those of a profile, a role that it assumes included', async () => {
    const [[accessKeyId, key] = []] = aws.userKeys
    const folder = mkdtempSync(join(tmpdir(), 'postern-aws-'))
    const config = join(folder, 'config')
    writeFileSync(
      config,
      [
        '[profile base]',
        `aws_access_key_id = ${accessKeyId}`,
        `aws_secret_access_key = ${key?.secretAccessKey}`,
        'region = eu-west-1',
        '[profile audit]',
        'source_profile = base',
        `role_arn = arn:aws:iam::${MEMBER}:role/Auditor`,
        'role_session_name = audit',
        'region = eu-west-1',
      ].join('\n'),
    )
    const environment = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL: aws.endpoint }
    expect(await scopesIn(environment, { profile: 'base' })).toContainEqual([`aws-account/${MANAGEMENT}`, `arn:aws:iam::${MANAGEMENT}:user/scanner`])
    expect(await scopesIn(environment, { profile: 'audit' })).toContainEqual([`aws-account/${MEMBER}`, `arn:aws:sts::${MEMBER}:assumed-role/Auditor/audit`])
  })
})
