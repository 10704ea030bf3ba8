import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EntraAuth } from '../../../src/collect/entra/credential.ts'
import { entraSource } from '../../../src/collect/entra/discover.ts'
import { openSession } from '../../../src/collect/entra/session.ts'
import type { SessionOptions } from '../../../src/collect/entra/session-settings.ts'
import { claimsOf } from '../../../src/collect/entra/token-claims.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type ManagedIdentity, startManagedIdentity } from '../../clouds/entra/managed-identity.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import { testCertificate } from '../../clouds/tls/test-certificate.ts'
import { entryFor, quick } from './scan-tenant.ts'

const client = (last: number): string => `0c1ec7ed-5ca0-4e7e-8000-00000000000${last}`
const [certified, federated, system, assigned] = [client(2), client(3), client(4), client(5)]
const vouching = generateKeyPairSync('rsa', { modulusLength: 2048 })
const unknown = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = (key: KeyObject): string => String(key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }))
const subject = 'system:serviceaccount:security:postern'
const issuer = 'https://kubernetes.example'

const trusting = tenant({
  ...example,
  clients: [
    scanner,
    { clientId: certified, certificate: testCertificate.cert },
    { clientId: federated, federated: { issuer, subject, publicKey: pem(vouching.publicKey) } },
    { clientId: system },
    { clientId: assigned },
  ],
})

const federatedToken = (key: KeyObject, claims: object = {}): string => {
  const body = { iss: issuer, sub: subject, aud: 'api://AzureADTokenExchange', exp: Math.floor(Date.now() / 1000) + 600, ...claims }
  const text = [{ alg: 'RS256', typ: 'JWT' }, body].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

let entra: Entra
let machine: ManagedIdentity
let folder: string
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return name
}

beforeAll(async () => {
  entra = await startEntra({ tenants: [trusting] })
  machine = await startManagedIdentity(entra, { tenant: trusting.id, system, assigned: [assigned] })
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-credentials-'))
  for (const name of ['AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'AZURE_TENANT_ID', 'AZURE_FEDERATED_TOKEN_FILE', 'IDENTITY_ENDPOINT', 'IDENTITY_HEADER'])
    vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
  entra.clearLog()
  entra.clearFaults()
})
afterAll(() => Promise.all([entra.close(), machine.close()]))

/** Signs in and reads once, as the application or person whose name comes back. */
const signedIn = async (auth: EntraAuth, options: Partial<SessionOptions> = {}): Promise<string | undefined> => {
  const session = openSession(entryFor(entra.url, trusting.id, auth), quick({ folder, environment: name => process.env[name], ...options }))
  await session.get({ path: '/organization' })
  const { application, person } = claimsOf(await session.signIn())
  return person ?? application
}

describe('a certificate', () => {
  const good = `${testCertificate.key}${testCertificate.cert}`

  test('signs the assertion that the login service checks, from a path relative to the config or out of a variable', async () => {
    expect(await signedIn({ method: 'certificate', clientId: certified, certificate: file('scanner.pem', good) })).toBe(certified)
    const environment = (name: string) => (name === 'SCANNER_PEM' ? join(folder, 'scanner.pem') : undefined)
    expect(await signedIn({ method: 'certificate', clientId: certified, certificateEnv: 'SCANNER_PEM' }, { environment })).toBe(certified)
    expect(entra.log.filter(({ path }) => path.endsWith('/token')).map(({ status }) => status)).toEqual([200, 200])
  })

  test('whose key is another is refused by the login service', async () => {
    const certificate = file('other.pem', `${pem(unknown.privateKey)}${testCertificate.cert}`)
    await expect(signedIn({ method: 'certificate', clientId: certified, certificate })).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(/^AADSTS700027: /),
    })
  })

  test.each([
    ['a file that is not there', { certificate: 'nowhere.pem' }, /nowhere\.pem/],
    ['a variable that is not set', { certificateEnv: 'SCANNER_PEM' }, /SCANNER_PEM.*is not set/],
  ])('in %s is told, and nothing is asked', async (_name, where, says) => {
    await expect(signedIn({ method: 'certificate', clientId: certified, ...where })).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(says),
    })
    expect(entra.log).toEqual([])
  })

  test('file without a certificate in it is told', async () => {
    const certificate = file('key-only.pem', testCertificate.key)
    await expect(signedIn({ method: 'certificate', clientId: certified, certificate })).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringContaining('certificate'),
    })
  })
})

describe('a workload', () => {
  test('exchanges the token of its file, named by the config or by the environment', async () => {
    const tokenFile = file('token', federatedToken(vouching.privateKey))
    expect(await signedIn({ method: 'workload', clientId: federated, tokenFile })).toBe(federated)
    vi.stubEnv('AZURE_CLIENT_ID', federated)
    vi.stubEnv('AZURE_FEDERATED_TOKEN_FILE', join(folder, tokenFile))
    expect(await signedIn({ method: 'workload' })).toBe(federated)
  })

  test('is refused for another subject or a forged signature', async () => {
    const other = file('other', federatedToken(vouching.privateKey, { sub: 'system:serviceaccount:elsewhere:default' }))
    await expect(signedIn({ method: 'workload', clientId: federated, tokenFile: other })).rejects.toMatchObject({
      message: expect.stringMatching(/^AADSTS700213: /),
    })
    const forged = file('forged', federatedToken(unknown.privateKey))
    await expect(signedIn({ method: 'workload', clientId: federated, tokenFile: forged })).rejects.toMatchObject({
      message: expect.stringMatching(/^AADSTS50013: /),
    })
  })

  test('without a client id, a token file or what is in it is told', async () => {
    await expect(signedIn({ method: 'workload' })).rejects.toMatchObject({ reason: 'denied', message: expect.stringContaining('AZURE_CLIENT_ID') })
    await expect(signedIn({ method: 'workload', clientId: federated })).rejects.toMatchObject({
      message: expect.stringContaining('AZURE_FEDERATED_TOKEN_FILE'),
    })
    await expect(signedIn({ method: 'workload', clientId: federated, tokenFile: 'nowhere' })).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringContaining('nowhere'),
    })
  })
})

describe('a managed identity', () => {
  const onMachine = (): void => {
    for (const [name, value] of Object.entries(machine.environment)) vi.stubEnv(name, value)
  }

  test('comes from the identity endpoint of the machine: its own, or one that is assigned', async () => {
    onMachine()
    expect(await signedIn({ method: 'managed' })).toBe(system)
    expect(await signedIn({ method: 'managed', clientId: assigned })).toBe(assigned)
    expect(machine.log).toMatchObject([
      { status: 200, clientId: null, resource: entra.url },
      { status: 200, clientId: assigned },
    ])
    expect(entra.log.filter(({ path }) => path.includes('oauth2'))).toEqual([])
  })

  test('that the machine does not have is told in the words of the endpoint', async () => {
    onMachine()
    await expect(signedIn({ method: 'managed', clientId: client(9) })).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringContaining('No User Assigned or Delegated Managed Identity found'),
    })
  })

  test('on Kubernetes is the workload identity, exchanged at the configured login service', async () => {
    vi.stubEnv('AZURE_CLIENT_ID', federated)
    vi.stubEnv('AZURE_TENANT_ID', trusting.id)
    vi.stubEnv('AZURE_FEDERATED_TOKEN_FILE', join(folder, file('token', federatedToken(vouching.privateKey))))
    expect(await signedIn({ method: 'managed' })).toBe(federated)
  })
})

describe('the Azure CLI', () => {
  const person = { name: 'ada@contoso.onmicrosoft.com', scopes: ['Organization.Read.All'] }
  const az = (script: string): void => {
    writeFileSync(join(folder, 'az'), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, 'az'), 0o700)
    vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`)
  }
  const tokenOf = (lifetime = 3600): string => {
    const expiresOn = Math.floor(Date.now() / 1000) + lifetime
    file('answer.json', JSON.stringify({ accessToken: entra.token(trusting.id, { clientId: client(1), person }), expires_on: expiresOn, tokenType: 'Bearer' }))
    return `echo "$@" >> '${folder}/calls'; cat '${folder}/answer.json'`
  }

  test('gives the token of whoever is logged in, asked for this tenant and this Graph, once', async () => {
    az(tokenOf())
    expect(await signedIn({ method: 'cli' })).toBe(person.name)
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe(`account get-access-token --output json --resource ${entra.url} --tenant ${trusting.id}\n`)
  })

  test("makes the scan a person's, who is named and may read what the person may", async () => {
    az(tokenOf())
    const options = quick({ folder, environment: name => process.env[name] })
    for await (const { identity, session } of entraSource(entryFor(entra.url, trusting.id, { method: 'cli' }), options).discover()) {
      expect([identity, session?.mode()]).toEqual(['person ada@contoso.onmicrosoft.com', 'delegated'])
      await expect(session?.get({ path: '/users' })).rejects.toMatchObject({ reason: 'denied', permission: 'User.Read.All' })
    }
    expect.assertions(2)
  })

  test.each([
    ['is logged out', "echo 'ERROR: Please run az login to set up an account.' >&2; exit 1", /az login/],
    ['says something else', 'echo hello', /^what was to give a token gave something else$/],
    ['gives no token', `echo '{"expires_on":1800000000}'`, /^the credential gave no token$/],
    ['fails', "echo 'ERROR: AADSTS50076: Due to a configuration change you must use multi-factor authentication.' >&2; exit 1", /AADSTS50076/],
  ])('that %s is told, and not asked again', async (_name, script, says) => {
    az(`echo called >> '${folder}/calls'; ${script}`)
    await expect(signedIn({ method: 'cli' })).rejects.toMatchObject({ reason: 'denied', message: expect.stringMatching(says) })
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('called\n')
  })

  test('that is not installed is told', async () => {
    vi.stubEnv('PATH', folder)
    await expect(signedIn({ method: 'cli' })).rejects.toMatchObject({ reason: 'denied', message: expect.stringMatching(/could not be found|not installed/i) })
  })

  test('that hangs is ended in time, or with the scan', async () => {
    az('exec sleep 60')
    await expect(signedIn({ method: 'cli' }, { timeout: 50 })).rejects.toMatchObject({ reason: 'denied' })
    const scan = new AbortController()
    const waiting = signedIn({ method: 'cli' }, { signal: scan.signal, timeout: 2_000 })
    scan.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('the default chain', () => {
  test('takes what the environment offers first', async () => {
    vi.stubEnv('AZURE_TENANT_ID', trusting.id)
    vi.stubEnv('AZURE_CLIENT_ID', scanner.clientId)
    vi.stubEnv('AZURE_CLIENT_SECRET', scanner.secret)
    expect(await signedIn({ method: 'default' })).toBe(scanner.clientId)
  })

  test('tells a wrong secret instead of trying on', async () => {
    vi.stubEnv('AZURE_TENANT_ID', trusting.id)
    vi.stubEnv('AZURE_CLIENT_ID', scanner.clientId)
    vi.stubEnv('AZURE_CLIENT_SECRET', 'wrong')
    await expect(signedIn({ method: 'default' })).rejects.toMatchObject({ reason: 'denied', message: expect.stringMatching(/^AADSTS7000215: /) })
  })

  test('calls it a failure, not a refusal, that the login service could not be reached', async () => {
    vi.stubEnv('AZURE_TENANT_ID', trusting.id)
    vi.stubEnv('AZURE_CLIENT_ID', scanner.clientId)
    vi.stubEnv('AZURE_CLIENT_SECRET', scanner.secret)
    vi.stubEnv('PATH', folder)
    const cause = Object.assign(new Error('getaddrinfo ENOTFOUND login.test'), { code: 'ENOTFOUND', hostname: 'login.test' })
    const broken: typeof fetch = () => Promise.reject(new TypeError('fetch failed', { cause }))
    await expect(signedIn({ method: 'default' }, { fetch: broken })).rejects.toMatchObject({
      reason: 'failed',
      message: expect.stringMatching(/^could not reach .*ENOTFOUND/),
    })
  })

  test('without anything to use says what was tried', async () => {
    vi.stubEnv('PATH', folder)
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'dev')
    await expect(signedIn({ method: 'default' })).rejects.toMatchObject({
      reason: 'denied',
      message: expect.stringMatching(/^no credential of the default chain can be used: .*Azure CLI/),
    })
    expect(entra.log).toEqual([])
  })
})
