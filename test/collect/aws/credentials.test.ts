import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readOnlyPolicy } from '../../../src/collect/aws/session-policy.ts'
import { PORTAL_TOKEN } from '../../clouds/aws/complement.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'

const MANAGEMENT = '111111111111'
const AUDIT = '222222222222'
const SHOP = '333333333333'

const folder = mkdtempSync(join(tmpdir(), 'postern-aws-'))
let aws: EmulatedAws

beforeAll(async () => {
  aws = await startAws({
    accounts: {
      [MANAGEMENT]: { users: [{ name: 'scanner', accessKeys: [{}] }] },
      [AUDIT]: { delegatedAdministrator: true, entry: { role: 'Auditor', externalId: 'ticket-7' } },
      [SHOP]: {},
    },
    organization: {
      management: MANAGEMENT,
      members: [
        { id: AUDIT, name: 'audit' },
        { id: SHOP, name: 'shop' },
      ],
    },
  })
})
beforeEach(() => {
  aws.heal()
  aws.forget()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await aws.stop()
})

const fileOf = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

/** The scopes found in another process, with the environment of one who scans and nothing else of this machine's. */
const scopesIn = async (environment: Record<string, string>, options: object = {}): Promise<unknown> => {
  const program = `
    import { awsSource } from '${join(import.meta.dirname, '../../../src/collect/aws/source.ts')}'
    const scopes = []
    for await (const { scope, identity } of awsSource(${JSON.stringify(options)}).discover()) scopes.push([scope.id, identity])
    console.log(JSON.stringify(scopes))`
  const env = { HOME: folder, AWS_EC2_METADATA_DISABLED: 'true', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', ...environment }
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  const code = await new Promise(resolve => child.once('close', resolve))
  if (code !== 0) throw new Error(err)
  return JSON.parse(out)
}

const account = (id: string, role: string, session = 'postern') => [`aws-account/${id}`, `arn:aws:sts::${id}:assumed-role/${role}/${session}`]
const entries = () => aws.requests.filter(({ operation }) => operation.startsWith('AssumeRole'))

describe('credentials are those', () => {
  it('of the environment, at the endpoint that AWS_ENDPOINT_URL names', async () => {
    expect(await scopesIn(aws.environment(AUDIT))).toContainEqual(account(AUDIT, 'PosternReadOnly'))
  })

  const profiles = (): Record<string, string> => {
    const [[accessKeyId, key] = []] = aws.userKeys
    const text = [
      '[profile base]',
      `aws_access_key_id = ${accessKeyId}`,
      `aws_secret_access_key = ${key?.secretAccessKey}`,
      'region = eu-west-1',
      '[profile audit]',
      'source_profile = base',
      `role_arn = arn:aws:iam::${AUDIT}:role/Auditor`,
      'external_id = ticket-7',
      'role_session_name = audit',
      'region = eu-west-1',
      '[profile stranger]',
      'source_profile = base',
      `role_arn = arn:aws:iam::${AUDIT}:role/Auditor`,
      'external_id = ticket-8',
      '[profile chained]',
      'source_profile = audit',
      `role_arn = arn:aws:iam::${SHOP}:role/Second`,
      '[profile pipeline]',
      `web_identity_token_file = ${fileOf('token', 'eyJ.of.somebody')}`,
      `role_arn = arn:aws:iam::${SHOP}:role/Pipeline`,
    ]
    return { AWS_CONFIG_FILE: fileOf('config', text.join('\n')), AWS_ENDPOINT_URL: aws.endpoint }
  }

  it('of a profile', async () => {
    expect(await scopesIn(profiles(), { profile: 'base' })).toContainEqual([`aws-account/${MANAGEMENT}`, `arn:aws:iam::${MANAGEMENT}:user/scanner`])
  })

  it('of the role that a profile assumes with an external id, for reading and for entering others only', async () => {
    expect(await scopesIn(profiles(), { profile: 'audit' })).toContainEqual(account(AUDIT, 'Auditor', 'audit'))
    expect(entries().map(({ account, parameter }) => [account, parameter('ExternalId'), parameter('Policy')])).toEqual([
      [MANAGEMENT, 'ticket-7', readOnlyPolicy(true).Policy],
    ])
  })

  it('of no role whose external id is another', async () => {
    await expect(scopesIn(profiles(), { profile: 'stranger' })).rejects.toThrow(/Auditor cannot be assumed: .*not authorized to perform: sts:AssumeRole/)
  })

  it('of a role that is assumed from a role', async () => {
    expect(await scopesIn(profiles(), { profile: 'chained' })).toContainEqual(account(SHOP, 'Second'))
    expect(entries().map(({ account }) => account)).toEqual([MANAGEMENT, AUDIT])
  })

  it('of a role that is assumed again when AWS says that its session has ended', async () => {
    aws.fault(
      { kind: 'error', status: 403, code: 'ExpiredToken', message: 'The security token included in the request is expired' },
      { operation: 'GetCallerIdentity', times: 1 },
    )
    expect(await scopesIn(profiles(), { profile: 'audit' })).toContainEqual(account(AUDIT, 'Auditor', 'audit'))
    expect(entries()).toHaveLength(2)
  })

  it('of a web identity, by environment', async () => {
    const environment = {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_WEB_IDENTITY_TOKEN_FILE: fileOf('token', 'eyJ.of.somebody'),
      AWS_ROLE_ARN: `arn:aws:iam::${SHOP}:role/Pipeline`,
      AWS_ROLE_SESSION_NAME: 'run-42',
    }
    expect(await scopesIn(environment)).toContainEqual(account(SHOP, 'Pipeline', 'run-42'))
    expect(entries().map(({ operation, parameter }) => [operation, parameter('WebIdentityToken'), parameter('Policy')])).toEqual([
      ['AssumeRoleWithWebIdentity', 'eyJ.of.somebody', readOnlyPolicy(true).Policy],
    ])
  })

  it('of a web identity, by profile', async () => {
    expect(await scopesIn(profiles(), { profile: 'pipeline' })).toContainEqual(account(SHOP, 'Pipeline'))
  })

  it('of a person who signed in to IAM Identity Center', async () => {
    const start = 'https://contoso.awsapps.com/start'
    const config = fileOf(
      'sso-config',
      [
        '[profile person]',
        `sso_start_url = ${start}`,
        'sso_region = eu-west-1',
        `sso_account_id = ${AUDIT}`,
        'sso_role_name = Auditor',
        'region = eu-west-1',
      ].join('\n'),
    )
    const signedIn = (accessToken: string, expiresAt: string): void => {
      mkdirSync(join(folder, '.aws', 'sso', 'cache'), { recursive: true })
      const name = `${createHash('sha1').update(start).digest('hex')}.json`
      writeFileSync(join(folder, '.aws', 'sso', 'cache', name), JSON.stringify({ startUrl: start, region: 'eu-west-1', accessToken, expiresAt }))
    }
    const scopes = () => scopesIn({ AWS_CONFIG_FILE: config, AWS_ENDPOINT_URL: aws.endpoint }, { profile: 'person' })
    signedIn(PORTAL_TOKEN, '2999-01-01T00:00:00Z')
    expect(await scopes()).toContainEqual(account(AUDIT, 'PosternReadOnly'))
    signedIn('another token', '2999-01-01T00:00:00Z')
    await expect(scopes()).rejects.toThrow(/AuthenticationError/)
    signedIn(PORTAL_TOKEN, '2020-01-01T00:00:00Z')
    await expect(scopes()).rejects.toThrow(/expired.*aws sso login/)
    signedIn(PORTAL_TOKEN, '2999-01-01T00:00:00Z')
    const away = scopesIn({ AWS_CONFIG_FILE: config, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }, { profile: 'person' })
    await expect(away).rejects.toThrow(/AuthenticationError: could not reach 127\.0\.0\.1:1[\s\S]*reason: 'failed'/)
  })

  it('from which the rest of the organization is entered', async () => {
    const found = await scopesIn(profiles(), { profile: 'audit', organization: { role: 'Any' } })
    expect(found).toContainEqual(account(AUDIT, 'Auditor', 'audit'))
    expect(found).toContainEqual(account(SHOP, 'Any'))
    expect(found).toContainEqual(account(MANAGEMENT, 'Any'))
  })
})

describe('signing in', () => {
  it('ends in time where the identity provider never answers', async () => {
    aws.fault({ kind: 'hang' }, { operation: 'AssumeRoleWithWebIdentity' })
    const environment = {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_WEB_IDENTITY_TOKEN_FILE: fileOf('token', 'eyJ.of.somebody'),
      AWS_ROLE_ARN: `arn:aws:iam::${SHOP}:role/Pipeline`,
    }
    await expect(scopesIn(environment, { limits: { requestTimeout: 300, attempts: 2, backoff: 1 } })).rejects.toThrow(/Pipeline cannot be assumed/)
    expect(entries()).toHaveLength(2)
  })

  it('follows throttling as every call does', async () => {
    aws.fault({ kind: 'throttled' }, { operation: 'AssumeRoleWithWebIdentity', times: 2 })
    const environment = {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_WEB_IDENTITY_TOKEN_FILE: fileOf('token', 'eyJ.of.somebody'),
      AWS_ROLE_ARN: `arn:aws:iam::${SHOP}:role/Pipeline`,
    }
    expect(await scopesIn(environment, { limits: { backoff: 1 } })).toContainEqual(account(SHOP, 'Pipeline'))
    expect(entries()).toHaveLength(3)
  })
})
