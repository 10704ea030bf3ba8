import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { readRequest, type WireResponse, writeAnswer } from '../aws/wire.ts'
import { type LoadOptions, loadWorld } from './load-world.ts'
import type { RequestTally } from './start-load-aws.ts'

// stdin: one line of JSON, the options. stdout: one line of JSON, `{port}`, as soon as it answers. It ends when its stdin does.
// `GET /tally` tells what was asked since the start or the last `POST /forget`.

const send = (response: ServerResponse, { status, headers, body }: WireResponse): void => {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) })
  response.end(body)
}

const serve = (options: LoadOptions): void => {
  const answer = loadWorld(options)
  const tallies = new Map<string, RequestTally>()
  const count = (account: string, service: string, operation: string, answered: boolean): void => {
    const key = `${account} ${service} ${operation}`
    const requests = (tallies.get(key)?.requests ?? 0) + 1
    tallies.set(key, { account, service, operation, requests, answered })
  }
  const server = createServer((incoming, outgoing) => {
    let body = ''
    incoming.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    incoming.on('end', () => {
      const request = readRequest(incoming.headers, body, incoming.url, incoming.method)
      if (request === undefined) {
        if (incoming.url === '/forget') tallies.clear()
        return send(outgoing, { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify([...tallies.values()]) })
      }
      const { account, response } = answer(request)
      const { service, operation } = request
      count(account, service, operation, response !== undefined)
      const reply =
        response ?? writeAnswer(request, { kind: 'error', status: 400, code: 'NotInLoadFake', message: `The load fake has no ${service}:${operation}` })
      if (options.latency === undefined) send(outgoing, reply)
      else setTimeout(send, options.latency, outgoing, reply)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    process.stdout.write(`${JSON.stringify({ port })}\n`)
  })
}

const input = createInterface({ input: process.stdin })
input.once('line', line => serve(JSON.parse(line) as LoadOptions))
input.once('close', () => process.exit())
