import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GetAccountSummaryCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetFederationTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTransport } from '../../../src/collect/aws/transport.ts'
import { virtualClock } from './scan-aws.ts'

const connections = new Set<unknown>()
let arrived = 0
let endpoint = ''
let server: Server

beforeAll(async () => {
  server = createServer((request, response) => {
    connections.add(request.socket)
    arrived += 1
    request.resume().on('end', () => response.writeHead(403).end('<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>'))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const transport = () => openTransport({ clock: virtualClock(), requestTimeout: 5_000, deadline: undefined, signal: undefined })
const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }
const config = (requestHandler: ReturnType<typeof transport>['handler']) => ({ region: 'us-east-1', credentials, endpoint, requestHandler, maxAttempts: 1 })

describe('a transport', () => {
  it('keeps its connections for the next client when one is done with', async () => {
    connections.clear()
    const shared = transport()
    for (let n = 0; n < 5; n += 1) {
      const client = new IAMClient(config(shared.handler))
      await expect(client.send(new GetAccountSummaryCommand({}))).rejects.toThrow()
      client.destroy()
    }
    expect(connections.size).toBe(1)
    shared.close()
  })

  it('lets a credential chain sign in, and do nothing else', async () => {
    const { signIn, close } = transport()
    const before = arrived
    const sts = new STSClient(config(signIn))
    await expect(sts.send(new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::111111111111:role/R', RoleSessionName: 's' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    })
    expect(arrived).toBe(before + 1)
    await expect(sts.send(new GetFederationTokenCommand({ Name: 'Action=AssumeRole' }))).rejects.toThrow('does not sign in and was not sent')
    await expect(new IAMClient(config(signIn)).send(new GetAccountSummaryCommand({}))).rejects.toThrow('was not sent')
    expect(arrived).toBe(before + 1)
    close()
  })
})
