import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awsCollectors } from '../../../src/collect/aws/collectors.ts'
import { ALLOWED_COMMANDS } from '../../../src/collect/aws/guard.ts'
import { keepKeys } from '../../../src/collect/aws/keys.ts'
import { type ClientConfig, openWire, type SdkClient } from '../../../src/collect/aws/session.ts'
import { openTransport } from '../../../src/collect/aws/transport.ts'
import { virtualClock } from './scan-aws.ts'

type Client = SdkClient & { send(command: object): Promise<unknown> }
type ClientClass = new (config: ClientConfig) => Client

const { devDependencies }: { readonly devDependencies: object } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'))
const names = Object.keys(devDependencies).filter(name => name.startsWith('@aws-sdk/client-'))

/** Every client package of the SDK that may be in the bundle. */
const PACKAGES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = Object.fromEntries(
  await Promise.all(names.map(async name => [name, { ...(await import(name)) }] as const)),
)

/** What some services have in the path, without which the SDK makes no request. */
const IN_PATHS = { Bucket: 'bucket', DetectorId: 'detector', apiId: 'api', appId: 'app' }

const isClass = (value: unknown): value is new (input: object) => object => typeof value === 'function' && value.prototype !== undefined

const clientOf = (members: Readonly<Record<string, unknown>>): ClientClass => {
  const [, found] = Object.entries(members).find(([name, value]) => /^(?!__)\w+Client$/.test(name) && isClass(value)) ?? []
  if (!isClass(found)) throw new Error('the package exports no client')
  // Every client class of the SDK is made from such a configuration.
  return found as unknown as ClientClass
}

const commandsOf = (members: Readonly<Record<string, unknown>>) =>
  Object.entries(members).flatMap(([name, value]) => (name.endsWith('Command') && name !== '$Command' && isClass(value) ? [{ name, Command: value }] : []))

const server = createServer((_request, response) => {
  arrived += 1
  response.writeHead(403).end('{}')
})
let arrived = 0
let endpoint = ''

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const wire = () =>
  openWire({
    clock: virtualClock(),
    keys: keepKeys(async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }), virtualClock()),
    transport: openTransport({ clock: virtualClock(), requestTimeout: 2_000, deadline: undefined, signal: undefined }),
    endpoint,
    profile: undefined,
    region: 'us-east-1',
    deadline: undefined,
    signal: undefined,
    pages: 10,
    attempts: 1,
    backoff: 1,
    longestWait: 1,
  })

/** Of a service that has no client. */
const anywhere = { client: 'RolesAnywhereClient', service: 'rolesanywhere', region: 'us-east-1', path: '/profiles', query: {} }

describe('the read-only guard', () => {
  it.each(Object.keys(PACKAGES))('refuses every command of %s that is not on the list, before the wire', async name => {
    const members = PACKAGES[name] ?? {}
    const Client = clientOf(members)
    const client = wire().client(Client)
    const commands = commandsOf(members)
    const before = arrived
    const refused: string[] = []
    for (const { name: command, Command } of commands) {
      if (ALLOWED_COMMANDS.has(`${Client.name}.${command}`)) continue
      await expect(client.send(new Command({}))).rejects.toThrow(`${Client.name}.${command} is not on the read-only allow-list`)
      refused.push(command)
    }
    expect(arrived).toBe(before)
    expect(refused.length).toBeGreaterThan(7)
    expect(refused.length).toBe(commands.length - [...ALLOWED_COMMANDS.keys()].filter(key => key.startsWith(`${Client.name}.`)).length)
  })

  it('lets the listed commands through to the wire, and lists none that does not exist', async () => {
    const known = new Map<string, { readonly Client: ClientClass; readonly Command: new (input: object) => object }>(
      Object.values(PACKAGES).flatMap(members =>
        commandsOf(members).map(({ name, Command }) => [`${clientOf(members).name}.${name}`, { Client: clientOf(members), Command }] as const),
      ),
    )
    const session = wire()
    for (const name of ALLOWED_COMMANDS.keys()) {
      const before = arrived
      const [client = '', operation = ''] = name.replace(/Command$/, '').split('.')
      if (client === 'RolesAnywhereClient') {
        await expect(session.read({ ...anywhere, operation })).rejects.toMatchObject({ reason: 'denied' })
        expect(arrived, name).toBe(before + 1)
        continue
      }
      const found = known.get(name)
      if (!found) throw new Error(`${name} does not exist`)
      await expect(session.client(found.Client).send(new found.Command(IN_PATHS))).rejects.toMatchObject({ reason: 'denied' })
      expect(arrived, name).toBe(before + 1)
    }
    session.close()
  })

  it('refuses a read without a client that is not on the list, before the wire', async () => {
    const before = arrived
    await expect(wire().read({ ...anywhere, operation: 'DeleteProfile' })).rejects.toThrow('RolesAnywhereClient.DeleteProfileCommand is not on the read-only')
    expect(arrived).toBe(before)
  })

  it('lists only actions that read: by their verb, but for one that makes AWS write a report for the reader, and for entering a role', () => {
    const writing = [...ALLOWED_COMMANDS.values()]
      .flatMap(({ actions }) => actions)
      .filter(action => !/^[a-z0-9-]+:(?:Batch)?(Get|List|Describe)[A-Z]/.test(action))
    expect(writing).toEqual(['iam:GenerateCredentialReport', 'sts:AssumeRole'])
    expect([...ALLOWED_COMMANDS].filter(([, { access }]) => access !== 'List' && access !== 'Read').map(([name]) => name)).toEqual([
      'STSClient.AssumeRoleCommand',
      'STSClient.AssumeRoleWithWebIdentityCommand',
    ])
    // These read by their name, but hand out credentials.
    const dangerous = ['GetSessionToken', 'GetFederationToken', 'GetWebIdentityToken', 'GetDelegatedAccessToken']
    expect(dangerous.filter(command => ALLOWED_COMMANDS.has(`STSClient.${command}Command`))).toEqual([])
  })

  it('lists exactly the actions that the datasets say they need', () => {
    const needed = new Set(awsCollectors.flatMap(collector => collector.gives.flatMap(dataset => dataset.permissions)))
    expect([...new Set([...ALLOWED_COMMANDS.values()].flatMap(({ actions }) => actions))].sort()).toEqual([...needed].sort())
  })
})
