import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { accessKeyOf, accountNumber, type LoadOptions } from './load-world.ts'

/** How often an operation was asked of an account. `answered`: the fake knows it. */
export interface RequestTally {
  readonly account: string
  readonly service: string
  readonly operation: string
  readonly requests: number
  readonly answered: boolean
}

/** An AWS of generated accounts in a process of its own, so that what it costs is not measured with what asks it. */
export interface LoadAws {
  /** The environment in which an AWS SDK or the command line scans from the first account, and nothing else of the machine's. */
  readonly environment: Readonly<Record<string, string>>
  readonly endpoint: string
  /** What was asked since the start or `forget`. */
  tally(): Promise<readonly RequestTally[]>
  forget(): Promise<void>
  stop(): Promise<void>
}

/** Starts it on a free port of the loopback interface, everything it will answer already made. */
export const startLoadAws = async (options: LoadOptions): Promise<LoadAws> => {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts')], { stdio: ['pipe', 'pipe', 'inherit'] })
  server.stdin.write(`${JSON.stringify(options)}\n`)
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', code => reject(new Error(`the load fake ended with ${code} before it was ready`)))
    createInterface({ input: server.stdout }).once('line', line => resolve(JSON.parse(line)))
  })
  const endpoint = `http://127.0.0.1:${port}`
  return {
    endpoint,
    environment: {
      AWS_ACCESS_KEY_ID: accessKeyOf(accountNumber(0)),
      AWS_SECRET_ACCESS_KEY: 'load',
      AWS_SESSION_TOKEN: 'load',
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    tally: async () => (await fetch(`${endpoint}/tally`)).json() as Promise<readonly RequestTally[]>,
    forget: async () => void (await fetch(`${endpoint}/forget`, { method: 'POST' })),
    stop: async () => {
      const ended = new Promise(resolve => server.once('exit', resolve))
      server.stdin.end()
      await ended
    },
  }
}
